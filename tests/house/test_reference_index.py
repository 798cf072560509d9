"""What Wagtail's reference index watches: only what editors write (DESIGN 2)."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import ReferenceIndex

from foundation.models import PlainModel
from tests.house.floors import FLOORS

WATCHED = {
    "cms.",  # pages, menus and settings are what editors write
    "foundation.academydocument",
    "foundation.academyimage",
    "foundation.term",
    "courses.course",
    "courses.equipment",
    "courses.lesson",
    "courses.pathway",
    "courses.venue",
}


def _watched() -> set[str]:
    return {
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in FLOORS and ReferenceIndex.model_is_indexable(model)
    }


def _allowed(label: str) -> bool:
    return any(label == name or (name.endswith(".") and label.startswith(name)) for name in WATCHED)


def test_only_what_editors_write_is_indexed():
    assert [label for label in sorted(_watched()) if not _allowed(label)] == []


def test_courses_are_indexed():
    assert "courses.course" in _watched()


def test_bookings_people_and_ledger_are_not_indexed():
    assert not {"courses.booking", "workforce.person", "cpd_records.ledgerentry"} & _watched()


@isolate_apps("courses")
def test_a_planted_plain_model_is_caught():
    class Planted(models.Model):
        session = models.ForeignKey("courses.Session", on_delete=models.PROTECT)

        class Meta:
            app_label = "courses"

    assert ReferenceIndex.model_is_indexable(Planted)
    assert not _allowed(Planted._meta.label_lower)


@isolate_apps("courses")
def test_the_plain_base_keeps_a_model_out():
    class Quiet(PlainModel):
        session = models.ForeignKey("courses.Session", on_delete=models.PROTECT)

        class Meta:
            app_label = "courses"

    assert not ReferenceIndex.model_is_indexable(Quiet)
