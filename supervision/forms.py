"""What people fill in about dates and agreements."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.dateparse import parse_datetime

from foundation.forms.fields import ClockTimeField, ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.versioned_forms.asking import AnswerForm, schema_form
from foundation.versioned_forms.schema import Answers, Schema
from supervision.actions.agreements import Terms
from supervision.models import Agreement, Attendee, Meeting, TemplateVersion
from supervision.reasons import Reason
from supervision.rules.agreement_form import asked
from supervision.rules.group_people import name_of
from workforce.models import Organisation, Person

IN_A_ROW = FieldLook(label_size="s", classes="govuk-radios--inline govuk-radios--small")
HELD_KINDS = tuple((kind.value, kind.label) for kind in Meeting.Kind if kind != Meeting.Kind.GROUP)


def _moment(cleaned: dict[str, Any]) -> datetime | None:
    if cleaned.get("day") and cleaned.get("starts"):
        return from_current_timezone(datetime.combine(cleaned["day"], cleaned["starts"]))
    return None


class DateForm(forms.Form):
    """A first date, and how and where the two meet."""

    day = ThreePartDateField(label="First day", what="The first day")
    starts = ClockTimeField(label="Starts at", help_text="For example, 9:30am")
    minutes = forms.IntegerField(label="How long, in minutes", min_value=10, max_value=480)
    mode = forms.ChoiceField(label="How you meet", choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Where", required=False, max_length=120, help_text="A private room, if you meet in person."
    )

    def clean(self) -> dict[str, Any]:
        """Day and time together."""
        cleaned = super().clean() or {}
        cleaned["starts_at"] = _moment(cleaned)
        return cleaned


class MoveForm(forms.Form):
    """Another day and time, and why."""

    day = ThreePartDateField(label="New day", what="The new day")
    starts = ClockTimeField(label="Starts at", help_text="For example, 9:30am")
    reason = forms.ChoiceField(label="Why it moves", choices=Reason.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        """A suggested time that was pressed fills day and time in."""
        pressed = parse_datetime(data.get("to", "")) if data else None
        if data is not None and pressed is not None:
            parts = {
                "day-day": pressed.day,
                "day-month": pressed.month,
                "day-year": pressed.year,
                "starts": f"{pressed:%H:%M}",
            }
            data = {"reason": data.get("reason", ""), **parts}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Day and time together."""
        cleaned = super().clean() or {}
        cleaned["to"] = _moment(cleaned)
        return cleaned


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = forms.ChoiceField(label="Why it does not take place", choices=Reason.choices, widget=forms.RadioSelect)


class HeldForm(forms.Form):
    """How long it was and how the two met."""

    minutes = forms.IntegerField(label="How long it was, in minutes", min_value=5, max_value=480)
    mode = forms.ChoiceField(label="How you met", choices=Meeting.Mode.choices, widget=forms.RadioSelect)


class RecordForm(HeldForm):
    """A supervision that nobody had planned."""

    held_on = ThreePartDateField(label="Day", what="The day")
    kind = forms.ChoiceField(label="What kind it was", choices=HELD_KINDS, widget=forms.RadioSelect)
    field_order = ("held_on", "kind", "minutes", "mode")


class AgreementForm(AnswerForm):
    """What two people agree on: its own boxes first, then the questions of form T5 that they leave open."""

    part = forms.ChoiceField(label="What you share", choices=Agreement.Part.choices, widget=forms.RadioSelect)
    interval_days = forms.IntegerField(
        label="Meet more often than the policy asks: every so many days",
        required=False,
        min_value=1,
        max_value=366,
        help_text="Leave it empty to follow the policy.",
    )
    minutes = forms.IntegerField(label="How long each time, in minutes", min_value=30, max_value=240)
    place = forms.CharField(label="Where you meet", required=False, max_length=120)
    delegate = forms.EmailField(
        label="Who stands in when the supervisor is away for long",
        required=False,
        help_text="Their work e-mail. They see actions, this agreement and open case work, and nothing personal.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        initial: dict[str, Any],
        version: TemplateVersion | None,
        answers: Answers | None = None,
    ) -> None:
        """`version` is of T5, None where no template of an agreement is published."""
        schema = asked(version.schema) if version else Schema("")
        questions = schema_form(schema, initial=answers or {})
        super().__init__(data, initial={**questions.initial, **initial})
        self.schema, self.looks, self.turn, self.version = schema, questions.looks, 0, version
        self.fields.update(questions.fields)

    def terms(self) -> Terms:
        """What was agreed, once it is valid."""
        own = {name: self.cleaned_data[name] for name in self.base_fields}
        return Terms(**own, form_version=self.version, answers=self.answers)

    def clean_delegate(self) -> Person | None:
        """Somebody who is known here."""
        address = self.cleaned_data["delegate"]
        person = Person.objects.filter(work_email__iexact=address).first() if address else None
        if address and person is None:
            raise ValidationError("Nobody here has this work e-mail: check it, or leave it empty.")
        return person


