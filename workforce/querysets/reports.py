"""Who reports to somebody, by key: asked by a manager's desk and team pages, so its SQL is kept."""

from datetime import date

from django.apps import apps

from foundation.asked_often import AskedOften

REPORT_KEYS = AskedOften(
    lambda manager_id, on: (
        apps.get_model("workforce", "Person")._default_manager.reporting_to_any([manager_id], on).values("pk")
    ),
    int,
    date,
)


def report_keys(manager_id: int, on: date) -> list[int]:
    """Keys of a person's direct reports on a day, as `Person.objects.reporting_to` finds them. One query."""
    return [key for (key,) in REPORT_KEYS.tuples(manager_id, on)]
