"""The programme of newly qualified workers: who is on it, its dates, reviews, time and evidence."""

import datetime
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cpd_records.actions import records
from cpd_records.actions.asye import AsyeRefused, NotYours, enrolments, evidence, outcomes, reviews, time
from cpd_records.models import AsyeChange, AsyeEnrolment, AsyeReview, AsyeTime
from cpd_records.presenters.asye.gathering import gather
from cpd_records.presenters.asye.programme import shortfall
from cpd_records.rules.asye.away import proposed
from cpd_records.rules.asye.course_of import course_of
from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.policies import book
from tests.factories.asye import BEGAN, LATER, coordinator, enrolled, logged, newly_qualified, reviewed, shown
from tests.factories.cpd_records import learning
from tests.factories.workforce import AbsenceFactory, PersonFactory, PostFactory, TeamFactory, staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


def found(row):
    return gather([AsyeEnrolment.objects.get(pk=row.pk)], TODAY, book())[0]


class TestProposing:
    def test_hires_in_their_first_post_are_proposed_once(self):
        nina = newly_qualified()
        PostFactory(start_origin=2, starts_on=BEGAN)  # came from another authority
        PostFactory(start_origin=1, starts_on=date(2020, 1, 1))  # long over
        PostFactory(start_origin=1, starts_on=BEGAN, role_family="early_help")
        PostFactory(start_origin=1, starts_on=BEGAN, change_type="transfer")
        PostFactory(start_origin=1, starts_on=date(2026, 12, 5))  # not begun
        assert enrolments.propose(at=LATER) == 1
        assert enrolments.propose(at=LATER) == 0
        row = AsyeEnrolment.objects.get()
        assert (row.person, row.starts_on, row.state) == (nina, BEGAN, "proposed")

    def test_whoever_was_refused_is_not_proposed_again(self):
        newly_qualified()
        enrolments.propose(at=LATER)
        row = AsyeEnrolment.objects.get()
        enrolments.refuse(enrolment_id=row.pk, reason="Qualified in 2024", by=coordinator().user, at=LATER)
        assert enrolments.propose(at=LATER) == 0
        row.refresh_from_db()
        assert (row.state, row.refused_reason) == ("refused", "Qualified in 2024")

    def test_a_record_joined_into_one_that_is_on_it_is_left_alone(self):
        row = enrolled()
        other = newly_qualified("other@example.org", starts_on=date(2026, 10, 1))
        other.joined_into = row.person
        other.save()
        assert enrolments.propose(at=LATER) == 0

    def test_the_name_of_nobody_is_no_assessor_nor_is_oneself(self):
        nina = newly_qualified()
        enrolments.propose(at=LATER)
        row, by = AsyeEnrolment.objects.get(), coordinator().user
        for address in ("nobody@example.org", nina.work_email, PersonFactory().work_email):
            with pytest.raises(AsyeRefused) as refusal:
                enrolments.confirm(enrolment_id=row.pk, assessor_address=address, by=by, at=LATER)
            assert refusal.value.field == "assessor"

    def test_only_the_coordinator_of_the_cohort_confirms_and_refuses(self):
        north, south = TeamFactory(code="N"), TeamFactory(code="S")
        nina = newly_qualified(team=north)
        enrolments.propose(at=LATER)
        row = AsyeEnrolment.objects.get()
        for by in (coordinator(team=south), staff("somebody@example.org"), nina):
            with pytest.raises(NotYours):
                enrolments.refuse(enrolment_id=row.pk, reason="No", by=by.user, at=LATER)
        assert enrolled(nina, by=coordinator("north@example.org", team=north)).state == "running"

    def test_twice_confirmed_is_once(self):
        row = enrolled()
        again = enrolments.confirm(enrolment_id=row.pk, assessor_address="x@example.org", by=row.decided_by, at=LATER)
        assert again.assessor == row.assessor
        assert ChangeLogEntry.objects.filter(verb="asye.confirm").count() == 1

    def test_one_programme_runs_at_a_time(self):
        row = enrolled()
        with pytest.raises(IntegrityError), transaction.atomic():
            AsyeEnrolment.objects.create(
                person=row.person,
                starts_on=TODAY,
                state="running",
                proposed_at=LATER,
                decided_at=LATER,
                decided_by=row.decided_by,
            )


