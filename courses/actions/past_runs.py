"""Sessions that only the past knows: one for each course and day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from courses.models import Course, Session, SessionDate
from courses.rules.past_places import PastPlace
from workforce.models import User

BATCH = 2000
BEGINS = time(9, 0)
LONGEST_DAY = timedelta(hours=8)
"""The file gives a day and hours, not times: a session stands from nine, for at most a working day."""
Run = tuple[str, date]


def sessions_by_run(
    places: Iterable[PastPlace], courses: dict[str, Course], *, by: User | None, at: datetime
) -> dict[Run, Session]:
    """The session of every place; missing ones are made, closed, with their one date."""
    first = {place.run: place for place in reversed(list(places))}
    refs = {_ref(run): run for run in first}
    known = Session.objects.filter(imported=True)
    found = {refs[session.ref]: session for session in known.iterator(BATCH) if session.ref in refs}
    new = {run: _session(place, courses[place.course_code], by, at) for run, place in first.items() if run not in found}
    Session.objects.bulk_create(new.values(), batch_size=BATCH)
    SessionDate.objects.bulk_create(
        [
            SessionDate(
                session=session,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                learning_minutes=session.learning_minutes,
            )
            for session in new.values()
        ],
        batch_size=BATCH,
    )
    return found | new


def _ref(run: Run) -> str:
    return f"PAST-{run[0]}-{run[1]:%Y%m%d}"


def _session(place: PastPlace, course: Course, by: User | None, at: datetime) -> Session:
    starts_at = timezone.make_aware(datetime.combine(place.starts_on, BEGINS))
    return Session(
        ref=_ref(place.run),
        course=course,
        state=Session.State.CLOSED,
        capacity=1,
        learning_minutes=place.minutes,
        weight_sos=place.weights.sos,
        weight_rp=place.weights.rp,
        weight_sp=place.weights.sp,
        weight_general=place.weights.general,
        starts_at=starts_at,
        ends_at=starts_at + min(timedelta(minutes=place.minutes), LONGEST_DAY),
        register_closed_at=at,
        register_closed_by=by,
        imported=True,
    )
