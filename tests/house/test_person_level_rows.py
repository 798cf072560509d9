"""Views reach person-level rows only through `visible_to` or `counted` (DESIGN rule 1)."""

from django.apps import apps

from tests.house.floors import FLOORS, ROOT, bare_managers, is_view_module, sources


def person_level_models() -> set[str]:
    """Models of ours whose rows lead to a person: they hold one, or have `visible_to`."""
    found = set()
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        leads = any(
            getattr(field, "related_model", None) is not None
            and field.concrete
            and field.related_model._meta.label in {"workforce.Person"}
            for field in model._meta.get_fields()
        )
        if leads or model._meta.label == "workforce.Person" or hasattr(model._default_manager, "visible_to"):
            found.add(model.__name__)
    return found


def test_no_view_uses_a_bare_manager_of_person_level_rows():
    models = person_level_models()
    found = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in sources()
        if is_view_module(path)
        for line, what in bare_managers(path.read_text(), models)
    ]
    assert found == []


def test_the_models_it_guards_include_bookings_people_and_ledger():
    assert {"Person", "Booking", "Account", "CpdRecord", "Post", "Absence"} <= person_level_models()


def test_a_planted_bare_manager_is_caught():
    planted = "def page(request):\n    return list(Booking.objects.filter(pk=1))\n"
    assert bare_managers(planted, {"Booking"}) == [(2, "Booking.objects.filter")]


def test_a_planted_get_object_or_404_is_caught():
    assert bare_managers("get_object_or_404(Booking, pk=1)", {"Booking"}) == [(1, "get_object_or_404(Booking)")]


def test_the_lawful_door_is_allowed():
    assert bare_managers("Booking.objects.visible_to(user).filter(pk=1)", {"Booking"}) == []
