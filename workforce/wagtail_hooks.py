"""The CMS without its own users and groups: roles as code own both (DESIGN 2)."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

HIDDEN = frozenset({"users", "groups"})


@hooks.register("construct_settings_menu")
def hide_users_and_groups(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take both out of the settings menu."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN]
