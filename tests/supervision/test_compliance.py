"""Figures of compliance: counted as defined, by team and year, in a number of queries that does not grow."""

import datetime
from decimal import Decimal

import pytest

from foundation.models import PolicyValue
from foundation.reporting import CannotReport, Question
from supervision.measures.compliance import Figures, by_team_and_year, share
from supervision.measures.report import REPORT
from supervision.measures.scope import line_below
from supervision.models import Attendee, Cycle, PastTurns
from supervision.policies import GROUP
from supervision.presenters import compliance
from tests.factories.supervision import NOW, AgreementFactory, HeldFactory
from tests.factories.workforce import AbsenceFactory, RoleGrantFactory, TeamFactory, UserFactory, staff

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)


def _day(text):
    return datetime.date.fromisoformat(text)


def turn(person, team, due, outcome, meeting=None, gap=28, reason=""):
    due = _day(due)
    return Cycle.objects.create(
        person=person, team=team, starts_on=due - datetime.timedelta(days=28), due_on=due,
        last_good_on=due + datetime.timedelta(days=7), counts_on=due, every="every 4 weeks",
        outcome=outcome, meeting=meeting, gap_days=gap, reason=reason,
    )  # fmt: skip


@pytest.fixture
def north():
    service = TeamFactory(code="LOC", version__name="Locality", version__level="service")
    team = TeamFactory(code="N5", version__name="North 5", version__level="team", version__parent=service)
    manager = staff("m@example.org", team=team)
    return team, manager, staff("w@example.org", team=team, manager=manager)


def _held(person, day, written=None, signed=None):
    day = _day(day)
    held = HeldFactory(supervisee=person, held_on=day)
    held.written_up_on = day + datetime.timedelta(days=written) if written is not None else None
    held.signed_on = day + datetime.timedelta(days=signed) if signed is not None else None
    held.save()
    return held


def test_each_figure_is_counted_as_it_is_defined(north):
    team, _, worker = north
    turn(worker, team, "2026-01-05", "on_time", _held(worker, "2026-01-05", 3, 10))
    turn(worker, team, "2026-02-02", "late", _held(worker, "2026-02-20", 12, 20), gap=46, reason="court")
    turn(worker, team, "2026-03-20", "missed", gap=56)
    turn(worker, team, "2026-10-20", "open", gap=40)
    turn(staff("x@example.org", team=team), team, "2026-11-27", "open")
    found = by_team_and_year(Cycle.objects.all().closed(compliance.FIRST, TODAY, TODAY), TODAY)
    assert found == {
        (team.pk, 2026): Figures(
            due=4, on_time=1, late=1, missed=2, to_write=2, written=1, to_sign=2, signed=1, longest_gap=56
        )
    }


def test_a_record_that_may_still_be_written_is_not_counted_yet(north):
    team, _, worker = north
    turn(worker, team, "2026-11-27", "on_time", _held(worker, "2026-11-27"))
    [figures] = by_team_and_year(Cycle.objects.all(), TODAY).values()
    assert (figures.to_write, figures.to_sign) == (0, 0)


@pytest.mark.parametrize(
    ("top", "bottom", "value"), [(1, 3, "33.3"), (2, 3, "66.7"), (1, 16, "6.3"), (0, 5, "0.0"), (0, 0, None)]
)
def test_shares_have_one_decimal_rounded_half_up(top, bottom, value):
    assert share(top, bottom) == (None if value is None else Decimal(value))


def test_a_service_sums_its_teams_and_a_team_without_dues_shows_x(north):
    team, _, worker = north
    TeamFactory(code="N6", version__name="North 6", version__level="team")
    turn(worker, team, "2026-01-05", "on_time", _held(worker, "2026-01-05"))
    turn(worker, team, "2026-02-02", "missed", reason="supervisor_ill")
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    lines = {line.name: line for line in compliance.page(leader, TODAY, None)["teams"]}
    assert lines["Locality"].on_time == lines["North 5"].on_time == "50.0%"
    assert lines["North 5"].reasons == "The supervisor was ill (1)"
    assert (lines["North 6"].on_time, lines["North 6"].due) == ("x", 0)


def test_a_leader_sees_their_scope_and_a_manager_their_line(north):
    team, manager, worker = north
    other = TeamFactory(code="S1", version__name="South 1", version__level="team")
    stranger = staff("s@example.org", team=other)
    turn(worker, team, "2026-01-05", "missed")
    turn(stranger, other, "2026-01-05", "missed")
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader", team=other)
    assert [line.name for line in compliance.page(leader, TODAY, None)["teams"]] == ["South 1"]
    assert [line.name for line in compliance.page(manager.user, TODAY, None)["teams"]] == ["North 5"]
    above = staff("above@example.org")
    manager.posts.update(line_manager=above)
    assert line_below(above.user, TODAY) == sorted([manager.pk, worker.pk])


def test_agreements_count_while_their_review_is_ahead(north):
    team, _, worker = north
    AgreementFactory(supervisee=worker, review_on=datetime.date(2026, 12, 1))
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    lines = {line.name: line for line in compliance.page(leader, TODAY, None)["teams"]}
    assert lines["North 5"].agreed == "1 of 2"
    worker.supervision_agreements.update(review_on=datetime.date(2026, 11, 29))
    lines = {line.name: line for line in compliance.page(leader, TODAY, None)["teams"]}
    assert lines["North 5"].agreed == "0 of 2"


def _group(day, led_by, *people, attendance="attended"):
    held = HeldFactory(kind="group", supervisee=None, supervisor=led_by, held_on=_day(day))
    for person in people:
        Attendee.objects.create(meeting=held, person=person, attendance=attendance)


