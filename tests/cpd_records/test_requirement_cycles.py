"""Cycles of requirements: what comes next, and that the past stays what it was."""

from datetime import UTC, date, datetime

import pytest

from cpd_records.actions import records
from cpd_records.actions.requirements.cycles import bring_up_to_date
from cpd_records.models import RequirementPeriod
from cpd_records.rules.cycles import Evidence, Setting, extend
from cpd_records.rules.standing import standing
from tests.factories.requirements import RequirementFactory, audience, learn
from tests.factories.workforce import PersonFactory, PostFactory, TeamFactory
from workforce.models import LiveFrom

BEGAN, TODAY = date(2026, 4, 1), date(2026, 11, 23)
PLAIN = Setting(date(2024, 1, 1), first_due_days=90, lasts_months=36, window_months=3)


def grown(*days, setting=PLAIN, settings=None, since=BEGAN, on=TODAY, cycles=()):
    evidence = [Evidence(day, f"s{n}") for n, day in enumerate(days)]
    return extend(list(cycles), evidence, settings or [setting], since, on)


class TestTheRule:
    def test_a_newcomer_has_the_first_days_to_do_it(self):
        (cycle,) = grown()
        assert (cycle.window_opens_on, cycle.due_on, cycle.open) == (BEGAN, date(2026, 6, 30), True)

    def test_completing_it_opens_the_next_cycle_which_is_due_as_the_first_runs_out(self):
        first, second = grown(date(2026, 5, 4))
        assert first.valid_until == date(2029, 5, 4)
        assert (second.window_opens_on, second.due_on) == (date(2029, 2, 4), date(2029, 5, 3))

    def test_a_certificate_that_runs_out_sooner_than_what_holds_takes_no_time_away(self):
        pieces = [Evidence(date(2026, 5, 4), "own"), Evidence(date(2026, 6, 1), "claim:1", date(2026, 10, 1))]
        later = Evidence(date(2029, 3, 1), "own again")
        for on, evidence in ((TODAY, pieces), (date(2029, 3, 2), [*pieces, later])):
            cycles = extend([], evidence, [PLAIN], BEGAN, on)
            assert (cycles[0].valid_until, cycles[1].due_on) == (date(2029, 5, 4), date(2029, 5, 3))
            assert extend(cycles, evidence, [PLAIN], BEGAN, on) == cycles
        assert cycles[1].completed_on == later.on

    def test_learning_of_years_ago_makes_the_cycles_it_would_have_made(self):
        cycles = grown(date(2018, 3, 1), date(2021, 2, 1), date(2024, 5, 6))
        assert [cycle.completed_on for cycle in cycles] == [
            date(2018, 3, 1), date(2021, 2, 1), date(2024, 5, 6), None,
        ]  # fmt: skip

    def test_what_ran_out_before_it_was_asked_is_due_like_a_newcomer(self):
        last = grown(date(2018, 3, 1))[-1]
        assert (last.due_on, last.open) == (date(2026, 6, 30), True)

    def test_renewed_in_time_counts_from_the_former_end_where_the_basis_says_so(self):
        setting = Setting(BEGAN, 90, 12, 3, basis="expiry")
        in_time = grown(date(2024, 5, 1), date(2025, 3, 1), setting=setting)
        assert in_time[1].valid_until == date(2026, 5, 1)
        late = grown(date(2024, 5, 1), date(2025, 6, 1), setting=setting)
        assert late[1].valid_until == date(2026, 6, 1)
        early = grown(date(2024, 5, 1), date(2024, 9, 1), setting=setting)
        assert early[1].valid_until == date(2025, 9, 1)

    @pytest.mark.parametrize(
        ("ends", "setting", "until"),
        [
            # 36 months from 4 May 2026 end on 3 May 2029; the certificate's last day is 30 September 2027.
            (date(2027, 10, 1), PLAIN, date(2027, 10, 1)),
            # It says 30 September 2030: the requirement asks again after 36 months all the same.
            (date(2030, 10, 1), PLAIN, date(2029, 5, 4)),
            # Its last day is the requirement's own last day: nothing is shortened.
            (date(2029, 5, 4), PLAIN, date(2029, 5, 4)),
            # 12 months, to the yearly 1 September: the last in reach is 2026's, which would be renewed
            # within three months, but not at once; the certificate ends sooner, on 31 July 2026.
            (date(2026, 8, 1), Setting(BEGAN, 90, 12, 3, basis="anniversary", anniversary=(9, 1)), date(2026, 8, 1)),
            # Once is enough: what somebody learned does not run out with a paper.
            (date(2027, 10, 1), Setting(BEGAN, 90, None, 0), None),
            (None, PLAIN, date(2029, 5, 4)),
        ],
    )
    def test_a_certificate_from_elsewhere_holds_no_longer_than_it_says(self, ends, setting, until):
        first = extend([], [Evidence(date(2026, 5, 4), "claim:1", ends)], [setting], BEGAN, TODAY)[0]
        assert (first.completed_on, first.valid_until) == (date(2026, 5, 4), until)

    def test_what_ends_sooner_says_so_and_is_renewed_sooner(self):
        first, second = extend([], [Evidence(date(2026, 5, 4), "claim:1", date(2027, 10, 1))], [PLAIN], BEGAN, TODAY)
        assert first.how.endswith("The certificate itself runs out sooner than 36 months: 30 September 2027.")
        assert (second.window_opens_on, second.due_on) == (date(2027, 7, 1), date(2027, 9, 30))

    def test_of_two_on_one_day_the_one_that_holds_longer_counts(self):
        day = date(2026, 5, 4)
        both = [Evidence(day, "a", date(2026, 12, 1)), Evidence(day, "b")]
        for evidence in (both, both[::-1]):
            first = extend([], evidence, [PLAIN], BEGAN, TODAY)[0]
            assert (first.evidence, first.valid_until) == ("b", date(2029, 5, 4))

    def test_one_that_had_run_out_by_the_day_of_the_learning_is_none(self):
        (only,) = extend([], [Evidence(date(2026, 5, 4), "a", date(2026, 5, 4))], [PLAIN], BEGAN, TODAY)
        assert only.open

    def test_the_yearly_date_is_the_last_one_in_reach_and_never_renewed_at_once(self):
        setting = Setting(BEGAN, 90, 12, 3, basis="anniversary", anniversary=(9, 1))
        assert grown(date(2025, 10, 1), setting=setting)[0].valid_until == date(2026, 9, 1)
        assert grown(date(2026, 7, 1), setting=setting)[0].valid_until == date(2027, 9, 1)

    def test_29_february_and_months_end_keep_to_the_month(self):
        assert grown(date(2024, 2, 29), setting=Setting(BEGAN, 90, 12, 1))[0].valid_until == date(2025, 2, 28)

    def test_once_is_enough_where_nothing_lasts(self):
        (only,) = grown(date(2026, 5, 1), setting=Setting(BEGAN, 90, None, 0))
        assert only.valid_until is None
        assert standing([only], date(2060, 1, 1)).state == "valid"

    def test_a_new_setting_leaves_completed_cycles_alone(self):
        before = grown(date(2026, 5, 4))
        shorter = [PLAIN, Setting(date(2026, 9, 1), 30, 12, 3)]
        assert grown(date(2026, 5, 4), settings=shorter, cycles=before) == before
        later = grown(date(2026, 5, 4), date(2026, 10, 1), settings=shorter, cycles=before)
        assert later[0] == before[0]
        assert later[1].valid_until == date(2027, 10, 1)

    def test_asked_no_more_closes_the_open_cycle_and_asked_again_begins_another(self):
        closed = grown(since=None, cycles=grown())
        assert closed[0].closed_on == TODAY
        again = grown(since=BEGAN, on=date(2027, 1, 1), cycles=closed)
        assert (again[1].number, again[1].due_on) == (2, date(2027, 2, 21))

    def test_the_same_again_changes_nothing(self):
        once = grown(date(2018, 3, 1), date(2026, 5, 4))
        assert grown(date(2018, 3, 1), date(2026, 5, 4), cycles=once) == once

    def test_two_pieces_on_one_day_make_one_cycle(self):
        assert len(grown(date(2026, 5, 4), date(2026, 5, 4))) == 2

    def test_learning_ahead_of_the_day_waits(self):
        assert grown(date(2026, 12, 1))[0].open

    @pytest.mark.parametrize(
        ("on", "state"),
        [
            (date(2026, 4, 1), "due"), (date(2026, 6, 30), "due"), (date(2026, 7, 1), "overdue"),
        ],
    )  # fmt: skip
    def test_a_newcomer_is_late_from_the_day_after_the_last_good_one(self, on, state):
        assert standing(grown(), on).state == state

    @pytest.mark.parametrize(
        ("on", "state"),
        [
            (date(2029, 2, 3), "valid"),
            (date(2029, 2, 4), "due"),
            (date(2029, 5, 3), "due"),
            (date(2029, 5, 4), "overdue"),
        ],
    )
    def test_what_holds_turns_amber_with_the_window_and_red_when_it_ran_out(self, on, state):
        assert standing(grown(date(2026, 5, 4)), on).state == state

    def test_not_live_exempt_and_never_asked_are_none_of_the_colours(self):
        assert standing(grown(), TODAY, live=False).state == "not_live"
        assert standing(grown(), TODAY, exempt=True).state == "exempt"
        assert standing([], TODAY).state == "not_asked"


