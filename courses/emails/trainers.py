"""Letters to trainers, and to whoever decides when one of them cannot come."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from courses.models import Session, SessionNeed, SessionTrainer
from foundation import wordings
from foundation.british_dates import clock_span, weekday_date

MINUTES = 15


def asks_decision(need: SessionNeed, user: Any) -> tuple[str, str]:
    """To a coordinator or deputy; the link opens a page with the choices and does nothing by itself."""
    return wordings.book().compose(
        f"session-needs-decision-{need.kind}",
        {
            "first_name": user.get_short_name(),
            "trainer": need.trainer_name,
            "decision_link": _address("courses:need", need.session.public_id),
            **_about(need.session),
        },
    )


def page_link(trainer: SessionTrainer, token: str) -> tuple[str, str]:
    """To an outside trainer: their page."""
    return wordings.book().compose(
        "trainer-page",
        {"name": trainer.name, "page_link": _address("courses:trainer", token), **_about(trainer.session)},
    )


def page_code(trainer: SessionTrainer, code: str) -> tuple[str, str]:
    """To an outside trainer who asked for it: the code that opens their page."""
    values = {"name": trainer.name, "code": code, "minutes": str(MINUTES), **_about(trainer.session)}
    return wordings.book().compose("trainer-code", values)


def _about(session: Session) -> dict[str, str]:
    first = session.dates.first()
    span = f", {clock_span(first.starts_at, first.ends_at)}" if first else ""
    return {
        "course": session.course.title,
        "date": f"{weekday_date(session.starts_at)}{span}",
        "taken": str(session.places_taken),
        "minimum": str(session.minimum_places or 0),
    }


def _address(name: str, key: Any) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=[key])