class TestTime:
    def test_logged_time_and_the_academys_courses_add_up_portfolio_time_only_here(self):
        row = enrolled()
        logged(row, 120)
        records.add(
            person_id=row.person_id,
            learning=learning(starts_on=date(2026, 10, 8), ends_on=date(2026, 10, 8)),
            by=None,
            at=LATER,
        )
        records.add(
            person_id=row.person_id,
            learning=learning(source="booking:2", starts_on=date(2026, 8, 8), ends_on=date(2026, 8, 8)),
            by=None,
            at=LATER,
        )
        got = found(row)
        assert (got.logged, got.academy, got.taken) == (120, 444, 564)

    def test_the_shortfall_says_its_sum(self):
        row = enrolled()
        logged(row, 600)
        # 90 of 365 days: 9768 × 90 ÷ 365 = 2408.5…, up to 2409
        assert found(row).so_far.minutes == 2409
        assert shortfall(found(row), TODAY, book()) == (
            "4.07 days (30 hours 9 minutes) short by today: 40 hours 9 minutes should have come together so far, "
            "and 10 hours were taken (0 minutes with the Academy, 10 hours logged)."
        )

    def test_the_same_form_sent_twice_counts_once(self):
        row, key = enrolled(), uuid4()
        assert logged(row, key=key) == logged(row, key=key)
        assert AsyeTime.objects.count() == 1

    def test_a_correction_takes_its_place_and_both_can_be_read(self):
        row = enrolled()
        first = logged(row, 60)
        given = {"on": first.on, "minutes": 90, "kind": "shadowing", "by": row.person.user, "at": LATER}
        second = time.correct(time=first, key=uuid4(), **given)
        assert found(row).logged == 90
        assert [first.replaced_by, AsyeTime.objects.count()] == [second, 2]
        with pytest.raises(AsyeRefused, match="changed in the meantime"):
            time.correct(time=first, key=uuid4(), **given)

    def test_taken_back_is_gone_and_twice_does_nothing(self):
        row = enrolled()
        first = logged(row)
        for _ in range(2):
            time.take_back(time=first, by=row.person.user, at=LATER)
        assert (found(row).logged, AsyeTime.objects.count()) == (0, 2)

    @pytest.mark.parametrize(
        ("on", "minutes", "why"),
        [
            (date(2026, 8, 31), 60, "before the programme"),
            (date(2026, 12, 1), 60, "still ahead"),
            (date(2026, 10, 5), 721, "12 hours"),
            (date(2026, 10, 5), 0, "12 hours"),
        ],
    )
    def test_what_cannot_be_is_refused(self, on, minutes, why):
        with pytest.raises(AsyeRefused, match=why):
            logged(enrolled(), minutes, on=on)

    def test_a_day_holds_twelve_hours_in_all(self):
        row = enrolled()
        logged(row, 700)
        with pytest.raises(AsyeRefused, match="12 hours"):
            logged(row, 21)

    def test_nobody_logs_for_somebody_else_nor_in_a_pause(self):
        row = enrolled()
        with pytest.raises(NotYours):
            time.log(
                enrolment_id=row.pk, on=BEGAN, minutes=1, kind="course", key=uuid4(), by=row.assessor.user, at=LATER
            )
        pause(row, date(2026, 10, 1), date(2026, 10, 31))
        with pytest.raises(AsyeRefused, match="paused"):
            logged(row)

    def test_the_database_refuses_to_change_or_remove_rows(self):
        row = enrolled()
        logged(row)
        reviewed(row)
        pause(row, date(2026, 10, 10), None)
        for model in (AsyeTime, AsyeReview, AsyeChange):
            for act in (lambda m=model: m.objects.update(at=LATER), lambda m=model: m.objects.all().delete()):
                with pytest.raises(DatabaseError), transaction.atomic():
                    act()


def pause(row, starts_on, ends_on, reason="Agreed"):
    return outcomes.pause(
        enrolment_id=row.pk, starts_on=starts_on, ends_on=ends_on, reason=reason, by=row.decided_by, at=LATER
    )


