"""Who reports to somebody, by key: asked by a manager's desk and team pages, so its SQL is kept."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps

from foundation.asked_often import AskedOften
from workforce.querysets.access import access_of, remembered

REPORT_KEYS = AskedOften(
    lambda managers, on: (
        apps.get_model("workforce", "Person")._default_manager.reporting_to_any(managers, on).order_by().values("pk")
    ),
    list,
    date,
)


def report_keys(managers: Iterable[int], on: date) -> list[int]:
    """Keys of the direct reports of any of these people on a day, as `Person.objects.reporting_to_any` finds them.

    One query; none for nobody.
    """
    asked = list(managers)
    return [key for (key,) in REPORT_KEYS.tuples(asked, on)] if asked else []


def team_keys(user: Any, on: date) -> list[int]:
    """Keys of those a user looks after on a day: their own reports, and those of whom they deputise for.

    Remembered on the user for as long as their access is: a desk asks for several cards.
    """
    access = access_of(user, on)
    managers = (access.person_ids if access.manages else ()) + access.deputy_for
    return remembered(user, ("team", on), lambda: report_keys(managers, on))


def own_report_keys(user: Any, on: date) -> list[int]:
    """Keys of a user's own reports on a day, without those of whom they deputise for; remembered likewise."""
    access = access_of(user, on)
    if not access.deputy_for:
        return team_keys(user, on)
    return remembered(user, ("reports", on), lambda: report_keys(access.person_ids if access.manages else (), on))
