"""Organisations that learn beside the council, as coordinators and administrators keep them."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from foundation import taxonomies
from foundation.british_dates import long_date
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.models import Term
from workforce.models import AttachmentStage, Organisation, Person
from workforce.presenters.words import cells, head, link, span

LIST_HEAD = head("Name", "Kind", "Attachment Friendly Schools", "E-mail domain", "State")
STAGE_HEAD = head("Stage", "When")
COUNT_HEAD = head("Stage", "Schools")
SMALL = FieldLook(label_size="s")
DOMAIN = RegexValidator(r"^@?[a-z0-9-]+(\.[a-z0-9-]+)+$", "Enter a domain, like example.org")
Rows = list[list[dict[str, str]]]


class OrganisationForm(forms.Form):
    """What is written down about an organisation."""

    looks = {"name": SMALL, "kind": SMALL, "email_domain": SMALL, "retired_on": SMALL}
    name = forms.CharField(label="Name", max_length=255, error_messages={"required": "Enter a name"})
    kind = forms.ChoiceField(label="What kind of organisation?", error_messages={"required": "Choose a kind"})
    email_domain = forms.CharField(
        label="Approved e-mail domain (optional)",
        help_text="People who prove an address there may join by themselves. Only a domain of the organisation’s own.",
        max_length=120,
        required=False,
        empty_value="",
    )
    retired_on = ThreePartDateField(
        label="No longer takes places from (optional)",
        what="The day",
        required=False,
        help_text="Its people, bookings and charges stay.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        kinds = [pair for pair in Organisation.Kind.choices if pair[0] != Organisation.Kind.COUNCIL]
        field.choices = [("", "Choose"), *kinds]

    def clean_email_domain(self) -> str:
        """In lower case, without an @."""
        text: str = self.cleaned_data["email_domain"].strip().lower()
        if text:
            DOMAIN(text)
        return text.removeprefix("@")


class NewOrganisationForm(OrganisationForm):
    """With the short name by which files know it."""

    looks = {"code": SMALL, **OrganisationForm.looks}
    code = forms.SlugField(
        label="Short name for files",
        help_text="Lower-case letters, numbers and hyphens, like wath-family-link. It stays as it is.",
        error_messages={"required": "Enter a short name", "invalid": "Use letters, numbers and hyphens only"},
    )
    field_order = ("name", "code", "kind", "email_domain", "retired_on")


class StageForm(forms.Form):
    """A school reaches a stage."""

    looks = {"stage": SMALL, "starts_on": SMALL}
    stage = forms.ModelChoiceField(
        Term.objects.none(),
        label="Stage",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a stage"},
    )
    starts_on = ThreePartDateField(label="Since", what="The day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stage"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = taxonomies.terms(AttachmentStage.VOCABULARY, timezone.localdate())


class LightPersonForm(forms.Form):
    """Somebody of an organisation who need not sign in: a carer, a volunteer, a member of staff."""

    looks = {"first_name": SMALL, "last_name": SMALL, "email": SMALL, "external_role": SMALL}
    first_name = forms.CharField(label="First name", max_length=255, error_messages={"required": "Enter a first name"})
    last_name = forms.CharField(label="Last name", max_length=255, error_messages={"required": "Enter a last name"})
    email = forms.EmailField(
        label="E-mail address",
        help_text="Invitations go there. They can sign in with it whenever they like.",
        error_messages={"required": "Enter an e-mail address"},
    )
    external_role = forms.ChoiceField(
        label="Carer or volunteer?", choices=[("", "Neither"), *Person.ExternalRole.choices], required=False
    )


def organisation_rows(organisations: Any, on: date) -> Rows:
    """The list, with where each school stands."""
    stages = AttachmentStage.objects.running(on).select_related("stage")
    standing = {row.organisation_id: row.stage.name for row in stages}
    return [
        cells(
            link(f"/people/organisations/{row.code}/", row.name),
            str(row.get_kind_display()),
            standing.get(row.pk, ""),
            row.email_domain,
            f"No places from {long_date(row.retired_on)}" if row.retired_on else "",
        )
        for row in organisations
    ]


def stage_rows(organisation: Organisation) -> Rows:
    """A school's journey, latest first."""
    rows = organisation.attachment_stages.select_related("stage").order_by("-starts_on")
    return [cells(row.stage.name, span(row.starts_on, row.ends_on)) for row in rows]


def schools_by_stage(on: date) -> Rows:
    """How many schools stand where: schools, never heads (DOMAIN 31)."""
    return [cells(row["stage__name"], str(row["schools"])) for row in AttachmentStage.objects.schools_by_stage(on)]