@pytest.fixture
def live(db):
    LiveFrom.objects.create(module="cpd", team=None, starts_on=BEGAN)


def at(day):
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def cycles_of(person):
    return list(RequirementPeriod.objects.standing().filter(person=person).order_by("cycle"))


@pytest.mark.usefixtures("live")
class TestTheJob:
    def test_everybody_in_the_audience_gets_a_cycle_from_live_from_on(self):
        person = PostFactory().person
        RequirementFactory()
        assert bring_up_to_date(at=at(TODAY)).begun == 1
        (cycle,) = cycles_of(person)
        assert (cycle.window_opens_on, cycle.due_on) == (BEGAN, date(2026, 6, 30))

    def test_twice_is_the_same_as_once(self):
        RequirementFactory()
        learn(PostFactory().person, date(2026, 5, 4))
        bring_up_to_date(at=at(TODAY))
        rows = list(RequirementPeriod.objects.order_by("pk").values())
        assert str(bring_up_to_date(at=at(TODAY))) == "cycles begun 0, completed 0, closed 0, revoked 0"
        assert list(RequirementPeriod.objects.order_by("pk").values()) == rows

    def test_learning_completes_it_at_once(self):
        person = PostFactory().person
        RequirementFactory()
        learn(person, date(2026, 5, 4))
        first, second = cycles_of(person)
        assert (first.completed_on, first.evidence) == (date(2026, 5, 4), "booking:LA19:2026-05-04")
        assert second.due_on == date(2029, 5, 3)

    def test_an_equivalent_course_will_do_and_half_a_course_will_not(self):
        person = PostFactory().person
        RequirementFactory(course_codes=["LA19", "LA26"])
        learn(person, date(2026, 5, 4), outcome="partial")
        assert len(cycles_of(person)) == 1
        learn(person, date(2026, 5, 5), code="LA26")
        assert len(cycles_of(person)) == 2

    def test_withdrawn_learning_revokes_the_cycle_and_what_came_after(self):
        person = PostFactory().person
        RequirementFactory()
        record = learn(person, date(2026, 5, 4))
        records.withdraw(record=record, reason="Wrong person", by=None, at=at(TODAY))
        (cycle,) = cycles_of(person)
        assert (cycle.cycle, cycle.completed_on, cycle.due_on) == (1, None, date(2026, 6, 30))
        revoked = RequirementPeriod.objects.filter(person=person, revoked_at__isnull=False)
        assert {row.revoked_reason for row in revoked} == {"The learning it stood on was withdrawn"}
        assert revoked.count() == 2

    def test_nobody_is_asked_where_the_team_is_not_live(self):
        LiveFrom.objects.all().delete()
        team = TeamFactory(code="A")
        LiveFrom.objects.create(module="cpd", team=team, starts_on=BEGAN)
        live, other = PostFactory(team=team).person, PostFactory().person
        RequirementFactory()
        bring_up_to_date(at=at(TODAY))
        assert (len(cycles_of(live)), len(cycles_of(other))) == (1, 0)

    def test_somebody_who_came_later_counts_from_the_day_they_came(self):
        person = PostFactory(starts_on=date(2026, 10, 1)).person
        RequirementFactory()
        bring_up_to_date(at=at(TODAY))
        assert cycles_of(person)[0].due_on == date(2026, 12, 30)

    def test_a_new_role_counts_from_the_day_of_the_new_role(self):
        old = PostFactory(role_family="early_help", ends_on=date(2026, 10, 1))
        PostFactory(person=old.person, starts_on=date(2026, 10, 1), change_type="transfer")
        RequirementFactory(audiences=[audience("social-work", "social_worker")])
        bring_up_to_date(at=at(TODAY))
        assert cycles_of(old.person)[0].window_opens_on == date(2026, 10, 1)

    def test_leaving_the_audience_closes_what_was_open(self):
        post = PostFactory()
        RequirementFactory(audiences=[audience("social-work", "social_worker")])
        bring_up_to_date(at=at(date(2026, 5, 1)))
        post.role_family = "education"
        post.save()
        assert bring_up_to_date(at=at(TODAY)).closed == 1
        assert cycles_of(post.person)[0].closed_on == TODAY

    def test_nothing_is_asked_of_somebody_who_has_left(self):
        post = PostFactory()
        RequirementFactory()
        bring_up_to_date(at=at(date(2026, 5, 1)))
        post.ends_on = TODAY
        post.save()
        assert bring_up_to_date(at=at(TODAY)).closed == 1
        assert bring_up_to_date(at=at(TODAY)).begun == 0

    def test_retiring_it_closes_what_was_open(self):
        person = PostFactory().person
        RequirementFactory()
        bring_up_to_date(at=at(date(2026, 5, 1)))
        RequirementFactory(starts_on=date(2026, 11, 1), retired=True)
        bring_up_to_date(at=at(TODAY))
        assert cycles_of(person)[0].closed_on == TODAY

    def test_a_joined_record_brings_its_learning(self):
        kept = PostFactory().person
        other = PersonFactory(joined_into=kept)
        RequirementFactory()
        learn(other, date(2026, 5, 4))
        assert cycles_of(kept)[0].completed_on == date(2026, 5, 4)
        assert cycles_of(other) == []

    def test_many_people_take_as_many_queries_as_one(self, django_assert_max_num_queries):
        RequirementFactory()
        for _ in range(3):
            learn(PostFactory().person, date(2026, 5, 4))
        RequirementPeriod.objects.all().delete()
        with django_assert_max_num_queries(22):
            bring_up_to_date(at=at(TODAY))
