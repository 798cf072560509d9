"""What sessions cost against their budgets: a page and a file."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from courses.measures.costs import by_budget, by_course, by_session
from courses.models import Budget, Session
from courses.viewsets.session_pages import coordinators_only, page_context
from cpd_records.rules.years import year_start
from foundation import spreadsheets

YEARS = 50
"""How far the list of years goes back and on."""
HEADINGS = ("Course", "Session", "First day", "Cost in pounds", "Attended", "Cost per attendee in pounds")


@coordinators_only
@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """Budgets with spent, committed and left; courses and sessions with the cost per attendee."""
    start = _year(request)
    seen = Session.objects.visible_to(request.user).managed_by(request.user)
    sessions = by_session(seen, start)
    context = page_context(None, "Costs") | {
        "year": f"{start.year}/{(start.year + 1) % 100:02d}",
        "budgets": [
            {"row": row, **{name: pounds(getattr(row, name)) for name in ("amount", "spent", "committed", "left")}}
            for row in by_budget(seen, start)
        ],
        "courses": [_said(row) for row in by_course(sessions)],
        "sessions": [_said(row) for row in sessions],
        "start": start,
        "earlier": start.replace(year=start.year - 1),
        "later": start.replace(year=start.year + 1),
    }
    return render(request, "courses/admin/session_costs.html", context)


@coordinators_only
@require_safe
def costs_csv(request: HttpRequest) -> HttpResponseBase:
    """The sessions of a year as a file."""
    start = _year(request)
    rows = (
        (row.course, row.ref, row.day, row.cost_pence / 100, row.attended, _each(row.each_pence))
        for row in by_session(Session.objects.visible_to(request.user).managed_by(request.user), start)
    )
    response = StreamingHttpResponse(spreadsheets.write_csv(HEADINGS, rows), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="costs-{start.year}.csv"'
    return response


def pounds(pence: int) -> str:
    """ "£1,250.00", "-£20.00"."""
    return f"{'-' if pence < 0 else ''}£{abs(pence) / 100:,.2f}"


class BudgetViewSet(ModelViewSet):
    """Budgets by code and year, in pence."""

    model = Budget
    name = "budgets"
    icon = "table"
    menu_label = "Budgets"
    menu_order = 154
    add_to_admin_menu = True
    copy_view_enabled = False
    form_fields = ("code", "name", "year_starts_on", "amount_pence")
    list_display = (
        "code",
        "name",
        "year_starts_on",
        Column("amount", accessor=lambda budget: pounds(budget.amount_pence), sort_key="amount_pence"),
    )


def _year(request: HttpRequest) -> date:
    """The allowance year of the day in the address; this one for anything else."""
    today = timezone.localdate()
    try:
        asked = date.fromisoformat(request.GET.get("year", ""))
    except ValueError:
        return year_start(today)
    return year_start(asked if abs(asked.year - today.year) <= YEARS else today)


def _said(row: object) -> dict[str, object]:
    cost, each = row.cost_pence, row.each_pence  # type: ignore[attr-defined]
    return {"row": row, "cost": pounds(cost), "each": pounds(each) if each is not None else "Nobody has attended yet"}


def _each(pence: int | None) -> float | str:
    return "" if pence is None else pence / 100
