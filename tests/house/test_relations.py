"""Foreign keys written as text obey the floors too (DESIGN 2)."""

from django.apps import apps
from django.conf import settings
from django.db.models import Field

from tests.house.floors import FLOORS, climbing_relations


def _edges() -> list[tuple[str, str, str]]:
    user_app = settings.AUTH_USER_MODEL
    rows = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and field.related_model:
                target = field.related_model._meta
                if target.label != user_app:
                    rows.append((model._meta.app_label, target.app_label, str(field)))
    return rows


def test_no_relation_climbs_or_goes_sideways():
    edges = _edges()
    climbing = climbing_relations((start, end) for start, end, _ in edges)
    named = [name for start, end, name in edges if (start, end) in climbing]
    assert named == []


def test_there_are_relations_between_rooms_to_look_at():
    assert {("courses", "workforce"), ("cpd_records", "workforce")} <= {(a, b) for a, b, _ in _edges()}


def test_a_planted_climbing_relation_is_caught():
    assert climbing_relations([("workforce", "courses")]) == [("workforce", "courses")]


def test_a_planted_sideways_relation_is_caught():
    assert climbing_relations([("courses", "supervision")]) == [("courses", "supervision")]


def test_a_relation_that_points_down_is_allowed():
    assert climbing_relations([("courses", "workforce"), ("courses", "courses")]) == []
