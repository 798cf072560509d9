"""What may be claimed, and who provides learning elsewhere, in the CMS."""

from typing import Any, ClassVar

from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cpd_records.actions.claim_kinds import KindRefused, set_kind
from cpd_records.models import ClaimKind, Provider
from cpd_records.viewsets.adding import AddSetting
from cpd_records.viewsets.requirements import AddedPolicy

ADD_A_ROW = (
    "<p>Settings are added and not changed, so that what held on any day can always be read. To change one, copy it "
    "and give the copy the day from which it holds.</p>"
)
PLAIN = ("name", "effect", "caps", "evidence_needed", "external", "hint", "instead", "place", "retired")


class ClaimKindForm(WagtailAdminModelForm):
    """The limits are ticked, not typed."""

    caps = MultipleChoiceField(
        label="Limited in a year as",
        choices=ClaimKind.Cap.choices,
        required=False,
        widget=CheckboxSelectMultiple,
        help_text="How many days each limit has stands under Policies.",
    )

    def clean(self) -> dict[str, Any]:
        """What does not count says what to do instead."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("effect") == ClaimKind.Effect.NONE and not cleaned.get("instead"):
            self.add_error("instead", "Say what to do instead.")
        return cleaned


class AddClaimKind(AddSetting):
    """What may be claimed, from a day."""

    act = staticmethod(set_kind)
    refusal = KindRefused
    plain = PLAIN


class ClaimKindViewSet(ModelViewSet):
    """Among the settings: it changes once in a year, if at all."""

    model = ClaimKind
    name = "claim_kinds"
    url_prefix = "claim-kinds"
    icon = "list-ul"
    menu_label = "What can be claimed"
    add_to_settings_menu = True
    inspect_view_enabled = True
    copy_view_enabled = True
    add_view_class = AddClaimKind
    list_per_page = 50
    search_fields: ClassVar = ["name", "code"]
    search_backend_name = None
    list_display: ClassVar = [
        "name",
        DateColumn("starts_on", label="Holds from"),
        "get_effect_display",
        BooleanColumn("retired", label="No longer offered"),
    ]
    edit_handler = ObjectList(
        [HelpPanel(content=ADD_A_ROW), *(FieldPanel(name) for name in ("code", "starts_on", *PLAIN))],
        base_form_class=ClaimKindForm,
    )


class ProviderViewSet(ModelViewSet):
    """Whoever offers learning outside the Academy."""

    model = Provider
    name = "providers"
    url_prefix = "providers"
    icon = "group"
    menu_label = "Providers elsewhere"
    add_to_settings_menu = True
    list_per_page = 50
    search_fields: ClassVar = ["name"]
    search_backend_name = None
    list_display: ClassVar = ["name", BooleanColumn("retired", label="No longer offered")]
    form_fields: ClassVar = ["name", "retired"]


def register() -> None:
    """Tell Wagtail, before it looks for a policy of its own."""
    register_permission_policy(ClaimKind, AddedPolicy(ClaimKind))
