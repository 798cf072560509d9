"""What a file changes, what it leaves, and what the world was known to be the day before."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from foundation.models import ChangeLogEntry
from tests.factories.workforce import (
    ActingManagerFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    UserFactory,
)
from tests.workforce.import_files import (
    ABSENCES,
    DAY,
    MONDAY,
    PEOPLE,
    POSTS,
    TEAMS,
    load,
    problems,
    spoil,
)
from workforce.models import Absence, Person, Post, Team, TeamVersion

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY
MONDAY_DATE, TUESDAY_DATE = MONDAY.date(), TUESDAY.date()


def counts(result):
    return {name: tuple(row.values()) for name, row in result.as_dict()["files"].items()}


def person(number):
    return Person.objects.get(employee_number=number)


def test_everything_is_added_once_and_unchanged_the_second_time():
    assert counts(load()) == {
        "teams.csv": (3, 0, 0, 0),
        "people.csv": (4, 0, 0, 0),
        "posts.csv": (4, 0, 0, 0),
        "absences.csv": (1, 0, 0, 0),
    }
    again = load(at=TUESDAY)
    assert counts(again) == {
        "teams.csv": (0, 0, 3, 0),
        "people.csv": (0, 0, 4, 0),
        "posts.csv": (0, 0, 4, 0),
        "absences.csv": (0, 0, 1, 0),
    }
    assert (TeamVersion.objects.count(), Post.objects.count(), Absence.objects.count()) == (3, 4, 1)


def test_the_last_day_in_the_file_is_inclusive():
    load()
    absence = Absence.objects.get()
    assert (absence.starts_on, absence.ends_on) == (datetime.date(2026, 11, 2), datetime.date(2026, 11, 7))


def test_a_changed_post_keeps_both_versions_and_known_on_shows_the_old_one():
    load()
    first = Post.objects.get(post_number="P3")
    result = load(at=TUESDAY, posts=spoil(POSTS, 2, fte="0.8"))
    assert counts(result) == {"posts.csv": (0, 1, 3, 0)}
    first.refresh_from_db()
    assert (first.recorded_until, first.closed_by_run) == (TUESDAY, result.run)
    spell = Post.objects.filter(post_number="P3")
    assert spell.known_on(MONDAY).get().fte == 1
    assert spell.current().get().fte == Decimal("0.8")
    assert spell.current().get().recorded_by_run == result.run


def test_a_changed_row_is_logged_by_the_names_of_its_fields():
    load()
    load(at=TUESDAY, posts=spoil(POSTS, 2, fte="0.8", job_title="Senior"))
    entry = ChangeLogEntry.objects.get(verb="change by import", subject_type="workforce.post")
    assert entry.fields == ["fte", "job_title"]


def test_a_changed_absence_keeps_both_versions():
    load()
    load(at=TUESDAY, absences=spoil(ABSENCES, 0, last_day="2026-11-13"))
    assert Absence.objects.known_on(MONDAY).get().ends_on == datetime.date(2026, 11, 7)
    assert Absence.objects.current().get().ends_on == datetime.date(2026, 11, 14)


def test_a_renamed_team_keeps_its_earlier_name_for_earlier_days():
    load()
    load(at=TUESDAY, teams=spoil(TEAMS, 2, team_name="North and Centre"))
    versions = TeamVersion.objects.filter(team__code="LN1")
    assert versions.known_on(MONDAY).get().name == "North 1"
    assert versions.current().running(MONDAY_DATE).get().name == "North 1"
    assert versions.current().running(TUESDAY_DATE).get().name == "North and Centre"


def test_a_second_change_on_one_day_replaces_the_first():
    load()
    load(at=TUESDAY, teams=spoil(TEAMS, 2, team_name="Nroth"))
    load(at=TUESDAY + datetime.timedelta(hours=1), teams=spoil(TEAMS, 2, team_name="North"))
    current = TeamVersion.objects.filter(team__code="LN1").current()
    assert sorted(current.values_list("name", flat=True)) == ["North", "North 1"]


def test_moving_a_team_moves_what_stands_below_it():
    load()
    early = {**TEAMS[1], "team_code": "EH", "team_name": "Early Help", "service_area": "early_help"}
    load(at=TUESDAY, teams=[TEAMS[0], early, {**TEAMS[1], "parent_code": "EH"}, TEAMS[2]])
    path = TeamVersion.objects.current().running(TUESDAY_DATE).get(team__code="LN1").path
    assert path == "CYPS/EH/SC/LN1/"


def test_a_changed_person_is_corrected_and_sorts_anew():
    load()
    result = load(at=TUESDAY, people=spoil(PEOPLE, 2, last_name="Adams"))
    assert counts(result) == {"people.csv": (0, 1, 3, 0)}
    assert person("3").sort_name == "adams wes"
    assert person("3").recorded_by_run == result.run


def test_a_new_manager_inside_a_spell_is_dated_from_the_day_of_the_file():
    load()
    load(at=TUESDAY, posts=spoil(POSTS, 2, line_manager_number="1"))
    assert Post.objects.current().get(post_number="P3").manager_from == TUESDAY_DATE
    assert person("3") in Person.objects.reporting_to(person("1"), TUESDAY_DATE)
    assert person("3") in Person.objects.reporting_to(person("2"), MONDAY_DATE)
    assert person("3") not in Person.objects.reporting_to(person("2"), TUESDAY_DATE)


def test_the_day_a_manager_began_survives_another_change():
    load()
    changed = spoil(POSTS, 2, line_manager_number="1")
    load(at=TUESDAY, posts=changed)
    load(at=TUESDAY + DAY, posts=spoil(changed, 2, fte="0.5"))
    assert Post.objects.current().get(post_number="P3").manager_from == TUESDAY_DATE


def test_an_acting_manager_ends_when_the_file_agrees():
    load()
    acting = ActingManagerFactory(person=person("3"), manager=person("1"), starts_on=MONDAY_DATE)
    load(at=TUESDAY)
    acting.refresh_from_db()
    assert acting.confirmed_by_run is None
    result = load(at=TUESDAY + DAY, posts=spoil(POSTS, 2, line_manager_number="1"))
    acting.refresh_from_db()
    assert (acting.ends_on, acting.confirmed_by_run) == (TUESDAY_DATE + DAY, result.run)
    assert person("3") in Person.objects.reporting_to(person("1"), TUESDAY_DATE + DAY)


@pytest.mark.parametrize(
    "known",
    [
        {"registration_body": "SWE", "registration_number": "SW777"},
        {"work_email": "new.starter@example.org"},
        {"first_name": "New", "last_name": "Starter"},
    ],
)
def test_a_starter_entered_by_hand_is_confirmed_by_the_file(known):
    load()
    hand = PersonFactory(
        employee_number=None,
        standing="provisional",
        suspended_on=MONDAY_DATE,
        user=UserFactory(),
        **({"work_email": "n@example.org"} | known),
    )
    PostFactory(person=hand, starts_on=MONDAY_DATE, provisional=True, team=Team.objects.get(code="LN1"))
    row = {
        "employee_number": "5",
        "first_name": "New",
        "last_name": "Starter",
        "work_email": "new.starter@example.org",
        "registration_body": "SWE",
        "registration_number": "SW777",
        "continuous_service_date": "2026-11-16",
    }
    post = {**POSTS[2], "employee_number": "5", "post_number": "P5", "start_date": "2026-11-16"}
    result = load(at=TUESDAY, people=[*PEOPLE, row], posts=[*POSTS, post])
    assert counts(result)["people.csv"] == (0, 1, 4, 0)
    hand.refresh_from_db()
    assert (hand.employee_number, hand.standing, hand.suspended_on) == ("5", "confirmed", None)
    assert hand.work_email == "new.starter@example.org"
    assert list(hand.posts.current().values_list("post_number", "provisional")) == [("P5", False)]


def test_two_starters_who_both_match_are_left_alone():
    load()
    for email in ("a@example.org", "b@example.org"):
        hand = PersonFactory(
            employee_number=None, standing="provisional", first_name="Al", last_name="Both", work_email=email
        )
        PostFactory(person=hand, starts_on=MONDAY_DATE, provisional=True)
    row = {**PEOPLE[0], "employee_number": "5", "first_name": "Al", "last_name": "Both", "work_email": "c@example.org"}
    result = load(at=TUESDAY, people=[*PEOPLE, {**row, "continuous_service_date": "2026-11-16"}])
    assert counts(result)["people.csv"][0] == 1
    assert Person.objects.filter(standing="provisional").count() == 2


@pytest.fixture
def staffed():
    """Ten more at work, so that one missing is far from most of them."""
    load()
    rows = [
        {
            "employee_number": f"{n}",
            "first_name": "P",
            "last_name": f"N{n}",
            "work_email": f"n{n}@example.org",
        }
        for n in range(100, 110)
    ]
    posts = [{**POSTS[2], "employee_number": row["employee_number"], "post_number": "PX"} for row in rows]
    load(at=MONDAY, people=[*PEOPLE, *rows], posts=posts)
    return [*PEOPLE, *rows]


def test_somebody_missing_from_a_whole_staff_file_is_listed_that_day(staffed):
    result = load(at=TUESDAY, people=[row for row in staffed if row["employee_number"] != "105"])
    assert person("105").missing_since == TUESDAY_DATE
    assert [(line, value) for _, line, _, value, _ in problems(result, "warning")] == [(1, "105")]


def test_somebody_back_in_the_file_is_no_longer_missing(staffed):
    Person.objects.filter(employee_number="105").update(missing_since=MONDAY_DATE, suspended_on=MONDAY_DATE)
    load(at=TUESDAY, people=staffed)
    assert (person("105").missing_since, person("105").suspended_on) == (None, None)


def test_somebody_whose_row_was_rejected_is_not_missing(staffed):
    spoilt = [{**row, "sex": "Q"} if row["employee_number"] == "105" else row for row in staffed]
    load(at=TUESDAY, people=spoilt)
    assert person("105").missing_since is None


def test_a_file_with_few_of_the_staff_marks_nobody_missing(staffed):
    result = load(at=TUESDAY, people=staffed[:4])
    assert not Person.objects.missing().exists()
    assert "lacks 10 of the 14 people" in problems(result, "warning")[0][4]


def test_a_leaver_is_not_missing(staffed):
    left = {
        "end_date": "2026-11-13",
        "end_type": "left",
        "leaving_reason": "1",
        "leaving_destination": "1",
    }
    post = {**POSTS[2], "employee_number": "105", "post_number": "PX", **left}
    load(at=TUESDAY, people=[row for row in staffed if row["employee_number"] != "105"], posts=[post])
    assert person("105").missing_since is None


def test_partners_are_never_missing(staffed):
    school = OrganisationFactory(code="school", kind="school")
    partner = PersonFactory(organisation=school, standing="external", employee_number=None)
    load(at=TUESDAY, people=staffed)
    partner.refresh_from_db()
    assert partner.missing_since is None


def test_versions_carry_the_moment_of_the_run():
    at = timezone.now()
    load(at=at)
    assert set(Post.objects.values_list("recorded_from", flat=True)) == {at}