def _at_a_group(year=None):
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    return {line.name: line.grouped for line in compliance.page(leader, TODAY, year)["teams"]}


def test_a_group_counts_for_whoever_was_there_or_led_it_in_the_last_month(north):
    team, manager, worker = north
    absent, earlier = (staff(f"{name}@example.org", team=team) for name in ("absent", "earlier"))
    _group("2026-10-30", absent, earlier)
    assert _at_a_group()["North 5"] == "0 of 4"
    _group("2026-10-31", manager, worker)
    _group("2026-11-16", manager, worker)
    _group("2026-11-16", manager, absent, attendance="absent")
    HeldFactory(supervisee=earlier, supervisor=absent)
    assert _at_a_group()["North 5"] == _at_a_group(2018)["Locality"] == "2 of 4"
    HeldFactory(kind="group", supervisee=earlier, supervisor=None, imported=True)
    assert _at_a_group()["North 5"] == "3 of 4"


def test_whoever_was_away_all_that_time_is_left_out_and_the_months_are_a_policy(north):
    _, manager, worker = north
    _group("2026-09-07", manager, worker)
    absence = AbsenceFactory(person=worker, starts_on=_day("2026-11-02"))
    assert _at_a_group()["North 5"] == "0 of 2"
    absence.starts_on = _day("2026-10-30")
    absence.save()
    assert _at_a_group()["North 5"] == "0 of 1"
    PolicyValue.objects.create(key=GROUP, starts_on=_day("2026-11-01"), value=3, reason="A trial", created_at=NOW)
    assert _at_a_group()["North 5"] == "2 of 2"


def test_queries_do_not_grow_with_teams_years_or_people(north, django_assert_num_queries):
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    compliance.page(leader, TODAY, None)
    for number in range(6):
        team = TeamFactory(code=f"Q{number}", version__level="team")
        for year in range(2018, 2024):
            turn(staff(f"q{number}-{year}@example.org", team=team), team, f"{year}-05-05", "missed", reason="court")
    with django_assert_num_queries(6):
        assert len(compliance.page(leader, TODAY, None)["teams"]) >= 7


def test_turns_without_a_supervisor_named_are_due_and_say_so(north):
    team, _, worker = north
    turn(worker, team, "2026-01-05", "missed", gap=0, reason="no_supervisor")
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    line = next(line for line in compliance.page(leader, TODAY, 2026)["teams"] if line.name == "North 5")
    assert (line.due, line.on_time, line.gap) == (1, "0.0%", "0 days")
    assert line.reasons == "No supervisor named (1)"


def test_numbers_of_people_who_are_gone_still_count_for_leaders(north):
    team, manager, worker = north
    turn(worker, team, "2026-01-05", "missed")
    PastTurns.objects.create(team=team, month="2026-01-01", due=3, on_time=3, to_write=3, written=3)
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    line = next(line for line in compliance.page(leader, TODAY, 2026)["teams"] if line.name == "North 5")
    assert (line.due, line.on_time) == (4, "75.0%")
    own = next(line for line in compliance.page(manager.user, TODAY, 2026)["teams"] if line.name == "North 5")
    assert own.due == 1
    assert ("on_time", "team", "N5", Decimal("75.0")) in _asked()


def test_the_file_is_tidy(north):
    team, _, worker = north
    turn(worker, team, "2026-01-05", "on_time", _held(worker, "2026-01-05", 3))
    rows = list(compliance.tidy(by_team_and_year(Cycle.objects.all(), TODAY), TODAY))
    assert rows[0] == (
        "supervision", "on_time", "2026-01-01", "2026-11-30", "team", "N5", 1, 1, "100.0", "", "", 1, "percent", "",
    )  # fmt: skip
    assert {len(row) for row in rows} == {len(compliance.HEADINGS)}
    assert not any(str(worker.pk) == cell or worker.full_name == cell for row in rows for cell in row)


def _asked(**more):
    given = {"first": datetime.date(2026, 1, 1), "last": TODAY, "today": TODAY} | more
    return [(row.measure, row.group_type, row.group, row.value) for row in REPORT.answer(Question(**given))]


def test_the_report_tells_the_same_by_team_service_and_time(north):
    team, manager, worker = north
    turn(worker, team, "2026-01-05", "on_time", _held(worker, "2026-01-05", 3, 10))
    turn(worker, team, "2026-02-02", "missed", gap=56)
    assert ("on_time", "team", "N5", Decimal("50.0")) in _asked()
    assert ("on_time", "service", "LOC", Decimal("50.0")) in _asked(by="service")
    assert ("longest_gap", "all", "all", 56) in _asked(by="year")
    assert [row[3] for row in _asked(by="month") if row[0] == "on_time"] == [Decimal("100.0"), Decimal("0.0")]
    assert _asked(viewer=manager.user) == _asked()
    assert _asked(viewer=staff("outside@example.org").user) == []
    assert _asked(team="loc") == _asked()
    with pytest.raises(CannotReport, match="No team"):
        _asked(team="nowhere")


@pytest.mark.sample
def test_the_samples_history_gives_figures_for_every_team_for_2018_to_date(django_assert_max_num_queries):
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    with django_assert_max_num_queries(8):
        page = compliance.page(leader, TODAY, None)
    assert [line.name for line in page["years"]][:9] == [str(year) for year in range(2018, 2027)]
    assert sum(line.due for line in page["years"]) > 70_000
    assert all(50 < line.width < 95 for line in page["years"][:8])
