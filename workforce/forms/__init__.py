"""Forms of this room: input checked, never saved."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q

from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea
from workforce import roles
from workforce.actions.access_keys import SCOPES
from workforce.models import Deputy, FactDispute, LiveFrom, Organisation, Person, Post, Team, TeamVersion, User
from workforce.rules.census_codes import REGISTRATION_BODIES
from workforce.rules.rows import SWE_NUMBER

EXAMPLE = "For example, 27 3 2027"


class StaffField(forms.CharField):
    """Somebody at work, named by work e-mail or employee number; becomes a Person."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Their work e-mail or employee number")
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> Any:
        """The one person meant. Says so when nobody or more than one is."""
        text = super().clean(value)
        if not text:
            return None
        named = Q(work_email__iexact=text) | Q(employee_number__iexact=text)
        found = list(Person.objects.filter(named, joined_into=None)[:2])
        if len(found) != 1:
            raise ValidationError("Nobody, or more than one, has this e-mail or number: check it")
        return found[0]


def team_choices(day: date, *, empty: str) -> list[tuple[str, str]]:
    """Every team as it stands, in the order of the tree, indented by its depth."""
    rows = TeamVersion.objects.current().running(day).select_related("team").order_by("path")
    found = [(str(row.team_id), "– " * (row.path.count("/") - 1) + row.name) for row in rows]
    return [("", empty), *found]


def _team(key: str) -> Team | None:
    return Team.objects.get(pk=key) if key else None


class StartForm(forms.Form):
    """From a day on."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    starts_on = ThreePartDateField(label="First day", what="The first day", help_text=EXAMPLE)


class DatedForm(StartForm):
    """From a day to a last day. `ends_on` leaves here as the first day no longer, as it is kept."""

    ends_on = ThreePartDateField(label="Last day (optional)", what="The last day", help_text=EXAMPLE, required=False)

    def clean_ends_on(self) -> date | None:
        """People say the last day."""
        last: date | None = self.cleaned_data["ends_on"]
        return last + timedelta(days=1) if last else None


REASON = "A sentence that will still make sense in a year"
SEEN_REASON = f"{REASON}. Whoever may see this person reads it, so never say why somebody is away"


class DisputeForm(forms.Form):
    """ "This is wrong"."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    fact = forms.ChoiceField(label="What is wrong?", choices=FactDispute.Fact.choices, widget=forms.RadioSelect)
    statement = forms.CharField(
        label="What should it say?",
        help_text="Say what is right and, if you know, since when.",
        max_length=1000,
        widget=CountedTextarea(maxlength=1000),
    )


