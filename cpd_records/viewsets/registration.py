"""What registration bodies ask, in the CMS: every setting from its day, added and never rewritten."""

from typing import Any, ClassVar

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cpd_records.actions.registration.rules import RuleRefused, set_rule
from cpd_records.models import RegistrationRule
from cpd_records.rules.pieces import QUESTIONS
from cpd_records.viewsets.adding import AddSetting
from cpd_records.viewsets.requirements import AddedPolicy

ADD_A_ROW = (
    "<p>What a body asked on any day can always be read, so settings are added and not changed. To change one, "
    "copy it and give the copy the day from which it holds. Pieces that people have written stay as they are, "
    "and count by the setting of the day on which somebody looks.</p>"
)
PLAIN = (
    "title",
    "body_name",
    "why",
    "address",
    "bodies",
    "audience_codes",
    "window",
    "year_month",
    "year_day",
    "window_months",
    "prompt_month",
    "prompt_day",
    "pieces",
    "peer_pieces",
    "questions",
    "standards",
    "vocabulary",
    "minutes",
    "participatory_minutes",
    "participatory_kinds",
    "learning",
    "course_codes",
    "learning_kinds",
    "retired",
)


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


PANELS = [
    HelpPanel(content=ADD_A_ROW),
    MultiFieldPanel([_row("title", "code", "starts_on"), _row("body_name", "address"), FieldPanel("why")], "What"),
    MultiFieldPanel([_row("bodies", "audience_codes")], "Whom", help_text="Commas between codes."),
    MultiFieldPanel(
        [_row("window", "year_month", "year_day", "window_months"), _row("prompt_month", "prompt_day")], "By when"
    ),
    MultiFieldPanel([_row("pieces", "peer_pieces"), _row("questions", "standards", "vocabulary")], "Written pieces"),
    MultiFieldPanel([_row("minutes", "participatory_minutes", "participatory_kinds")], "Hours"),
    MultiFieldPanel([_row("learning", "course_codes", "learning_kinds")], "Learning that counts"),
    FieldPanel("retired"),
]


class RegistrationRuleForm(WagtailAdminModelForm):
    """Checks before the action does, so that refusals stand beside their fields."""

    def clean(self) -> dict[str, Any]:
        """Parts are no more than their whole; questions are those we know; reminders have both halves."""
        cleaned: dict[str, Any] = super().clean()
        for part, whole in (("peer_pieces", "pieces"), ("participatory_minutes", "minutes")):
            if (cleaned.get(part) or 0) > (cleaned.get(whole) or 0):
                self.add_error(part, "This is a part of the number before it: enter no more than that.")
        unknown = [code for code in cleaned.get("questions") or [] if code not in QUESTIONS]
        if unknown:
            self.add_error("questions", f"We know no question called {unknown[0]}. Use {', '.join(QUESTIONS)}.")
        if bool(cleaned.get("prompt_month")) != bool(cleaned.get("prompt_day")):
            self.add_error("prompt_day", "Enter both the month and the day, or leave both empty.")
        if not (cleaned.get("bodies") or cleaned.get("audience_codes")):
            self.add_error("bodies", "Say whom it concerns: a body of the staff file, or a code of a role.")
        return cleaned


class AddRule(AddSetting):
    """What a body asks, from a day."""

    act = staticmethod(set_rule)
    refusal = RuleRefused
    plain = PLAIN


class RegistrationRuleViewSet(ModelViewSet):
    """Beside required learning in the menu."""

    model = RegistrationRule
    name = "registration_rules"
    url_prefix = "registration-rules"
    icon = "clipboard-list"
    menu_label = "Registration"
    menu_order = 156
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = True
    add_view_class = AddRule
    list_per_page = 50
    ordering: ClassVar = ["title", "-starts_on"]
    search_fields: ClassVar = ["title", "code"]
    search_backend_name = None
    list_display: ClassVar = [
        "title",
        DateColumn("starts_on", label="Holds from", sort_key="starts_on"),
        Column("whom", label="Whom", accessor=lambda row: ", ".join([*row.bodies, *row.audience_codes])),
        Column("pieces", label="Pieces"),
        Column("peer_pieces", label="With peer reflection"),
        Column("minutes", label="Minutes"),
        BooleanColumn("retired", label="No longer asked"),
    ]
    edit_handler = ObjectList(PANELS, base_form_class=RegistrationRuleForm)


def register() -> None:
    """Tell Wagtail, before it looks for a policy of its own."""
    register_permission_policy(RegistrationRule, AddedPolicy(RegistrationRule))
