"""The kinds of question that practice asks: what is typed, kept, shown again and read; what is refused."""

import pytest
from django.http import QueryDict

from foundation.versioned_forms.asking import required_inputs, schema_form
from foundation.versioned_forms.branching import branch, label_set_of, shown
from foundation.versioned_forms.kinds import kind_of
from foundation.versioned_forms.reading import BadAnswers, check
from foundation.versioned_forms.schema import FormField, FormSection, Schema


def item(key, value):
    return {"type": "item", "id": key, "value": value}


def asked(kind, required=True, **settings):
    return FormField(id="q1", kind=kind, prompt="The question", code="q", required=required, settings=settings)


PARTS = [
    item("p1", {"prompt": "Reference", "kind": "short_text", "required": True, "code": "reference"}),
    item("p2", {"prompt": "Rationale", "kind": "long_text", "required": False, "code": "rationale"}),
    item("p3", {"prompt": "Follow up", "kind": "date", "required": False, "code": "follow"}),
]
STEPS = [
    item("s1", {"title": "Purpose", "minutes": 3, "prompt": "Why we meet", "note": False}),
    item("s2", {"title": "Story", "minutes": 7, "prompt": "Brief", "note": True}),
]
CASES = {
    "group": (
        asked("group", parts=PARTS),
        {"q-0-reference": "AB12", "q-1-reference": "CD34", "q-1-follow-day": "3", "q-1-follow-month": "2",
         "q-1-follow-year": "2027"},
        [{"reference": "AB12"}, {"reference": "CD34", "follow": "2027-02-03"}],
        ["1. Reference: AB12", "2. Reference: CD34; Follow up: 3 February 2027"],
    ),
    "paired": (
        asked("paired"),
        {"q-0-who": "Nan and school", "q-0-behaviour": "when mum drinks", "q-0-effect": "Ash will be alone.",
         "q-0-goal": "A sober adult is there."},
        [{"who": "Nan and school", "behaviour": "when mum drinks", "effect": "Ash will be alone.",
          "goal": "A sober adult is there."}],
        ["1. Danger statement: Nan and school worry that when mum drinks Ash will be alone. Safety goal: A sober "
         "adult is there."],
    ),
    "window": (
        asked("window"),
        {"q-support": "7", "q-challenge": "5", "q-with": "Ask first"},
        {"support": 7, "challenge": 5, "with": "Ask first"},
        ["Support 7, challenge 5: FOR (low challenge, high support: rescuing)", 
         "What would WITH look like?: Ask first"],
    ),
    "zone": (
        asked("zone"),
        {"q-now": "learning", "q-move": "A shadowed visit"},
        {"now": "learning", "move": "A shadowed visit"},
        ["Where am I now?: Learning", "What would move me into learning?: A shadowed visit"],
    ),
    "head_heart_hands": (
        asked("head_heart_hands"),
        {"q-head": "a", "q-heart": "b", "q-hands": "c"},
        {"head": "a", "heart": "b", "hands": "c"},
        ["Head: what do I know that helps here?: a", "Heart: what did I feel, and what did I hold dear?: b",
         "Hands: what did I do, together with the child?: c"],
    ),
    "circle": (
        asked("circle", rounds=[item("r1", "Check-in"), item("r2", "Check-out")]),
        {"q-r1": "Tired and hopeful", "q-r2": ""},
        {"r1": "Tired and hopeful"},
        ["Check-in: Tired and hopeful"],
    ),
    "steps": (
        asked("steps", steps=STEPS),
        {"q-s2": "Told in five minutes"},
        {"s2": "Told in five minutes"},
        ["Story (7 minutes): Told in five minutes"],
    ),
    "label_set": (asked("label_set"), {"q": "wellbeing"}, "wellbeing", ["Wellbeing"]),
}  # fmt: skip


def schema_of(*fields, **settings):
    return Schema("Form", sections=(FormSection("s", "Section", fields=fields, settings=settings),))


def form_of(field, typed=None, **more):
    data = QueryDict(mutable=True)
    data.update(typed or {})
    return schema_form(schema_of(field), data if typed is not None else None, **more)


@pytest.mark.parametrize("kind", CASES)
def test_what_is_typed_is_kept_shown_again_and_read(kind):
    field, typed, kept, lines = CASES[kind]
    form = form_of(field, typed)
    assert form.is_valid(), form.errors
    assert form.answers == {"q1": kept}
    assert kind_of(field).lines(field, kept) == lines
    assert kind_of(field).fault(field, kept) == ""
    check(schema_of(field), form.answers)
    again = form_of(field, initial=form.answers)
    for name, value in typed.items():
        if value and "-follow" not in name:
            assert str(again[name].value()) == value


