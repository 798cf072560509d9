"""Pieces for a regulator: one press from a reflection, what counts, and the borders of the year."""

import json
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from cpd_records.actions.registration import pieces, rules
from cpd_records.models import Achievement, Piece, RegistrationRule
from cpd_records.rules.registration import in_short
from cpd_records.rules.registration_counts import standings
from foundation.models import Term, Vocabulary
from foundation.policies import book
from tests.factories.cpd_records import record
from tests.factories.reflections import SECRET, answers, piece_of, social_worker, wrote
from tests.factories.workforce import OrganisationFactory, PersonFactory, RoleGrantFactory, staff
from workforce.querysets.access import forget

pytestmark = pytest.mark.django_db
LAST_MINUTE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
NEXT_YEAR = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)
SHIPPED = Path(__file__).parents[2] / "cpd_records" / "data" / "registration_rules.json"
DIPLOMAS = ["residential_3", "residential_5"]


@pytest.fixture
def alice():
    return social_worker()


def standing(person, on=TODAY, code="swe"):
    return next(each for each in standings([person], on, book()) if each.rule.code == code)


def start(person, at=LAST_MINUTE, **more):
    given = {"rule_code": "swe", "key": uuid.uuid4(), "by": person.user} | more
    return pieces.start(person_id=person.pk, at=at, **given)


def test_one_press_copies_the_texts_and_marks_as_a_starting_point(alice):
    term = Term.objects.create(vocabulary=Vocabulary.objects.create(code="x", name="X"), code="y", name="Y")
    row = wrote(alice, record=record(alice), will_do="Ask first", difference="He spoke")
    row.terms.set([term])
    first, again = start(alice, reflection=row), start(alice, reflection=row)
    assert first == again
    assert (first.activity, first.learned, first.kind) == ("A home visit", SECRET, "Course")
    assert first.impact == "Ask first\n\nHe spoke"
    assert list(first.terms.all()) == [term]
    assert first.complete
    pieces.save(piece_id=first.pk, answers=answers(learned="My own words"), version=1, by=alice.user, at=LAST_MINUTE)
    row.refresh_from_db()
    assert row.learned == SECRET, "the reflection stays as it is"


@pytest.mark.parametrize(("at", "year"), [(LAST_MINUTE, 2025), (NEXT_YEAR, 2026)])
def test_a_piece_counts_for_the_year_of_the_london_day_it_was_begun(alice, at, year):
    assert start(alice, at=at).window_starts_on == date(year, 12, 1)


def test_the_next_day_the_new_year_has_nothing_and_the_old_piece_stays(alice):
    piece_of(alice, at=LAST_MINUTE)
    assert standing(alice).counts.pieces == 1
    assert standing(alice, date(2026, 12, 1)).counts.pieces == 0
    assert Piece.objects.count() == 1


def test_two_pieces_that_say_the_same_count_once(alice):
    piece_of(alice)
    copied = piece_of(alice, learned=f"  {SECRET.upper()} ")
    assert not copied.complete
    assert standing(alice, timezone.localdate()).counts.pieces == 1
    saved = pieces.save(
        piece_id=copied.pk, answers=answers(learned="Other"), version=copied.version, by=alice.user, at=timezone.now()
    )
    assert saved.complete


def test_of_two_that_say_the_same_the_first_counts_and_removing_it_lets_the_other(alice):
    first, second = piece_of(alice), piece_of(alice)
    pieces.save(piece_id=first.pk, answers=answers(impact="More"), version=first.version, by=alice.user, at=LAST_MINUTE)
    assert list(Piece.objects.order_by("pk").values_list("complete", flat=True)) == [True, False]
    pieces.remove(piece_id=first.pk, by=alice.user, at=LAST_MINUTE)
    assert Piece.objects.get(pk=second.pk).complete


@pytest.mark.parametrize("missing", ["kind", "activity", "learned", "impact"])
def test_it_counts_only_when_every_question_is_answered(alice, missing):
    assert not piece_of(alice, **{missing: "  "}).complete


def test_peer_reflection_is_counted_apart(alice):
    piece_of(alice)
    assert standing(alice, timezone.localdate()).counts.peer_pieces == 0
    piece_of(alice, learned="Other", peer="Sam saw it too")
    found = standing(alice, timezone.localdate()).counts
    assert (found.pieces, found.peer_pieces) == (2, 1)


