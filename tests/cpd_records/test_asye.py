"""The programme of newly qualified workers: who is on it, its dates, reviews, time and evidence."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cpd_records.actions import records
from cpd_records.actions.asye import AsyeRefused, NotYours, enrolments, outcomes, reviews, time
from cpd_records.models import AsyeChange, AsyeEnrolment, AsyeReview, AsyeTime
from cpd_records.presenters.asye.gathering import gather
from cpd_records.presenters.asye.programme import shortfall
from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.policies import book
from tests.factories.asye import BEGAN, LATER, coordinator, enrolled, logged, newly_qualified, paused, reviewed
from tests.factories.cpd_records import learning
from tests.factories.workforce import PersonFactory, PostFactory, TeamFactory, staff

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
        paused(row, date(2026, 10, 1), date(2026, 10, 31))
        with pytest.raises(AsyeRefused, match="paused"):
            logged(row)

    def test_the_database_refuses_to_change_or_remove_rows(self):
        row = enrolled()
        logged(row)
        reviewed(row)
        paused(row, date(2026, 10, 10), None)
        for model in (AsyeTime, AsyeReview, AsyeChange):
            for act in (lambda m=model: m.objects.update(at=LATER), lambda m=model: m.objects.all().delete()):
                with pytest.raises(DatabaseError), transaction.atomic():
                    act()


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