@pytest.mark.parametrize("kind", CASES)
def test_left_empty_it_is_refused_only_where_it_must_be_answered(kind):
    field = CASES[kind][0]
    assert form_of(field, {}).is_valid() is (kind in {"circle", "steps"})
    optional = FormField(**{**{name: getattr(field, name) for name in ("id", "kind", "prompt", "code", "settings")}})
    form = form_of(optional, {})
    assert form.is_valid(), form.errors
    assert form.answers == {}


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("bad", [None, "x", 7, [], {}, {"odd": 1}, [{"odd": 1}], [7], {"support": "7"}])
def test_what_no_form_keeps_is_a_fault(kind, bad):
    field = CASES[kind][0]
    assert kind_of(field).fault(field, bad)
    with pytest.raises(BadAnswers):
        check(schema_of(field), {"q1": bad})


@pytest.mark.parametrize("kind", CASES)
def test_it_is_drawn_with_every_input_named_and_labelled(kind):
    from django.template.loader import render_to_string

    html = render_to_string("foundation/form_sections.html", {"form": form_of(CASES[kind][0])})
    for name in form_of(CASES[kind][0]).fields:
        assert f'name="{name}' in html
    assert "The question" in html


def test_a_row_begun_must_be_finished():
    form = form_of(CASES["paired"][0], {"q-1-who": "Nan"})
    assert set(form.errors) == {"q-1-behaviour", "q-1-effect", "q-1-goal"}
    assert "or empty the whole row" in str(form.errors["q-1-goal"])


def test_no_danger_stands_without_its_goal():
    field, _, kept, _ = CASES["paired"]
    row = {name: value for name, value in kept[0].items() if name != "goal"}
    assert "is missing" in kind_of(field).fault(field, [row])
    assert kind_of(field).fault(field, kept * 4)


@pytest.mark.parametrize(
    ("support", "challenge", "word"),
    [(6, 6, "WITH"), (5, 6, "TO"), (6, 5, "FOR"), (5, 5, "NOT"), (0, 0, "NOT"), (10, 10, "WITH")],
)
def test_the_quadrant_follows_from_the_two_numbers(support, challenge, word):
    field = asked("window")
    value = {"support": support, "challenge": challenge}
    assert f": {word} (" in kind_of(field).lines(field, value)[0]
    assert kind_of(field).quadrant(asked("window", high_from=11 - 1), value)[1] == (
        "WITH" if (support, challenge) == (10, 10) else "NOT"
    )


def test_rows_beyond_the_first_are_folded_and_open_where_something_stands():
    form = form_of(CASES["group"][0], initial={"q1": CASES["group"][2]})
    groups = next(iter(form.drawn_sections())).asked[0].groups
    assert [(group.folded, group.open) for group in groups[:3]] == [(False, False), (True, True), (True, False)]
    assert len(groups) == 8
    assert len(kind_of(asked("group")).rows(asked("group", parts=PARTS, most=3))) == 3


def test_what_must_be_filled_in_is_counted():
    fields = [case[0] for case in CASES.values()]
    counts = {field.kind: required_inputs(schema_of(field)) for field in fields}
    assert counts == {
        "group": 1, "paired": 4, "window": 2, "zone": 1, "head_heart_hands": 3, "circle": 0, "steps": 0, "label_set": 1,
    }  # fmt: skip


def test_words_follow_the_set_that_is_chosen():
    chosen = FormField(id="set", kind="label_set", prompt="Words", settings={"begins_with": "success"})
    fields = [
        FormField(id=name, kind="short_text", prompt=name, settings={"only_for": only} if only else {})
        for name, only in (("all", []), ("a", ["safety"]), ("b", ["wellbeing", "success"]))
    ]
    section = FormSection("x", "Only safety", fields=(fields[0],), settings={"only_for": ["safety"]})
    schema = Schema("F", sections=(FormSection("s", "S", fields=(chosen, *fields)), section))

    def ids(label_set):
        return [field.id for field in branch(schema, label_set).fields()]

    assert ids("safety") == ["set", "all", "a", "all"]
    assert ids("success") == ["set", "all", "b"]
    assert ids("") == ["set", "all", "a", "b", "all"]
    assert (label_set_of(schema, {}), label_set_of(schema, {"set": "safety"})) == ("success", "safety")
    check(schema, {"b": "words"})
    with pytest.raises(BadAnswers, match="no question b"):
        check(schema, {"set": "safety", "b": "words"})


def test_optional_prompts_take_turns_and_required_ones_stay():
    fields = [FormField(id=f"f{n}", kind="short_text", prompt="p", required=n == 0) for n in range(6)]
    section = FormSection("s", "S", fields=tuple(fields), settings={"rotate": 2})
    seen = [[field.id for field in shown(section, turn).asked] for turn in range(5)]
    assert seen == [["f0", "f1", "f2"], ["f0", "f3", "f4"], ["f0", "f1", "f5"], ["f0", "f2", "f3"], ["f0", "f4", "f5"]]
    assert {field.id for field in shown(section, 0).at_hand} == {"f3", "f4", "f5"}
    assert shown(FormSection("s", "S", fields=tuple(fields)), 3).at_hand == ()
