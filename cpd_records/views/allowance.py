"""`/my/allowance/` and `/team/allowance/`."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records import policies
from cpd_records.models import Account, LedgerEntry
from cpd_records.presenters import allowance as phrased
from cpd_records.presenters.team import team_lines
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.entitlement import entitlement
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import following, year_name, year_start, years_up_to
from foundation.policies import book
from workforce.models import Person
from workforce.permissions import has_team


@require_safe
@login_required
def my_allowance(request: HttpRequest) -> HttpResponse:
    """One's own year: the bar, the sum behind it, every movement."""
    today = timezone.localdate()
    person = Person.objects.for_user(request.user).first()
    accounts = _by_year(Account.objects.for_user(request.user, today).with_balances(), person)
    start = chosen_year(request, today)
    account = accounts.get(start)
    entries = LedgerEntry.objects.visible_to(request.user, today).filter(account=account).in_order()
    figures = book()
    day = figures.whole(policies.DAY, today)
    balance = balance_of(account.sums) if account else Balance()
    context = {
        "year": phrased.year_label(start),
        "years": phrased.year_choices({*accounts, year_start(today), start}, start),
        "bar": phrased.bar_of(balance, day),
        "balance": balance,
        "movements": phrased.statement(list(entries.select_related("by")) if account else [], day, request.user.pk),
        "why": _why(person, start, figures) if person else "",
        "minutes_per_day": day,
    }
    return render(request, "cpd_records/my_allowance.html", context)


@require_safe
@login_required
def team_allowance(request: HttpRequest) -> HttpResponse:
    """Totals of everybody who reports to me."""
    today = timezone.localdate()
    if not has_team(request.user, today):
        raise PermissionDenied("This page is for people who manage a team.")
    start = year_start(today)
    context = {
        "year": phrased.year_label(start),
        "year_name": year_name(start),
        "lines": team_lines(request.user, start, today, book()),
    }
    return render(request, "cpd_records/team_allowance.html", context)


def chosen_year(request: HttpRequest, today: date) -> date:
    """The year the address asks for, by the year it starts in; the present one where it asks for none."""
    present = year_start(today)
    offered = {str(start.year): start for start in years_up_to(following(present))}
    return offered.get(request.GET.get("year", ""), present)


def _by_year(accounts: Any, person: Person | None) -> dict[date, Account]:
    """One account a year: one's own record first, else one that was joined into it."""
    own_last = sorted(accounts, key=lambda account: person is not None and account.person_id == person.pk)
    return {account.year_starts_on: account for account in own_last}


def _why(person: Person, start: date, figures: Any) -> str:
    """The sum behind the present entitlement, as it would be worked out now."""
    return entitlement(spells_by_person([person.pk]).get(person.pk, []), start, figures).words