class AnswerForm(forms.Form):
    """The answer to "this is wrong"."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    state = forms.ChoiceField(
        label="What did you find?",
        choices=[("mended", "It was wrong and is mended"), ("stands", "It is right and stays as it is")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Your answer",
        help_text="They get it by e-mail: say what was done, or why it is right.",
        max_length=1000,
        widget=CountedTextarea(maxlength=1000),
    )


class StarterForm(StartForm):
    """Somebody about to start whom the staff file does not have yet."""

    looks: ClassVar[dict[str, FieldLook]] = {
        "fte": FieldLook(label_size="s", classes="govuk-input--width-4", inputmode="decimal"),
        "registration_number": FieldLook(label_size="s", classes="govuk-input--width-10"),
    }

    first_name = forms.CharField(label="First name", max_length=255)
    last_name = forms.CharField(label="Last name", max_length=255)
    work_email = forms.EmailField(label="Work e-mail", help_text="They sign in with it")
    team = forms.ChoiceField(label="Team")
    job_title = forms.CharField(label="Job title", max_length=255)
    role_family = forms.ChoiceField(label="Kind of role", choices=[("", "Choose one"), *Post.RoleFamily.choices])
    contract = forms.ChoiceField(label="Contract", choices=Post.Contract.choices, widget=forms.RadioSelect)
    fte = forms.DecimalField(
        label="Share of full time", help_text="1 is full time, 0.6 is three days a week", max_digits=7, decimal_places=6
    )
    line_manager = StaffField(label="Line manager")
    registration_body = forms.ChoiceField(
        label="Registered with (optional)",
        choices=[("", "No professional body"), *REGISTRATION_BODIES.items()],
        required=False,
    )
    registration_number = forms.CharField(label="Registration number (optional)", max_length=20, required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices(day, empty="Choose a team")  # type: ignore[attr-defined]
        self.order_fields(["first_name", "last_name", "work_email", "starts_on", "team", "job_title"])

    def clean_team(self) -> Team | None:
        """The team itself."""
        return _team(self.cleaned_data["team"])

    def clean_fte(self) -> Any:
        """FORMATS, posts.csv: more than 0, at most 1."""
        if not 0 < self.cleaned_data["fte"] <= 1:
            raise ValidationError("Enter a share from 0.01 to 1")
        return self.cleaned_data["fte"]

    def clean(self) -> dict[str, Any]:
        """A Social Work England number has its own shape."""
        cleaned = super().clean() or {}
        number = cleaned.get("registration_number", "").upper()
        if cleaned.get("registration_body") == "SWE" and number and not SWE_NUMBER.fullmatch(number):
            self.add_error("registration_number", "Enter two letters and then digits, like SW12345")
        return cleaned


class ActingManagerForm(DatedForm):
    """Somebody manages a person until the staff file agrees."""

    manager = StaffField(label="Who will manage them?")
    reason = forms.CharField(label="Why?", help_text=SEEN_REASON, max_length=255)
    field_order = ("manager", "starts_on", "ends_on", "reason")


class DeputyForm(DatedForm):
    """Somebody stands in for a manager."""

    deputy = StaffField(label="Who stands in?")
    kind = forms.ChoiceField(
        label="As what?", choices=Deputy.Kind.choices, widget=forms.RadioSelect, initial=Deputy.Kind.DEPUTY
    )
    ends_on = ThreePartDateField(label="Last day", what="The last day", help_text=EXAMPLE)
    reason = forms.CharField(label="Why?", help_text=SEEN_REASON, max_length=255)
    field_order = ("deputy", "kind", "starts_on", "ends_on", "reason")


class RoleForm(DatedForm):
    """A role for somebody, over a scope, from a day."""

    email = forms.EmailField(label="Who?", help_text="The e-mail address they sign in with")
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    team = forms.ChoiceField(
        label="Over which team?",
        help_text="With every team below it. Leave empty for the whole Academy.",
        required=False,
    )
    organisation = forms.ChoiceField(label="Or over which organisation?", required=False)
    reason = forms.CharField(label="Why?", help_text=REASON, max_length=255)
    field_order = ("email", "role", "team", "organisation", "starts_on", "ends_on", "reason")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looks = {
            "role": FieldLook(label_size="s", item_hints={role.code: role.sees for role in roles.GRANTABLE}),
        }
        self.fields["role"].choices = [(role.code, role.name) for role in roles.GRANTABLE]  # type: ignore[attr-defined]
        self.fields["team"].choices = team_choices(day, empty="No team")  # type: ignore[attr-defined]
        names = Organisation.objects.order_by("name").values_list("pk", "name")
        choices = [("", "No organisation"), *((str(pk), name) for pk, name in names)]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        """The user behind the address."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_system=False).first()
        if user is None:
            raise ValidationError("Nobody signs in with this address yet: they must sign in once first")
        return user

    def clean_team(self) -> Team | None:
        """The team itself, or none."""
        return _team(self.cleaned_data["team"])

    def clean_organisation(self) -> Organisation | None:
        """The organisation itself, or none."""
        key = self.cleaned_data["organisation"]
        return Organisation.objects.get(pk=key) if key else None


class LiveFromForm(forms.Form):
    """When a module goes live for a team and all below it."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    module = forms.ChoiceField(label="What goes live?", choices=LiveFrom.Module.choices, widget=forms.RadioSelect)
    team = forms.ChoiceField(label="For which team?", help_text="With every team below it", required=False)
    starts_on = ThreePartDateField(label="From which day?", what="The day", help_text=EXAMPLE)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices(day, empty="Everywhere")  # type: ignore[attr-defined]

    def clean_team(self) -> Team | None:
        """The team itself, or none for everywhere."""
        return _team(self.cleaned_data["team"])


class ReasonForm(forms.Form):
    """A reason for a decision."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    reason = forms.CharField(label="Why?", help_text=REASON, max_length=255)


class KeyForm(forms.Form):
    """A key to the API: which program, for what, for how long."""

    looks: ClassVar[dict[str, FieldLook]] = {
        "name": FieldLook(label_size="m", classes="govuk-input--width-20"),
        "days": FieldLook(label_size="m", classes="govuk-input--width-3", suffix="days"),
        "scopes": FieldLook(label_size="m"),
    }
    name = forms.CharField(
        label="Which program is it for?", max_length=60, error_messages={"required": "Say which program it is for"}
    )
    scopes = forms.MultipleChoiceField(
        label="What may it do?",
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may do"},
    )
    days = forms.IntegerField(label="How long should it work?", min_value=1, max_value=3650, initial=90)


class PhoneForm(forms.Form):
    """A number, or none."""

    phone = forms.CharField(
        label="Telephone number",
        required=False,
        max_length=30,
        validators=[RegexValidator(r"^\+?[\d ()]{6,}$", "Enter a telephone number, like 01709 000000")],
        help_text="Coordinators see it when they have to reach you. Leave it empty to take it away.",
    )
