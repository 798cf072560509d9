"""What a coordinator enters about a session. Nothing here saves: the answer is a `SessionPlan`."""

import datetime
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from courses.actions.sessions import Borrowed, DateSpan, SessionPlan, Trainer
from courses.forms.session_lines import equipment_of, line_of, trainers_of
from courses.models import Course, Session, Venue
from foundation import british_dates
from foundation.forms.fields import ClockTimeField
from workforce.models import Team, TeamVersion

DATE_ROWS = 6
DATE_PREFIX = "dates"
BRITISH, BRITISH_MOMENT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
LONGEST_MINUTES = 14 * 60


class AdminForm(forms.Form):
    """Drawn by Wagtail's own field templates, since it stands among Wagtail's pages."""

    bound_field_class = forms.BoundField


class SessionForm(AdminForm):
    """All of a session but its dates, which are a formset beside it."""

    course = forms.ModelChoiceField(
        Course.objects.none(), label="Course", help_text="Only published courses that are not retired."
    )
    venue = forms.ModelChoiceField(
        Venue.objects.none(),
        label="Venue",
        required=False,
        empty_label="Online, no venue",
        help_text="Leave it online, or choose a place.",
    )
    join_link = forms.URLField(
        label="Joining link",
        required=False,
        assume_scheme="https",
        help_text="For learning online. Only people who are booked see it.",
    )
    capacity = forms.IntegerField(label="Places", min_value=1, max_value=1000)
    trainers = forms.CharField(
        label="Trainers",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="One on each line, as learners should see the name. After commas, as far as you know them: "
        "e-mail, telephone, fee, and whether they train from lived experience. "
        "Tom Ellis, tom@example.org, 01709 000000, £250, co-trainer",
    )
    booking_opens_at = forms.DateTimeField(
        label="Booking opens",
        required=False,
        widget=AdminDateTimeInput(format=BRITISH_MOMENT),
        help_text="Empty: as soon as the session is open.",
    )
    booking_closes_at = forms.DateTimeField(
        label="Booking closes",
        required=False,
        widget=AdminDateTimeInput(format=BRITISH_MOMENT),
        help_text="Empty: when the session starts.",
    )
    joining_notes = forms.CharField(
        label="Joining notes",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="What to bring, where to park, whom to ask for. Sent with the confirmation.",
    )

    minimum_places = forms.IntegerField(
        label="Fewest people",
        min_value=1,
        required=False,
        help_text="With fewer booked you are asked some days before whether it goes ahead.",
    )
    equipment = forms.CharField(
        label="Equipment",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="One kind on each line, and how many: Laptop, 6",
    )
    cost = forms.DecimalField(
        label="Cost in pounds",
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text="Room, materials and travel. Fees stand with the trainers.",
    )
    budget_code = forms.CharField(label="Budget code", max_length=20, required=False)
    owner_team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Looked after by the coordinators of",
        required=False,
        empty_label="The whole Academy",
    )
    clash_reason = forms.CharField(
        label="Why it may stand although something is used twice",
        max_length=255,
        required=False,
        help_text="Leave it empty, and a room, trainer or thing that is taken is refused.",
    )

    def __init__(self, data: Any = None, *, session: Session | None = None, copy: bool = False) -> None:
        super().__init__(data, initial=initial(session) if session else None)
        today, fields = timezone.localdate(), cast(dict[str, Any], self.fields)
        fields["venue"].queryset = Venue.objects.in_use(today, session.venue_id if session else None)
        fields["course"].queryset = Course.objects.on_offer(today)
        fields["owner_team"].queryset = Team.objects.order_by("code")
        names = dict(TeamVersion.objects.current().running(today).values_list("team_id", "name"))
        fields["owner_team"].label_from_instance = lambda team: f"{names.get(team.pk, 'Closed team')} ({team.code})"
        if session and not copy:
            del self.fields["course"]

    def clean_trainers(self) -> tuple[Trainer, ...]:
        """A line each: a name, and after commas what more is known."""
        return trainers_of(self.cleaned_data["trainers"])

    def clean_equipment(self) -> tuple[Borrowed, ...]:
        """A line each: a kind we have, and how many."""
        return equipment_of(self.cleaned_data["equipment"])

    def clean(self) -> dict[str, Any]:
        """Booking must open before it closes, and people must be able to get there."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("booking_opens_at"), cleaned.get("booking_closes_at")
        if opens and closes and opens >= closes:
            self.add_error("booking_closes_at", "Booking must close after it opens.")
        return cleaned

    def plan(self, dates: tuple[DateSpan, ...]) -> SessionPlan:
        """The plan, once both form and dates are valid."""
        given = {
            name: value for name, value in self.cleaned_data.items() if name not in ("course", "cost", "owner_team")
        }
        team, cost = self.cleaned_data["owner_team"], self.cleaned_data["cost"]
        return SessionPlan(
            dates=dates, cost_pence=int((cost or 0) * 100), owner_team_id=team.pk if team else None, **given
        )


class DateForm(AdminForm):
    """One date: the day, and the times on the clock in Rotherham."""

    error_css_class: ClassVar = "w-field--error"
    day = forms.DateField(label="Day", required=False, widget=AdminDateInput(format=BRITISH))
    starts = ClockTimeField(label="Starts", required=False, help_text="9:30am")
    ends = ClockTimeField(label="Ends", required=False, help_text="4:30pm")

    def clean(self) -> dict[str, Any]:
        """All three or none; real moments, the hour's change included."""
        cleaned = super().clean() or {}
        parts = [cleaned.get(name) for name in ("day", "starts", "ends")]
        if self.errors or not any(parts):
            return cleaned
        if not all(parts):
            raise ValidationError("Enter the day, the start and the end of this date.")
        span = DateSpan(_moment(cleaned, "starts"), _moment(cleaned, "ends"))
        if not 0 < span.minutes <= LONGEST_MINUTES:
            self.add_error("ends", "It must end after it starts. A date may end after midnight, within 14 hours.")
            return cleaned
        cleaned["span"] = span
        return cleaned