class SignForm(forms.Form):
    """The supervisee confirms the limits of confidentiality with their signature."""

    limits = forms.BooleanField(label="I have read the limits of confidentiality", required=True)


class OfEachForm(forms.Form):
    """One choice for each person of a group."""

    default_look: ClassVar[FieldLook] = IN_A_ROW

    def __init__(self, data: Any = None, *, attendees: list[Attendee]) -> None:
        super().__init__(data)
        for attendee in attendees:
            self.fields[f"attendee-{attendee.pk}"] = self.field_of(attendee)

    def field_of(self, attendee: Attendee) -> forms.ChoiceField:
        """What is chosen for one of them."""
        raise NotImplementedError

    def marks(self) -> dict[int, str]:
        """What was chosen, by attendee."""
        return {int(name.split("-")[1]): value for name, value in self.cleaned_data.items()}


class AttendanceForm(OfEachForm):
    """Who was at a group."""

    def field_of(self, attendee: Attendee) -> forms.ChoiceField:
        """Whether they were there."""
        return forms.ChoiceField(
            label=f"{name_of(attendee)} ({attendee.get_role_display().lower()})",
            choices=Attendee.Attendance.choices,
            initial=attendee.attendance,
            widget=forms.RadioSelect,
        )


class RolesForm(OfEachForm):
    """Who does what in a group."""

    def field_of(self, attendee: Attendee) -> forms.ChoiceField:
        """Their role."""
        return forms.ChoiceField(
            label=name_of(attendee),
            choices=Attendee.Role.choices,
            initial=attendee.role,
            widget=forms.RadioSelect,
        )


class GroupForm(DateForm):
    """A group: when, who, and guests, one address a line."""

    people = forms.CharField(
        label="Who takes part",
        widget=forms.Textarea,
        help_text="Work e-mails, one a line. The first brings the question.",
    )
    guests = forms.CharField(
        label="Guests from partners",
        widget=forms.Textarea,
        required=False,
        help_text="One a line: name, e-mail and, if you know it, their organisation, with commas between. A guest who "
        "signs in here with that e-mail reads the record; the others come without an account.",
    )

    def clean_people(self) -> list[Person]:
        """Everybody by address, in the order given."""
        addresses = [line.strip().casefold() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        known = {person.work_email.casefold(): person for person in Person.objects.filter(work_email__in=addresses)}
        missing = [address for address in addresses if address not in known]
        if missing:
            raise ValidationError(f"Nobody here has the work e-mail {missing[0]}.")
        return [known[address] for address in dict.fromkeys(addresses)]

    def clean_guests(self) -> list[tuple[str, str, Organisation | None]]:
        """(name, address, organisation where it is known) of each guest."""
        found = [_guest(line) for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if len({address.casefold() for _, address, _ in found}) < len(found):
            raise ValidationError("One guest stands there twice: give each address once.")
        return found


def _guest(line: str) -> tuple[str, str, Organisation | None]:
    name, address, organisation, *_ = [*(part.strip() for part in line.split(",")), "", ""]
    if not name:
        raise ValidationError("Give each guest a name, then a comma, then their e-mail.")
    forms.EmailField().clean(address)
    known = Organisation.objects.filter(name__iexact=organisation).first() if organisation else None
    if organisation and known is None:
        raise ValidationError(
            f"No organisation here is called {organisation}: leave it out, or write it as it is kept."
        )
    return name, address, known
