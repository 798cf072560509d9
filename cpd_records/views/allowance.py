"""`/my/allowance/`, and the same statement of somebody else for those who may see it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records.forms.records import LookBackForm
from cpd_records.models import Account, CarryOver
from cpd_records.pdf.statement import statement_pdf
from cpd_records.permissions import can_propose_carry_over, can_see_movements
from cpd_records.presenters import allowance as phrased
from cpd_records.presenters.carry_over import CarryLine
from cpd_records.presenters.carry_over import lines as carried_lines
from cpd_records.presenters.statement import FILE_HEADINGS, Told, file_rows, paper, told
from cpd_records.presenters.statement_rows import drawn_rows
from cpd_records.querysets.carry_over import CARRIED
from cpd_records.querysets.visibility import allowances_open_to
from cpd_records.rules.years import following, year_name, year_start, years_up_to
from foundation.policies import book
from foundation.private_files import private_file
from foundation.spreadsheets import write_csv
from workforce.actions import reads
from workforce.models import Person


@require_safe
@login_required
def my_allowance(request: HttpRequest) -> HttpResponse:
    """One's own year: the bar, the sum behind it, every movement."""
    now = timezone.now()
    asked = Asked(request, timezone.localdate(now))
    person = Person.objects.for_user(request.user).first()
    accounts = _by_year(Account.objects.for_user(request.user, asked.today), person)
    said = asked.tell(person, accounts, opened=True)
    return render(request, "cpd_records/my_allowance.html", _context(request, asked, said, accounts, "/my/allowance/"))


@require_safe
@login_required
def my_statement(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same as a file."""
    now = timezone.now()
    asked = Asked(request, timezone.localdate(now))
    person = Person.objects.for_user(request.user).first()
    accounts = _by_year(Account.objects.for_user(request.user, asked.today), person)
    return FILES[kind](asked.tell(person, accounts, opened=True), now)


@require_safe
@login_required
def allowance_of(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Somebody else's: totals for their manager, every movement for their coordinator. Noted, and shown to them."""
    now = timezone.now()
    asked = Asked(request, timezone.localdate(now))
    person, accounts, said = _somebody(request, asked, public_id)
    reads.note(person=person, page="Your learning allowance", capacity=_capacity(said), by=request.user, at=now)
    context = _context(request, asked, said, accounts, request.path)
    return render(request, "cpd_records/allowance_of.html", {**context, "person": person})


@require_safe
@login_required
def statement_of(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponseBase:
    """The same as a file."""
    now = timezone.now()
    asked = Asked(request, timezone.localdate(now))
    person, _, said = _somebody(request, asked, public_id)
    reads.note(person=person, page="Your learning allowance", capacity=_capacity(said), by=request.user, at=now)
    return FILES[kind](said, now)


class Asked:
    """What the address asks for: a year by the year it starts in, a past day, or neither."""

    def __init__(self, request: HttpRequest, today: date) -> None:
        self.request, self.today = request, today
        self.form = LookBackForm(today, _day_data(request))
        self.on: date | None = self.form.cleaned_data.get("on") if self.form.is_valid() else None
        offered = {str(start.year): start for start in years_up_to(following(year_start(today)))}
        self.start = offered.get(request.GET.get("year", ""), year_start(self.on or today))

    def tell(self, person: Person | None, accounts: dict[date, Account], *, opened: bool) -> Told:
        """The statement of the year asked for."""
        return told(
            person=person,
            account=accounts.get(self.start),
            start=self.start,
            on=self.on,
            today=self.today,
            opened=opened,
            reader_id=self.request.user.pk,
            figures=book(),
        )


def _day_data(request: HttpRequest) -> Any:
    """The three boxes of the form, or one day as `?on=2026-09-30`."""
    parts = request.GET.get("on", "").split("-")
    if len(parts) != 3:
        return request.GET
    return {f"on-{name}": text for name, text in zip(("year", "month", "day"), parts, strict=True)}


def _somebody(request: HttpRequest, asked: Asked, public_id: UUID) -> tuple[Person, dict[date, Account], Told]:
    """The person and their statement, or 404: who may not see it does not learn that they exist."""
    person = get_object_or_404(allowances_open_to(request.user, asked.today), public_id=public_id)
    accounts = _by_year(Account.objects.visible_to(request.user, asked.today).of_human(person), person)
    opened = can_see_movements(request.user, person, asked.today)
    return person, accounts, asked.tell(person, accounts, opened=opened)


def _context(
    request: HttpRequest, asked: Asked, said: Told, accounts: dict[date, Account], address: str
) -> dict[str, Any]:
    present = year_start(asked.today)
    day = f"&on={asked.on:%Y-%m-%d}" if asked.on else ""
    return {
        "said": said,
        "movements": drawn_rows(said.movements),
        "form": asked.form,
        "years": phrased.year_choices({*accounts, present, said.start}, said.start),
        "carried": _carried(request, asked, said),
        "query": f"?year={said.start.year}{day}",
        "address": address,
        "may_propose": said.person is not None and can_propose_carry_over(request.user, said.person, asked.today),
    }


def _carried(request: HttpRequest, asked: Asked, said: Told) -> list[CarryLine]:
    """What was carried into this year and out of it; a glance first, since most years carry nothing."""
    years = (said.start, _before(said.start))
    if said.person is None or not CARRIED.tuples(said.person.pk, *years):
        return []
    seen = CarryOver.objects.visible_to(request.user, asked.today).select_related("person").in_order()
    return carried_lines(seen.filter(person=said.person, from_year__in=years), said.day)


def _before(start: date) -> date:
    return start.replace(year=start.year - 1)


def _capacity(said: Told) -> str:
    return "coordinator" if said.opened else "manager"


def _by_year(accounts: Any, person: Person | None) -> dict[date, Account]:
    """One account a year: one's own record first, else one that was joined into it."""
    own_last = sorted(accounts, key=lambda account: person is not None and account.person_id == person.pk)
    return {account.year_starts_on: account for account in own_last}


def _csv(said: Told, now: datetime) -> HttpResponseBase:
    content = b"".join(write_csv(FILE_HEADINGS, file_rows(said)))
    name = f"allowance-{year_name(said.start).replace('/', '-')}.csv"
    return private_file(ContentFile(content, name=name), allowed=said.opened, name=name)


def _pdf(said: Told, now: datetime) -> HttpResponseBase:
    name = f"allowance-{year_name(said.start).replace('/', '-')}.pdf"
    content = statement_pdf(paper(said, timezone.localdate(now)))
    return private_file(ContentFile(content, name=name), allowed=True, name=name)


FILES: dict[str, Callable[[Told, datetime], HttpResponseBase]] = {"csv": _csv, "pdf": _pdf}
