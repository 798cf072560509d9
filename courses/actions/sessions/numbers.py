"""Too few people: some working days before the session a coordinator is asked what to do."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses import policies
from courses.actions.history import locked_session, places_taken
from courses.actions.sessions.needs import raise_need
from courses.models import Session, SessionNeed
from foundation.policies import book
from foundation.working_days import add_working_days


def ask_about_few(*, by: Any, at: datetime) -> int:
    """Raise a need for every open session that is near and lacks people; answers how many. Repeatable.

    Once a coordinator has decided about a session's numbers it is not asked about again.
    """
    today = timezone.localdate(at)
    last = add_working_days(today, book().whole(policies.MINIMUM_ALERT, today))
    near = Session.objects.ahead(at).filter(starts_at__date__lte=last, minimum_places__isnull=False)
    asked = SessionNeed.objects.filter(kind=SessionNeed.Kind.NUMBERS).values("session")
    return sum(_ask(pk, by, at) for pk in near.exclude(pk__in=asked).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _ask(session_id: int, by: Any, at: datetime) -> int:
    session = locked_session(session_id)
    if places_taken(session) >= (session.minimum_places or 0):
        return 0
    raise_need(session, SessionNeed.Kind.NUMBERS, by=by, at=at)
    return 1