def test_an_older_tab_overwrites_nothing_and_nobody_else_writes(alice):
    row = piece_of(alice)
    with pytest.raises(pieces.Stale):
        pieces.save(piece_id=row.pk, answers=answers(impact="Old"), version=1, by=alice.user, at=LAST_MINUTE)
    stranger = social_worker("bob@example.org")
    with pytest.raises(pieces.NotYours):
        start(alice, by=stranger.user)
    with pytest.raises(pieces.NotYours):
        start(alice, reflection=wrote(stranger))
    for act, more in ((pieces.remove, {}), (pieces.hand_in, {"handed_in": True})):
        with pytest.raises(pieces.NotYours):
            act(piece_id=row.pk, by=stranger.user, at=LAST_MINUTE, **more)


def test_removing_twice_does_nothing_and_it_no_longer_counts(alice):
    row = piece_of(alice)
    for _ in range(2):
        pieces.remove(piece_id=row.pk, by=alice.user, at=LAST_MINUTE)
    assert standing(alice, timezone.localdate()).counts.pieces == 0


def test_handing_in_is_noted_and_can_be_corrected(alice):
    row = piece_of(alice)
    assert pieces.hand_in(piece_id=row.pk, handed_in=True, by=alice.user, at=LAST_MINUTE).handed_in_on == TODAY
    assert pieces.hand_in(piece_id=row.pk, handed_in=False, by=alice.user, at=LAST_MINUTE).handed_in_on is None


def holds(person, **facts):
    """A Level 3 diploma of September 2026, checked."""
    plain = {
        "kind": "residential_3",
        "title": "Residential childcare",
        "awarding_body": "A college",
        "state": "verified",
    }
    plain |= {"awarded_on": date(2026, 9, 1), "stated_at": LAST_MINUTE, "decided_at": LAST_MINUTE}
    return Achievement.objects.create(person=person, **plain | facts)


class TestWhomItConcerns:
    def codes(self, person):
        return {each.rule.code for each in standings([person], TODAY, book())}

    def test_by_registration(self, alice):
        assert self.codes(alice) == {"swe"}
        assert self.codes(staff("n@example.org", registration_body="NMC")) == {"nmc"}
        assert self.codes(staff("none@example.org")) == set()

    def test_by_role(self):
        home = staff("home@example.org")
        home.posts.update(role_family="residential", starts_on=date(2025, 6, 2))
        assert standing(home, code="residential-level-3").window.last == date(2027, 6, 1)
        carers = OrganisationFactory(code="carers", kind="carers")
        carer = PersonFactory(organisation=carers, external_role="connected_carer", standing="external")
        assert self.codes(carer) == {"connected-carers"}

    def test_a_home_counts_a_course_of_its_rule_and_a_nurse_the_hours_with_others(self):
        nurse = staff("n@example.org", registration_body="NMC")
        record(nurse, minutes=600, credited_minutes=0)
        record(nurse, source="self:1", kind="self_paced", minutes=300, credited_minutes=0)
        record(nurse, source="old:1", starts_on=date(2023, 11, 30), ends_on=date(2023, 11, 30))
        found = standing(nurse, code="nmc").counts
        assert (found.minutes, found.participatory_minutes) == (900, 600)

    def test_what_ships_for_homes_names_both_diplomas(self):
        rows = json.loads(SHIPPED.read_text(encoding="utf-8"))
        (home,) = (row for row in rows if row["code"] == "residential-level-3")
        assert home["learning_kinds"] == ["residential_3", "residential_5"]

    @pytest.mark.parametrize(
        ("award", "done"),
        [
            # Began on 2 June 2025: the diploma is asked for by 1 June 2027.
            ({}, 1),  # awarded within the two years, and checked
            ({"kind": "residential_5"}, 1),  # the higher one counts as well
            ({"awarded_on": date(2019, 7, 1)}, 1),  # brought along from another home
            ({"state": "stated"}, 0),  # nobody has seen it yet
            ({"state": "declined"}, 0),
            ({"state": "removed"}, 0),
            ({"kind": "qualification", "level": "Level 3"}, 0),  # another Level 3
            ({"expires_on": date(2026, 11, 30)}, 1),  # its last day is today
            ({"expires_on": date(2026, 11, 29)}, 0),
            ({"awarded_on": date(2026, 12, 1)}, 0),  # ahead
        ],
    )
    def test_a_home_counts_the_diploma_that_a_coordinator_has_seen(self, award, done):
        RegistrationRule.objects.filter(code="residential-level-3").update(learning_kinds=DIPLOMAS)
        home = staff("home@example.org")
        home.posts.update(role_family="residential", starts_on=date(2025, 6, 2))
        holds(home, **award)
        found = standing(home, code="residential-level-3")
        assert found.counts.learning == done
        assert in_short(found.rule, found.counts) == ("done" if done else "not done yet")

    def test_a_diploma_that_came_late_or_on_a_joined_record_counts(self):
        RegistrationRule.objects.filter(code="residential-level-3").update(learning_kinds=DIPLOMAS)
        home = staff("home@example.org")
        home.posts.update(role_family="residential", starts_on=date(2023, 6, 1))
        former = PersonFactory(joined_into=home)
        holds(former, awarded_on=date(2026, 2, 1))
        found = standing(home, code="residential-level-3")
        assert (found.window.last, found.counts.learning) == (date(2025, 5, 31), 1)

    def test_the_number_of_queries_does_not_grow_with_people(self, django_assert_num_queries):
        people = [social_worker(f"p{number}@example.org") for number in range(2)]
        nurses = [staff(f"n{number}@example.org", registration_body="NMC") for number in range(2)]
        with django_assert_num_queries(9):
            standings([people[0], nurses[0]], TODAY, book())
        with django_assert_num_queries(9):
            standings([*people, *nurses], TODAY, book())


