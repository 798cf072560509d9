"""What the pages add to the CMS: our colour and mark, and an end to kept copies on moves and deletions.

On those Wagtail saves and deletes a bare Page, which the pages' own `save` and `delete` do not see.
"""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation import public_copies


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """The Academy's colour and mark there; the templates are in `templates/wagtailadmin`."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms_admin.css"))


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """From the CMS to the page one came from, first in its menu."""
    return MenuItem("Your desk", reverse("desk"), name="desk", icon_name="arrow-left", order=10)


@hooks.register("after_move_page")
def after_move(request: HttpRequest, page: Any) -> None:
    """A page stands at another address."""
    public_copies.empty()


@hooks.register("after_delete_page")
def after_delete(request: HttpRequest, page: Any) -> None:
    """A page is gone."""
    public_copies.empty()
