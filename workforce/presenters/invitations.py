"""Invitations for the page that lists them, and the form that asks for a new one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from foundation.british_dates import long_date
from foundation.forms.looks import FieldLook
from workforce.models import Invitation, Organisation

STATES = {"waiting": "Waiting", "expired": "Run out", "accepted": "Joined", "revoked": "Taken back"}


class InviteForm(forms.Form):
    """One person of one organisation."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisation",
        empty_label=None,
        error_messages={"required": "Choose an organisation", "invalid_choice": "Choose an organisation from the list"},
    )
    first_name = forms.CharField(label="First name", max_length=255, error_messages={"required": "Enter a first name"})
    last_name = forms.CharField(label="Last name", max_length=255, error_messages={"required": "Enter a last name"})
    email = forms.EmailField(
        label="Work email address",
        help_text="They sign in with it, so it must be their own.",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address in the right form, like name@example.org",
        },
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = organisations


def invitation_rows(invitations: Iterable[Invitation], at: datetime) -> list[dict[str, Any]]:
    """What the list shows of each."""
    return [_row(invitation, invitation.state_at(at)) for invitation in invitations]


def _row(invitation: Invitation, state: str) -> dict[str, Any]:
    invited = long_date(timezone.localdate(invitation.invited_at))
    ends = long_date(timezone.localdate(invitation.expires_at))
    return {
        "invitation": invitation,
        "state": STATES[state],
        "note": f"Works until {ends}" if state == "waiting" else "",
        "open": state in ("waiting", "expired"),
        "invited": f"{invited}, by {invitation.invited_by.get_full_name()}",
    }