def _moment(cleaned: dict[str, Any], name: str) -> datetime.datetime:
    """Day and time as a moment; a time the hour's change skips or repeats is an error in words.

    An end before its start is on the next day.
    """
    next_day = name == "ends" and cleaned["ends"] < cleaned["starts"]
    day = cleaned["day"] + datetime.timedelta(days=1) if next_day else cleaned["day"]
    return from_current_timezone(datetime.datetime.combine(day, cleaned[name]))


class BaseDateFormSet(forms.BaseFormSet):
    """The dates of a session."""

    def clean(self) -> None:
        """At least one date, none twice."""
        if any(self.errors):
            return
        days = [span.starts_at for span in self.spans]
        if not days:
            raise ValidationError("Enter at least one date.")
        if len(set(days)) < len(days):
            raise ValidationError("The same date is entered twice.")

    @property
    def spans(self) -> tuple[DateSpan, ...]:
        """The dates entered, in the order of the rows."""
        return tuple(form.cleaned_data["span"] for form in self.forms if form.cleaned_data.get("span"))


DateFormSet = forms.formset_factory(DateForm, formset=BaseDateFormSet, extra=0)


def date_formset(data: Any = None, session: Session | None = None) -> Any:
    """Rows for the dates there are, and empty ones to fill."""
    rows = [_date_row(each.starts_at, each.ends_at) for each in session.dates.all()] if session else []
    empty: list[dict[str, Any]] = [{}] * max(DATE_ROWS - len(rows), 2)
    return DateFormSet(data, prefix=DATE_PREFIX, initial=rows + empty)


def _date_row(starts_at: datetime.datetime, ends_at: datetime.datetime) -> dict[str, Any]:
    return {
        "day": timezone.localdate(starts_at),
        "starts": british_dates.clock_time(starts_at),
        "ends": british_dates.clock_time(ends_at),
    }


def initial(session: Session) -> dict[str, Any]:
    """What the form shows of a session."""
    names = (
        "course",
        "join_link",
        "capacity",
        "booking_opens_at",
        "booking_closes_at",
        "joining_notes",
        "minimum_places",
        "budget_code",
        "clash_reason",
    )
    things = [f"{row.equipment}, {row.quantity}" for row in session.equipment.select_related("equipment")]
    return {name: getattr(session, name) for name in names} | {
        "venue": session.venue_id,
        "owner_team": session.owner_team_id,
        "trainers": "\n".join(line_of(trainer) for trainer in session.trainers.select_related("person")),
        "equipment": "\n".join(things),
        "cost": Decimal(session.cost_pence) / 100 if session.cost_pence else None,
    }


class CancelForm(AdminForm):
    """Why a session is cancelled."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        max_length=255,
        widget=forms.Textarea({"rows": 3}),
        help_text="Everybody who is booked or waiting reads this in a message.",
    )