class TestReviews:
    def test_the_assessor_records_and_puts_right_by_another_row(self):
        row = enrolled()
        first = reviewed(row, progress="on_track", note="Well begun")
        assert reviewed(row, progress="on_track", note="Well begun") == first
        second = reviewed(row, progress="support")
        assert (second.replaces, second.due_on) == (first, date(2026, 12, 1))
        assert found(row).held == {1: second}
        assert found(row).next_due().number == 2

    def test_nobody_else_records_a_review(self):
        row = enrolled()
        held = reviews.Held(TODAY, "on_track")
        for by in (row.person.user, row.decided_by):
            with pytest.raises(NotYours):
                reviews.record(enrolment_id=row.pk, number=1, held=held, by=by, at=LATER)

    def test_a_former_assessor_records_nothing_more(self):
        row = enrolled()
        new = staff("new@example.org")
        enrolments.name_assessor(enrolment_id=row.pk, assessor_address=new.work_email, by=row.decided_by, at=LATER)
        with pytest.raises(NotYours):
            reviewed(row)

    def test_a_concern_is_told_to_the_cohorts_coordinator_without_the_note(self):
        north, south = TeamFactory(code="N"), TeamFactory(code="S")
        coordinator("south@example.org", team=south)
        row = enrolled(newly_qualified(team=north), by=coordinator("north@example.org", team=north))
        reviewed(row, progress="concern", note="a private word")
        reviewed(row, progress="concern", note="another")
        letter = OutboxMessage.objects.get(kind="asye-concern")
        assert letter.to_address == "north@example.org"
        assert "private" not in letter.body
        assert f"/asye/{row.public_id}/" in letter.body

    def test_there_is_no_fifth_review_until_it_is_extended(self):
        row = enrolled()
        with pytest.raises(AsyeRefused, match="no such review"):
            reviewed(row, number=5)
        outcomes.extend(
            enrolment_id=row.pk,
            decided_on=TODAY,
            new_end=date(2027, 11, 30),
            reason="More time",
            by=row.decided_by,
            at=LATER,
        )
        assert reviewed(row, number=5).name == "Extension review 1"

    def test_notes_are_sealed_in_the_database(self):
        from django.db import connection

        review = reviewed(enrolled(), note="a private word")
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM cpd_records_asyereview WHERE id = %s", [review.pk])
            assert b"private" not in bytes(cursor.fetchone()[0])


class TestDates:
    def test_a_pause_without_an_end_is_ended_by_another_row(self):
        row = enrolled()
        first = pause(row, date(2026, 11, 2), None)
        outcomes.end_pause(enrolment_id=row.pk, change=first, last_day=date(2026, 11, 15), by=row.decided_by, at=LATER)
        assert course_of(AsyeEnrolment.objects.get(), book()).ends_on(TODAY) == date(2027, 9, 15)
        assert AsyeChange.objects.count() == 2
        with pytest.raises(AsyeRefused, match="changed in the meantime"):
            outcomes.end_pause(enrolment_id=row.pk, change=first, last_day=TODAY, by=row.decided_by, at=LATER)

    def test_pauses_do_not_overlap(self):
        row = enrolled()
        pause(row, date(2026, 10, 1), date(2026, 10, 15))
        with pytest.raises(AsyeRefused, match="covers some"):
            pause(row, date(2026, 10, 14), None)
        pause(row, date(2026, 10, 15), date(2026, 10, 20))

    def test_taken_back_it_no_longer_counts_and_stays(self):
        row = enrolled()
        first = pause(row, date(2026, 10, 1), date(2026, 10, 15))
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
        pause(row, date(2026, 10, 1), date(2026, 11, 2))
        assert proposed(row, found(row).course.pauses, TODAY, book()) == []

    def test_the_panel_decides_once_and_nothing_is_added_after(self):
        row = enrolled()
        given = {"enrolment_id": row.pk, "outcome": "passed", "decided_on": TODAY, "by": row.decided_by, "at": LATER}
        outcomes.decide(**given)
        assert outcomes.decide(**given).state == "passed"
        assert ChangeLogEntry.objects.filter(verb="asye.passed").count() == 1
        with pytest.raises(AsyeRefused):
            outcomes.decide(**given | {"outcome": "left", "reason": "Moved"})
        for act in (lambda: logged(row), lambda: reviewed(row), lambda: pause(row, TODAY, None)):
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
        settings.SLOTS = settings.SLOTS | {"practice_observations": ["tests.cpd_records.test_asye.two_observations"]}
        assert found(row).observations == 1


def two_observations(people):
    """One within the programme, one from before it."""
    from foundation.slots import PracticeObservation

    for person in people:
        yield PracticeObservation(person, date(2026, 10, 1), "1")
        yield PracticeObservation(person, BEGAN - datetime.timedelta(days=1), "2")
