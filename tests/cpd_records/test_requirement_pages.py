"""Required learning as people, managers and coordinators see it; reminders; letting off."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cpd_records.actions.requirements import exemptions, reminders
from cpd_records.actions.requirements.cycles import bring_up_to_date, cycle_of
from cpd_records.actions.requirements.settings import NotForYou, RequirementRefused, set_requirement
from cpd_records.models import Exemption, Requirement, RequirementPeriod, RequirementReminder
from cpd_records.rules.standing import standing
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.factories.requirements import RequirementFactory, audience, learn
from tests.factories.workforce import AbsenceFactory, OrganisationFactory, RoleGrantFactory, TeamFactory, staff
from tests.signing_in import sign_in
from workforce.models import LiveFrom

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(code="A")


@pytest.fixture
def house(team):
    """A manager with two people, a coordinator and a stranger; live for 100 days; one has learned."""
    LiveFrom.objects.create(module="cpd", team=None, starts_on=timezone.localdate() - timedelta(days=100))
    manager = staff("manager@example.org", team=team)
    people = [staff(f"{name}@example.org", team=team, manager=manager, last_name=name) for name in ("quill", "zoe")]
    coordinator = staff("coordinator@example.org")
    RoleGrantFactory(user=coordinator.user)
    RequirementFactory(audiences=[audience("in-a", "team:a")])
    learn(people[0], timezone.localdate() - timedelta(days=10))
    bring_up_to_date(at=timezone.now())
    return {"manager": manager, "quill": people[0], "zoe": people[1], "coordinator": coordinator}


def page(client, person, address, **query):
    sign_in(client, person.user)
    return client.get(address, query)


def test_my_page_says_what_holds_until_when_and_what_is_late(client, house):
    assert "In date" in page(client, house["quill"], "/my/requirements/").text
    late = page(client, house["zoe"], "/my/requirements/").text
    assert "Overdue" in late
    assert "/courses/code/LA19/" in late


def test_my_page_without_anything_says_so(client):
    assert "Nothing is required" in page(client, staff("new@example.org"), "/my/requirements/").text


def test_the_team_page_names_who_is_late_and_the_share(client, house):
    text = page(client, house["manager"], "/team/requirements/").text
    assert "1 of 2 requirements are in date (50%)" in text
    assert "Given" in text
    assert "Safeguarding core: overdue" in text


def test_a_team_that_is_not_live_shows_x_and_is_not_counted(client, house):
    LiveFrom.objects.update(starts_on=timezone.localdate() + timedelta(days=1))
    bring_up_to_date(at=timezone.now())
    text = page(client, house["manager"], "/team/requirements/").text
    assert '<abbr title="not live yet">x</abbr>' in text
    assert "Nothing is required of your team yet" in text


@pytest.mark.parametrize("address", ["/my/requirements/", "/team/requirements/", "/requirements/"])
def test_signed_out_goes_to_sign_in_and_posting_is_refused(client, house, address):
    assert client.get(address).status_code == 302
    sign_in(client, house["coordinator"].user)
    assert client.post(address).status_code == 405


def test_who_has_no_team_and_who_coordinates_nothing_are_refused(client, house):
    assert page(client, house["zoe"], "/team/requirements/").status_code == 403
    for address in ("/requirements/", "/requirements/teams/", "/requirements/preview/"):
        assert page(client, house["manager"], address).status_code == 403
        assert page(client, house["coordinator"], address).status_code == 200


def test_a_manager_sees_nobody_elses_people(client, house):
    other = staff("other@example.org")
    staff("theirs@example.org", manager=other, last_name="theirs")
    assert "quill" not in page(client, other, "/team/requirements/").text


def test_the_coordinators_list_filters_and_exports(client, house):
    all_of_it = page(client, house["coordinator"], "/requirements/").text
    assert "quill" in all_of_it
    late = page(client, house["coordinator"], "/requirements/", state="overdue", name="zoe", team="a").text
    assert "quill" not in late
    assert "zoe" in late
    assert "Nothing matches" in page(client, house["coordinator"], "/requirements/", team="nowhere").text
    csv = b"".join(page(client, house["coordinator"], "/requirements/", format="csv").streaming_content).decode()
    assert csv.count("Safeguarding core") == 3


def test_by_team_counts_what_is_asked(client, house):
    text = page(client, house["coordinator"], "/requirements/teams/").text
    assert 'data-label="Asked">3<' in text
    assert "33%" in text


def test_queries_do_not_grow_with_people(client, house, django_assert_max_num_queries, team):
    for number in range(5):
        staff(f"more{number}@example.org", team=team, manager=house["manager"])
    bring_up_to_date(at=timezone.now())
    for person, address, limit in (
        ("manager", "/team/requirements/", 24),
        ("coordinator", "/requirements/", 22),
        ("zoe", "/my/requirements/", 18),
    ):
        sign_in(client, house[person].user)
        client.get(address)
        with django_assert_max_num_queries(limit):
            client.get(address)


def test_the_pages_and_the_rule_say_the_same(house):
    today = timezone.localdate()
    for day in (today - timedelta(days=60), today, today + timedelta(days=400), today + timedelta(days=1200)):
        for row in RequirementPeriod.objects.present(day):
            rows = RequirementPeriod.objects.standing().filter(person=row.person, code=row.code).order_by("cycle")
            assert row.state == standing([cycle_of(each) for each in rows], day).state


def test_the_simulator_shows_the_cycles_of_the_dates_given(client, house):
    given = {"setting": Requirement.objects.get().pk, "completed": "4/5/2026\n1/5/2029"}
    for name, day in (("asked_from", date(2026, 4, 1)), ("on", date(2029, 6, 1))):
        given |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    text = page(client, house["coordinator"], "/requirements/preview/", **given).text
    assert "3 May 2029" in text
    assert "30 April 2032" in text
    assert RequirementPeriod.objects.filter(valid_until=date(2032, 5, 1)).count() == 0
    wrong = page(client, house["coordinator"], "/requirements/preview/", **given | {"completed": "yesterday"}).text
    assert "Write each day on a line of its own" in wrong


class TestReminders:
    def sent(self, at=None):
        return reminders.send_due(at=at or timezone.now())

    def test_one_letter_about_what_is_late_and_never_twice(self, house):
        assert self.sent() == 2
        letter = OutboxMessage.objects.get(to_address="zoe@example.org")
        assert "Safeguarding core, was due by" in letter.body
        assert "/my/requirements/" in letter.body
        assert self.sent() == 0
        assert OutboxMessage.objects.count() == 2

    def test_nobody_is_written_to_while_away_and_then_once(self, house):
        absence = AbsenceFactory(person=house["zoe"], starts_on=timezone.localdate() - timedelta(days=1))
        assert self.sent() == 1
        absence.ends_on = timezone.localdate()
        absence.save()
        assert self.sent() == 1

    def test_nobody_is_reminded_of_what_they_are_let_off(self, house):
        let_off(house)
        self.sent()
        assert not OutboxMessage.objects.filter(to_address="zoe@example.org").exists()

    @pytest.mark.parametrize(
        ("days", "mark"),
        [(61, ""), (60, "first"), (15, "first"), (14, "second"), (0, "second"), (-6, ""), (-7, "late")],
    )
    def test_the_latest_mark_that_has_passed_is_sent(self, days, mark):
        due = date(2026, 11, 30)
        assert reminders.Marks(60, 14, 7).passed(due, due - timedelta(days=days)) == mark

    def test_each_mark_of_a_due_date_is_kept_once(self, house):
        self.sent()
        assert RequirementReminder.objects.count() == 2


def let_off(house, **more):
    given = {
        "starts_on": timezone.localdate(),
        "ends_on": None,
        "reason": "Teaches it",
        "by": house["coordinator"].user,
    }
    return exemptions.grant(person=house["zoe"], code="safeguarding", at=timezone.now(), **given | more)


class TestLettingOff:
    def test_a_coordinator_lets_off_and_the_share_leaves_it_out(self, client, house):
        key = RequirementPeriod.objects.open().get(person=house["zoe"]).public_id
        sign_in(client, house["coordinator"].user)
        today = timezone.localdate()
        given = {
            "starts_on-day": today.day,
            "starts_on-month": today.month,
            "starts_on-year": today.year,
            "reason": "Teaches it",
        }
        assert client.post(f"/requirements/{key}/exempt/", given).status_code == 302
        assert "Not asked of you" in page(client, house["zoe"], "/my/requirements/").text
        assert "1 of 1 requirements" in page(client, house["manager"], "/team/requirements/").text
        assert "Teaches it" not in page(client, house["manager"], "/team/requirements/").text
        assert "Teaches it" in page(client, house["coordinator"], f"/requirements/{key}/exempt/").text

    def test_it_can_be_ended(self, client, house):
        row = let_off(house, starts_on=timezone.localdate() - timedelta(days=3))
        sign_in(client, house["coordinator"].user)
        assert client.post(f"/requirements/exemptions/{row.pk}/end/").status_code == 302
        assert not Exemption.objects.running(timezone.localdate()).exists()

    def test_nobody_else_may_and_nobody_themselves(self, client, house):
        key = RequirementPeriod.objects.open().get(person=house["zoe"]).public_id
        assert page(client, house["manager"], f"/requirements/{key}/exempt/").status_code == 403
        with pytest.raises(NotForYou):
            let_off(house, by=house["manager"].user)
        RoleGrantFactory(user=house["zoe"].user)
        with pytest.raises(NotForYou):
            let_off(house, by=house["zoe"].user)

    def test_twice_and_backwards_are_refused(self, house):
        let_off(house)
        with pytest.raises(exemptions.ExemptionRefused):
            let_off(house)
        with pytest.raises(exemptions.ExemptionRefused):
            let_off(house, starts_on=date(2030, 1, 2), ends_on=date(2030, 1, 2))

    def test_a_key_nobody_has_is_not_found(self, client, house):
        address = "/requirements/00000000-0000-0000-0000-000000000000/exempt/"
        assert page(client, house["coordinator"], address).status_code == 404


class TestSettings:
    VALUES = {
        "title": "Neglect",
        "course_codes": ["LA20"],
        "first_due_days": 90,
        "lasts_months": 36,
        "window_months": 3,
    }

    def put(self, by=None, **more):
        given = {"code": "neglect", "starts_on": date(2026, 1, 1), "values": self.VALUES, "terms": [audience()]}
        return set_requirement(**given | more, by=by, at=timezone.now())

    def test_the_same_again_changes_nothing_and_another_from_that_day_is_refused(self):
        assert self.put() == self.put()
        with pytest.raises(RequirementRefused, match="Choose another day"):
            self.put(values=self.VALUES | {"lasts_months": 12})

    def test_only_a_coordinator_of_everything_sets_one(self, team):
        some = staff("some@example.org")
        RoleGrantFactory(user=some.user, team=team)
        with pytest.raises(NotForYou):
            self.put(by=some.user)

    def test_every_setting_is_kept(self):
        self.put()
        self.put(starts_on=date(2026, 6, 1), values=self.VALUES | {"lasts_months": 12})
        assert [row.lasts_months for row in Requirement.objects.order_by("starts_on")] == [36, 12]


def test_a_carer_from_outside_is_asked_where_it_is_live_everywhere():
    LiveFrom.objects.create(module="cpd", team=None, starts_on=date(2026, 1, 1))
    carers = OrganisationFactory(code="carers", kind="carers")
    carer = staff("carer@example.org")
    carer.posts.all().delete()
    carer.organisation, carer.external_role, carer.standing = carers, "foster_carer", "external"
    carer.save()
    RequirementFactory(audiences=[audience("carers", "carer")])
    bring_up_to_date(at=timezone.now())
    assert RequirementPeriod.objects.open().get(person=carer).window_opens_on == timezone.localdate()


def test_taking_the_list_as_a_file_is_logged(client, house):
    page(client, house["coordinator"], "/requirements/", format="csv")
    entry = ChangeLogEntry.objects.get(verb="exported requirements")
    assert entry.actor_id == house["coordinator"].user.pk