class TestRules:
    VALUES = {"title": "Social Work England", "body_name": "SWE", "bodies": ["SWE"], "window": "year", "pieces": 3}

    def put(self, by=None, **more):
        given = {"code": "swe", "starts_on": date(2026, 12, 1), "values": self.VALUES | more}
        return rules.set_rule(**given, by=by, at=LAST_MINUTE)

    def test_a_new_figure_holds_from_its_day(self, alice):
        self.put(year_month=12, year_day=1)
        assert standing(alice).rule.pieces == 2
        assert standing(alice, date(2026, 12, 1)).rule.pieces == 3

    def test_the_same_again_is_no_fault_and_another_is_refused(self):
        assert self.put() == self.put()
        with pytest.raises(rules.RuleRefused, match="Choose another day"):
            self.put(pieces=4)

    def test_only_a_coordinator_of_everything_sets_one(self, alice):
        with pytest.raises(rules.NotForYou):
            self.put(by=alice.user)
        RoleGrantFactory(user=alice.user, starts_on=date(2026, 1, 1))
        forget(alice.user)
        assert self.put(by=alice.user).created_by == alice.user

    def test_a_retired_one_is_asked_of_nobody(self, alice):
        self.put(retired=True)
        assert standings([alice], date(2026, 12, 1), book()) == []
        assert RegistrationRule.objects.filter(code="swe").count() == 2

    def test_what_ships_stands(self):
        shipped = {row.code: row for row in RegistrationRule.objects.asked_on(TODAY)}
        assert set(shipped) == {
            "swe",
            "hcpc",
            "nmc",
            "teachers-safeguarding",
            "foster-carers",
            "connected-carers",
            "residential-level-3",
        }
        assert shipped["swe"].questions == ["kind", "activity", "date", "learned", "impact", "peer"]
        assert (shipped["nmc"].minutes, shipped["nmc"].participatory_minutes) == (35 * 60, 20 * 60)
        assert [shipped[code].window_months for code in ("foster-carers", "connected-carers")] == [12, 18]


def test_standards_are_counted_by_what_complete_pieces_show():
    carers = OrganisationFactory(code="carers", kind="carers")
    carer = staff("carer@example.org", organisation=carers, external_role="foster_carer", standing="external")
    carer.posts.all().delete()
    vocabulary = Vocabulary.objects.create(code="training-standard", name="Standards")
    terms = [Term.objects.create(vocabulary=vocabulary, code=f"s{n}", name=f"S{n}") for n in range(3)]
    row = start(carer, rule_code="foster-carers")
    pieces.save(piece_id=row.pk, answers=answers(), terms=terms[:2], version=1, by=carer.user, at=LAST_MINUTE)
    assert standing(carer, code="foster-carers").counts.standards == 2
