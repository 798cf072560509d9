"""Moves and deletions in the CMS end the kept copies too.

There Wagtail saves and deletes a bare Page, which the pages' own `save` and `delete` do not see.
"""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from foundation import public_copies


@hooks.register("after_move_page")
def after_move(request: HttpRequest, page: Any) -> None:
    """A page stands at another address."""
    public_copies.empty()


@hooks.register("after_delete_page")
def after_delete(request: HttpRequest, page: Any) -> None:
    """A page is gone."""
    public_copies.empty()
