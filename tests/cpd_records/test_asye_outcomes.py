"""A programme's pauses, extensions and outcome, and its evidence: rows that take another's place."""

import datetime
from datetime import date

import pytest

from cpd_records.actions import records
from cpd_records.actions.asye import AsyeRefused, NotYours, evidence, outcomes
from cpd_records.models import AsyeChange, AsyeEnrolment
from cpd_records.presenters.asye.gathering import gather
from cpd_records.rules.asye.away import proposed
from cpd_records.rules.asye.course_of import course_of
from foundation.models import ChangeLogEntry
from foundation.policies import book
from tests.factories.asye import BEGAN, LATER, enrolled, logged, paused, reviewed, shown
from tests.factories.cpd_records import learning
from tests.factories.workforce import AbsenceFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


def found(row):
    return gather([AsyeEnrolment.objects.get(pk=row.pk)], TODAY, book())[0]


class TestDates:
    def test_a_pause_without_an_end_is_ended_by_another_row(self):
        row = enrolled()
        first = paused(row, date(2026, 11, 2), None)
        outcomes.end_pause(enrolment_id=row.pk, change=first, last_day=date(2026, 11, 15), by=row.decided_by, at=LATER)
        assert course_of(AsyeEnrolment.objects.get(), book()).ends_on(TODAY) == date(2027, 9, 15)
        assert AsyeChange.objects.count() == 2
        with pytest.raises(AsyeRefused, match="changed in the meantime"):
            outcomes.end_pause(enrolment_id=row.pk, change=first, last_day=TODAY, by=row.decided_by, at=LATER)

    def test_pauses_do_not_overlap(self):
        row = enrolled()
        paused(row, date(2026, 10, 1), date(2026, 10, 15))
        with pytest.raises(AsyeRefused, match="covers some"):
            paused(row, date(2026, 10, 14), None)
        paused(row, date(2026, 10, 15), date(2026, 10, 20))

    def test_taken_back_it_no_longer_counts_and_stays(self):
        row = enrolled()
        first = paused(row, date(2026, 10, 1), date(2026, 10, 15))
        outcomes.take_back(enrolment_id=row.pk, change=first, reason="A slip", by=row.decided_by, at=LATER)
        assert course_of(AsyeEnrolment.objects.get(), book()).ends_on(TODAY) == date(2027, 9, 1)
        assert AsyeChange.objects.count() == 2

    def test_an_extension_must_end_later_and_say_why(self):
        row = enrolled()
        given = {"enrolment_id": row.pk, "decided_on": TODAY, "by": row.decided_by, "at": LATER}
        with pytest.raises(AsyeRefused, match="ends later"):
            outcomes.extend(new_end=date(2027, 8, 31), reason="More", **given)
        with pytest.raises(AsyeRefused, match="Say why"):
            outcomes.extend(new_end=date(2027, 9, 30), reason=" ", **given)
        assert outcomes.extend(new_end=date(2027, 9, 30), reason="More", **given).days == 30

    def test_long_absences_are_proposed_until_a_pause_touches_them_and_never_act(self):
        row = enrolled()
        AbsenceFactory(person=row.person, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 2))
        AbsenceFactory(person=row.person, starts_on=date(2026, 11, 5), ends_on=date(2026, 11, 10))
        AbsenceFactory(person=row.person, starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 30), reason="TRN")
        away = proposed(row, (), TODAY, book())
        assert [(each.starts_on, each.ends_on) for each in away] == [(date(2026, 10, 1), date(2026, 11, 2))]
        assert found(row).ends_on == date(2027, 9, 1)
        paused(row, date(2026, 10, 1), date(2026, 11, 2))
        assert proposed(row, found(row).course.pauses, TODAY, book()) == []

    def test_the_panel_decides_once_and_nothing_is_added_after(self):
        row = enrolled()
        given = {"enrolment_id": row.pk, "outcome": "passed", "decided_on": TODAY, "by": row.decided_by, "at": LATER}
        outcomes.decide(**given)
        assert outcomes.decide(**given).state == "passed"
        assert ChangeLogEntry.objects.filter(verb="asye.passed").count() == 1
        with pytest.raises(AsyeRefused):
            outcomes.decide(**given | {"outcome": "left", "reason": "Moved"})
        for act in (lambda: logged(row), lambda: reviewed(row), lambda: paused(row, TODAY, None)):
            with pytest.raises(AsyeRefused, match="does not run"):
                act()

    def test_not_passed_needs_a_reason(self):
        row = enrolled()
        with pytest.raises(AsyeRefused, match="Say why"):
            outcomes.decide(enrolment_id=row.pk, outcome="not_passed", decided_on=TODAY, by=row.decided_by, at=LATER)


class TestEvidence:
    def test_the_worker_adds_and_takes_out_and_the_assessor_observes(self):
        row = enrolled()
        mine = shown(row)
        seen = shown(row, "observation", by=row.assessor.user)
        assert found(row).observations == 1
        with pytest.raises(NotYours):
            shown(row, "observation")
        with pytest.raises(NotYours):
            shown(row, by=row.assessor.user)
        with pytest.raises(NotYours):
            evidence.withdraw(evidence=seen, by=row.person.user, at=LATER)
        evidence.withdraw(evidence=mine, by=row.person.user, at=LATER)
        assert [piece.pk for piece in row.evidence.standing()] == [seen.pk]

    def test_it_links_to_ones_own_record_only(self):
        row = enrolled()
        made = records.add(
            person_id=row.person_id,
            learning=learning(starts_on=date(2026, 10, 8), ends_on=date(2026, 10, 8)),
            by=None,
            at=LATER,
        )
        theirs = records.add(person_id=PersonFactory().pk, learning=learning(), by=None, at=LATER)
        assert shown(row, source=f"record:{made.public_id}").source
        for source in (f"record:{theirs.public_id}", "other:1"):
            with pytest.raises(AsyeRefused, match="not in your record"):
                shown(row, source=source)

    def test_observations_on_the_academys_form_count_by_themselves(self, settings):
        row = enrolled()
        settings.SLOTS = settings.SLOTS | {
            "practice_observations": ["tests.cpd_records.test_asye_outcomes.two_observations"]
        }
        assert found(row).observations == 1


def two_observations(people):
    """One within the programme, one from before it."""
    from foundation.slots import PracticeObservation

    for person in people:
        yield PracticeObservation(person, date(2026, 10, 1), "1")
        yield PracticeObservation(person, BEGAN - datetime.timedelta(days=1), "2")
