"""What to arrange, as coordinators read it: who, what, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from courses import approval_policies
from courses.models import Arrangement
from courses.rules.conditions.loading import local_day
from foundation.british_dates import long_date, weekday_date
from foundation.policies import PolicyBook
from foundation.working_days import add_working_days

SHORT = {"access": "Access", "diet": "Food and drink", "interpreter": "Interpreter", "other": "Something else"}


@dataclass(frozen=True, slots=True)
class ArrangementRow:
    """ "Interpreter for 12 March 2027: arrange by 26 February 2027". `words` are the person's own."""

    pk: int
    headline: str
    learner: str
    course: str
    dates: str
    words: str
    late: bool
    arranged: str


def arrangement_rows(rows: Iterable[Arrangement], at: datetime, book: PolicyBook) -> list[ArrangementRow]:
    """In the order in which they have to be arranged; what is arranged comes last."""
    found = [(each.arranged_at is not None, _by(each, book), each) for each in rows]
    found.sort(key=lambda item: (item[0], item[1], item[2].pk))
    return [_row(each, by, at) for _, by, each in found]


def _by(each: Arrangement, book: PolicyBook) -> date:
    """The last day to arrange it."""
    day = local_day(each.booking.session.starts_at)
    return add_working_days(day, -book.whole(approval_policies.LEAD[each.kind], day))


def _row(each: Arrangement, last: date, at: datetime) -> ArrangementRow:
    session = each.booking.session
    return ArrangementRow(
        pk=each.pk,
        headline=f"{SHORT[each.kind]} for {long_date(session.starts_at)}: arrange by {long_date(last)}",
        learner=each.booking.person.full_name,
        course=session.course.title,
        dates=", ".join(weekday_date(one.starts_at) for one in session.dates.all()),
        words=each.words,
        late=each.arranged_at is None and local_day(at) > last,
        arranged=f"Arranged on {long_date(each.arranged_at)}" if each.arranged_at else "",
    )
