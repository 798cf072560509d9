"""Venues in the CMS."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from courses.models import Venue

PANELS = [
    MultiFieldPanel([FieldPanel("name"), FieldPanel("address")], heading="Where it is"),
    MultiFieldPanel(
        [FieldPanel("access"), FieldPanel("capacity")],
        heading="Access and size",
        help_text="People decide by this whether they can come, so say it plainly.",
    ),
    FieldPanel("closed_on", heading="No longer used from"),
]


class VenueDeleteView(DeleteView):
    """Says in words what holds a venue, before anybody presses anything."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back to the venue where sessions were or will be held in it."""
        held = self.object.sessions.count()
        if not held:
            return super().dispatch(request, *args, **kwargs)
        messages.error(request, held_by(self.object, held))
        return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))


def held_by(venue: Venue, sessions: int) -> str:
    """Why a venue stays, and what to do instead."""
    noun = "session is" if sessions == 1 else "sessions are"
    return (
        f"{venue.name} cannot be deleted: {sessions} {noun} held there, in the past or ahead. "
        "Enter the day from which it is no longer used instead."
    )


class VenueViewSet(SnippetViewSet):
    """Places, with the access that learners read before they book."""

    model = Venue
    icon = "home"
    menu_label = "Venues"
    menu_name = "venues"
    add_to_admin_menu = True
    menu_order = 152
    copy_view_enabled = False
    delete_view_class = VenueDeleteView
    list_display: ClassVar = ["name", "capacity", "closed_on"]
    search_fields: ClassVar = ["name", "address"]
    search_backend_name = None
    edit_handler = ObjectList(PANELS)
