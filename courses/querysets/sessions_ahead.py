"""The sessions ahead of one course, as its page shows them: one question, written once, answered as models.

Reading them by the ORM, with their dates and trainers, took a third of the page.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from foundation.asked_often import AskedOften, loaded

FIELDS = (
    "id",
    "public_id",
    "course_id",
    "state",
    "venue_id",
    "capacity",
    "booking_opens_at",
    "booking_closes_at",
    "learning_minutes",
    "weight_sos",
    "weight_rp",
    "weight_sp",
    "weight_general",
    "counts_towards_allowance",
    "places_taken",
    "last_queue_number",
    "starts_at",
    "ends_at",
)
"""What pages and conditions look at."""
VENUE = {"id": "venue_id", "name": "venue__name", "address": "venue__address", "access": "venue__access"}
DATE = ("id", "starts_at", "ends_at", "learning_minutes")


def sessions_ahead(course: Any, at: datetime) -> list[Any]:
    """Open sessions of a published course that have not begun, soonest first, with venue, dates, trainers' names
    and `places_left`. They belong to `course`; nothing else of them is loaded. One query."""
    venues: dict[int, Any] = {}
    return [_session(row, course, venues) for row in AHEAD.rows(course.pk, at)]


def _ahead(course_id: int, at: datetime) -> Any:
    models: Any = apps.get_app_config("courses").get_model
    dates = models("SessionDate")._default_manager.filter(session=OuterRef("pk")).order_by("starts_at")
    trainers = models("SessionTrainer")._default_manager.filter(session=OuterRef("pk")).order_by("pk")
    found = models("Session")._default_manager.ahead(at).filter(course=course_id).with_places()
    found = found.annotate(
        date_rows=ArraySubquery(dates.values(json=JSONObject(**{name: name for name in DATE}))),
        trainer_names=ArraySubquery(trainers.values("name")),
    )
    return found.order_by("starts_at", "pk").values(
        *FIELDS, *list(VENUE.values())[1:], "places_left", "date_rows", "trainer_names"
    )


AHEAD = AskedOften(_ahead, int, datetime)


def _session(row: dict[str, Any], course: Any, venues: dict[int, Any]) -> Any:
    """One session; those at the same venue share it."""
    models: Any = apps.get_app_config("courses").get_model
    session = loaded(models("Session"), row)
    session.course = course
    if session.venue_id is not None:
        if session.venue_id not in venues:
            venues[session.venue_id] = loaded(models("Venue"), {name: row[place] for name, place in VENUE.items()})
        session.venue = venues[session.venue_id]
    session.places_left = row["places_left"]
    session._prefetched_objects_cache = {
        "dates": [_date(each) for each in row["date_rows"]],
        "trainers": [models("SessionTrainer")(name=name) for name in row["trainer_names"]],
    }
    return session


def _date(row: dict[str, Any]) -> Any:
    """A date out of JSON, where moments are words."""
    moments = {name: datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at")}
    return loaded(apps.get_model("courses", "SessionDate"), row | moments)
