"""Looking for a message, and choosing how to get them."""

from datetime import time
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from foundation.british_dates import clock_time
from foundation.forms.fields import ClockTimeField
from foundation.forms.looks import FieldLook
from foundation.models import OutboxMessage
from foundation.preferences import Choices
from foundation.wordings import definitions

STATES = [
    ("", "Every state"),
    *OutboxMessage.State.choices,
    ("held", "Held back by quiet hours or for a daily mail"),
    ("unread", "News nobody has said they read"),
]


class SearchForm(forms.Form):
    """State, way, letter and address; all may be left out."""

    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    channel = forms.ChoiceField(
        label="Sent as", required=False, choices=[("", "Mail or text"), *OutboxMessage.Channel.choices]
    )
    kind = forms.ChoiceField(label="Letter", required=False)
    to = forms.CharField(label="Address or number contains", required=False, max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = sorted((f"{each.group}: {each.name}", kind) for kind, each in definitions().items())
        self.fields["kind"].choices = [("", "Every letter"), *((kind, name) for name, kind in letters)]  # type: ignore[attr-defined]

    def chosen(self, messages: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        """Those of `messages` that were asked for; all of them where the question makes no sense."""
        if not self.is_valid():
            return messages
        said = self.cleaned_data
        wanted = Q(to_address__icontains=said["to"].strip()) if said["to"].strip() else Q()
        for name in ("channel", "kind"):
            wanted &= Q(**{name: said[name]}) if said[name] else Q()
        return messages.filter(wanted & _in_state(said["state"]))


def _in_state(state: str) -> Q:
    if state == "held":
        return Q(state=OutboxMessage.State.QUEUED, not_before__isnull=False)
    if state == "unread":
        return Q(asks_reading=True, read_at=None)
    return Q(state=state) if state else Q()


YES_NO = [("yes", "Yes"), ("no", "No")]
HOURS = [(str(hour), clock_time(time(hour))) for hour in range(6, 21)]


class ChoicesForm(forms.Form):
    """Reminders, daily mail, quiet hours, and texts for those who proved a number."""

    looks: ClassVar[dict[str, FieldLook]] = {
        "reminders": FieldLook(label_size="m", classes="govuk-radios--inline"),
        "pace": FieldLook(label_size="m", reveals={"daily": "hour"}),
        "quiet_from": FieldLook(label_size="m", classes="govuk-input--width-5"),
        "quiet_until": FieldLook(label_size="m", classes="govuk-input--width-5"),
        "texts": FieldLook(label_size="m", classes="govuk-radios--inline"),
    }

    reminders = forms.ChoiceField(
        label="Reminders before a session you are booked on", choices=YES_NO, widget=forms.RadioSelect
    )
    pace = forms.ChoiceField(
        label="Other messages",
        help_text="Invitations for your calendar and urgent news always come on their own.",
        choices=[("once", "Each as it happens"), ("daily", "One mail a day that holds them all")],
        widget=forms.RadioSelect,
    )
    hour = forms.ChoiceField(label="At", choices=HOURS, required=False)
    quiet_from = ClockTimeField(
        label="Quiet hours from",
        help_text="For example, 7pm. Messages wait until quiet hours end, except news of a session that is near. "
        "Leave both times empty for none.",
        required=False,
    )
    quiet_until = ClockTimeField(label="Quiet hours until", help_text="For example, 7:30am", required=False)
    texts = forms.ChoiceField(
        label="Urgent news as a text message too", choices=YES_NO, widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: Any = None, *, chosen: Choices) -> None:
        super().__init__(data, initial=_as_initial(chosen))
        if not chosen.mobile:
            del self.fields["texts"]

    def choices(self) -> dict[str, Any]:
        """What `actions.preferences.choose` takes."""
        said = self.cleaned_data
        return {
            "reminders": said["reminders"] == "yes",
            "digest_hour": int(said["hour"] or 8) if said["pace"] == "daily" else None,
            "quiet_from": said["quiet_from"],
            "quiet_until": said["quiet_until"],
            "texts": said.get("texts") == "yes",
        }

    def clean(self) -> dict[str, Any]:
        """Both times, or neither."""
        said = super().clean() or {}
        for name, other in (("quiet_from", "quiet_until"), ("quiet_until", "quiet_from")):
            if name in said and said[name] is None and said.get(other):
                self.add_error(name, f"Enter the time {'from' if name == 'quiet_from' else 'until'} which it is quiet")
        return said


def _as_initial(chosen: Choices) -> dict[str, Any]:
    return {
        "reminders": "yes" if chosen.reminders else "no",
        "pace": "once" if chosen.digest_hour is None else "daily",
        "hour": str(8 if chosen.digest_hour is None else chosen.digest_hour),
        "quiet_from": clock_time(chosen.quiet_from) if chosen.quiet_from else "",
        "quiet_until": clock_time(chosen.quiet_until) if chosen.quiet_until else "",
        "texts": "yes" if chosen.texts else "no",
    }


class MobileForm(forms.Form):
    """A number to prove."""

    looks: ClassVar[dict[str, FieldLook]] = {
        "number": FieldLook(classes="govuk-input--width-20", autocomplete="tel", inputmode="tel")
    }
    number = forms.CharField(
        label="Mobile number",
        help_text="For example, 07700 900123",
        max_length=30,
        error_messages={"required": "Enter a mobile number, such as 07700 900123"},
    )


class MobileCodeForm(forms.Form):
    """The code that was sent to it."""

    looks: ClassVar[dict[str, FieldLook]] = {
        "code": FieldLook(classes="govuk-input--width-5", autocomplete="one-time-code", inputmode="numeric")
    }
    code = forms.CharField(
        label="Code", max_length=12, error_messages={"required": "Enter the six figures from the text message"}
    )


class TextForm(forms.Form):
    """The text of a letter, as coordinators edit it in the CMS. `seen` is the version they opened."""

    subject = forms.CharField(label="Subject", max_length=255, required=False, strip=False)
    body = forms.CharField(
        label="Letter",
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="An empty line begins a new paragraph. A paragraph whose placeholders are all empty is left out.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> int:
        """0 where nobody has rewritten it."""
        return self.cleaned_data["seen"] or 0
