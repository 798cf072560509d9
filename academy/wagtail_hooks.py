"""What the front door adds to the CMS: the texts of letters."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy.gates import MESSAGE_READERS
from academy.messages import texts
from workforce.permissions import roles_of


class TextsMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Coordinators and administrators."""
        return bool(MESSAGE_READERS & roles_of(request.user, timezone.localdate()))


@hooks.register("register_admin_urls")
def message_text_addresses() -> list[Any]:
    """Below `/cms/`."""
    return [
        path("texts/", texts.index, name="message_texts"),
        path("texts/<slug:kind>/", texts.text, name="message_text"),
        path("texts/<slug:kind>/put-back/", texts.put_back, name="message_text_put_back"),
    ]


@hooks.register("register_admin_menu_item")
def texts_menu_item() -> MenuItem:
    """Beside courses, sessions and venues."""
    return TextsMenuItem("Texts of letters", reverse("message_texts"), icon_name="mail", order=155)
