"""Who reports to somebody, by key: asked by a manager's desk and team pages, so its SQL is kept."""

from collections.abc import Iterable
from datetime import date

from django.apps import apps

from foundation.asked_often import AskedOften

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
