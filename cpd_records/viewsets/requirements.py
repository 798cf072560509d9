"""What is required of whom, in the CMS: every setting from its day, added and never rewritten."""

from typing import Any, ClassVar

from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cpd_records.actions.requirements.settings import RequirementRefused, set_requirement
from cpd_records.models import Requirement

ADD_A_ROW = (
    "<p>What a requirement asked on any day can always be read, so settings are added and not changed. "
    "To change one, copy it, give the copy the day from which it holds, and look at what it does under "
    "<a href='/requirements/preview/'>Pick a date, see the cycle</a>. Cycles that are completed stay as they are.</p>"
)
PLAIN = (
    "title",
    "why",
    "course_codes",
    "first_due_days",
    "lasts_months",
    "window_months",
    "basis",
    "anniversary_month",
    "anniversary_day",
    "retired",
)
PANELS = [
    HelpPanel(content=ADD_A_ROW),
    MultiFieldPanel([FieldPanel("title"), FieldPanel("code"), FieldPanel("why"), FieldPanel("starts_on")], "What"),
    MultiFieldPanel(
        [FieldPanel("audiences", widget=CheckboxSelectMultiple)], "Whom", help_text="People in any of these."
    ),
    MultiFieldPanel(
        [
            FieldPanel("course_codes", heading="Course codes that count", help_text="Commas between them: LA02, LA03"),
            FieldRowPanel([FieldPanel("first_due_days"), FieldPanel("lasts_months"), FieldPanel("window_months")]),
            FieldPanel("basis"),
            FieldRowPanel([FieldPanel("anniversary_month"), FieldPanel("anniversary_day")]),
        ],
        "By when, and how long it lasts",
    ),
    FieldPanel("retired"),
]


class RequirementForm(WagtailAdminModelForm):
    """Checks before the action does, so that refusals stand beside their fields."""

    def clean(self) -> dict[str, Any]:
        """A yearly date goes with its basis; a course code is written as in the catalogue."""
        cleaned: dict[str, Any] = super().clean()
        cleaned["course_codes"] = [code.strip().upper() for code in cleaned.get("course_codes") or []]
        day = (cleaned.get("anniversary_month"), cleaned.get("anniversary_day"))
        yearly = cleaned.get("basis") == Requirement.Basis.ANNIVERSARY
        if yearly and not (day[0] in range(1, 13) and day[1] in range(1, 29)):
            self.add_error("anniversary_day", "Enter a month from 1 to 12 and a day from 1 to 28.")
        if not yearly and any(day):
            self.add_error("anniversary_day", "Leave month and day empty, or choose the same day of every year.")
        lasts, window = cleaned.get("lasts_months"), cleaned.get("window_months") or 0
        if lasts is not None and lasts <= window:
            self.add_error("window_months", "Renewal must open later than the learning it renews: enter fewer months.")
        return cleaned


class AddRequirement(CreateView):
    """Saves through the action."""

    def save_instance(self) -> Requirement:
        """The new row; a refusal shows at the top of the form."""
        given = self.form.cleaned_data
        return set_requirement(
            code=given["code"],
            starts_on=given["starts_on"],
            values={name: given[name] for name in PLAIN},
            terms=given["audiences"],
            by=self.request.user,
            at=timezone.now(),
        )

    def form_valid(self, form: Any) -> Any:
        """Say what the action refused, with everything typed still there."""
        try:
            return super().form_valid(form)
        except RequirementRefused as refusal:
            form.add_error("starts_on", str(refusal))
            return self.form_invalid(form)


class AddedPolicy(ModelPermissionPolicy):
    """Rows are added and read; nobody changes or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the model's permissions say, for adding and looking."""
        return action in ("add", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """The same for several."""
        return super().user_has_any_permission(user, set(actions) & {"add", "view"})


class RequirementViewSet(ModelViewSet):
    """Beside courses in the menu."""

    model = Requirement
    name = "requirements"
    url_prefix = "requirements"
    icon = "date"
    menu_label = "Requirements"
    menu_order = 154
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = True
    add_view_class = AddRequirement
    list_per_page = 50
    ordering: ClassVar = ["title", "-starts_on"]
    search_fields: ClassVar = ["title", "code"]
    search_backend_name = None
    list_filter: ClassVar = ["code", "audiences"]
    list_display: ClassVar = [
        "title",
        DateColumn("starts_on", label="Holds from", sort_key="starts_on"),
        Column("courses", label="Courses", accessor=lambda row: ", ".join(row.course_codes)),
        Column("lasts_months", label="Lasts months"),
        Column("first_due_days", label="First due, days"),
        BooleanColumn("retired", label="No longer asked"),
    ]
    edit_handler = ObjectList(PANELS, base_form_class=RequirementForm)


def register() -> None:
    """Tell Wagtail, before it looks for a policy of its own."""
    register_permission_policy(Requirement, AddedPolicy(Requirement))
