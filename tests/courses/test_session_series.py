"""Series, copies, a pasted term, what sessions cost, and who looks after them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.actions.sessions import (
    DateSpan,
    SessionPlan,
    SessionRefused,
    Trainer,
    plan_series,
    plan_session,
    preview_series,
)
from courses.forms.session_lines import equipment_of, line_of, trainers_of
from courses.measures.costs import by_budget, by_course, by_session
from courses.models import Budget, Equipment, Session, SessionTrainer
from courses.permissions import NotForYou
from courses.rules.series import Pattern, shifts
from tests.courses.editors import coordinator, sign_in
from tests.factories.bookings import booked, past
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, local
from tests.factories.workforce import PersonFactory, RoleGrantFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = local(2026, 11, 22)


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def tuesday(**given):
    """Tuesday 15 December 2026."""
    return SessionFactory(spans=[(local(2026, 12, 15), local(2026, 12, 15, 16))], **given)


class TestTheDatesOfASeries:
    def test_holidays_are_left_out_and_made_up_for(self):
        christmas = (datetime.date(2026, 12, 21), datetime.date(2027, 1, 3))
        found = shifts([datetime.date(2026, 12, 15)], Pattern(1, 3, left_out=[christmas]))
        assert [by.days for by in found] == [21, 28, 35]

    def test_bank_holidays_count_unless_told_otherwise(self):
        good_friday_less_a_week = [datetime.date(2027, 3, 19)]
        assert [by.days for by in shifts(good_friday_less_a_week, Pattern(1, 1))] == [14]
        assert [by.days for by in shifts(good_friday_less_a_week, Pattern(1, 1, skip_bank_holidays=False))] == [7]

    def test_a_series_that_skips_everything_ends(self):
        always = (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
        assert shifts([datetime.date(2026, 12, 15)], Pattern(1, 5, left_out=[always])) == []

    def test_times_stay_on_the_wall_across_the_clock_change_and_a_leap_day(self):
        session = SessionFactory(spans=[(local(2028, 2, 22), local(2028, 2, 22, 16))])
        starts = [each.plan.dates[0].starts_at for each in preview_series(session, Pattern(1, 5), NOW)]
        assert starts == [local(2028, month, day) for month, day in ((2, 29), (3, 7), (3, 14), (3, 21), (3, 28))]
        assert [start.astimezone(datetime.UTC).hour for start in starts] == [9, 9, 9, 9, 8]


class TestPlanningASeries:
    def test_all_are_planned_with_trainers_and_room(self):
        session = tuesday(trainers=["Tom Ellis"])
        days = {each.day for each in preview_series(session, Pattern(4, 3), NOW)}
        made = plan_series(session_id=session.pk, pattern=Pattern(4, 3), days=days, by=None, at=NOW)
        assert [(row.state, row.venue, row.trainers.get().name) for row in made] == [
            ("planned", session.venue, "Tom Ellis")
        ] * 3

    def test_a_clash_is_shown_and_refuses_the_whole(self):
        session = tuesday()
        SessionFactory(venue=session.venue, spans=[(local(2027, 1, 12), local(2027, 1, 12, 16))])
        proposed = preview_series(session, Pattern(4, 2), NOW)
        assert [len(each.clashes) for each in proposed] == [1, 0]
        with pytest.raises(SessionRefused, match="is taken by"):
            plan_series(
                session_id=session.pk, pattern=Pattern(4, 2), days={each.day for each in proposed}, by=None, at=NOW
            )
        assert Session.objects.count() == 2

    def test_the_page_previews_then_plans_what_is_chosen(self, client, editor):
        session = tuesday()
        address = f"/cms/sessions/series/{session.pk}/"
        given = {"weeks": "4", "times": "2", "skip_bank_holidays": "on", "left_out": "", "clash_reason": ""}
        page = client.post(address, given | {"do": "preview"}).content.decode()
        assert "Tuesday 12 January 2027" in page
        assert Session.objects.count() == 1
        client.post(address, given | {"do": "plan", "day": ["2027-01-12"]})
        assert Session.objects.filter(state="planned").get().starts_at == local(2027, 1, 12)

    def test_days_that_cannot_be_read_are_said(self, client, editor):
        given = {"weeks": "4", "times": "2", "left_out": "half term"}
        page = client.post(f"/cms/sessions/series/{tuesday().pk}/", given).content.decode()
        assert "Write one span on each line" in page


def test_a_copy_shows_what_the_session_has_and_plans_another(client, editor):
    session = SessionFactory(trainers=["Tom Ellis"], joining_notes="Bring a pen")
    page = client.get(f"/cms/sessions/new/?copy={session.pk}").content.decode()
    assert "Tom Ellis" in page
    assert "Bring a pen" in page
    assert "Plan this session" in page


class TestPasting:
    TEXT = "session_ref\tcourse_code\tdate\tstarts\tends\tcapacity\nP1\t{code}\t12/01/2027\t09:30\t16:30\t12"

    def test_a_term_is_previewed_then_imported(self, client, editor, transactional_db):
        text = self.TEXT.format(code=CourseFactory().code)
        page = client.post("/cms/sessions/paste/", {"text": text, "do": "preview"}).content.decode()
        assert "This would add 1" in page
        assert not Session.objects.exists()
        client.post("/cms/sessions/paste/", {"text": text, "do": "import"})
        assert Session.objects.get().ref == "P1"

    def test_what_is_none_of_the_three_is_said(self, client, editor):
        page = client.post("/cms/sessions/paste/", {"text": "hello\tthere", "do": "preview"}).content.decode()
        assert "The first line must hold the headings" in page


class TestLines:
    def test_a_trainer_is_read_and_written_again(self):
        line = "Tom Ellis, tom@example.org, 01709 000000, £250.00, co-trainer"
        [trainer] = trainers_of(line)
        assert trainer == Trainer("Tom Ellis", None, "tom@example.org", "01709 000000", "lived_experience", 25000)
        row = SessionTrainer(name=trainer.name, email=trainer.email, phone=trainer.phone, kind=trainer.kind)
        row.fee_pence = trainer.fee_pence
        assert line_of(row) == line

    def test_a_work_address_makes_it_one_of_ours(self):
        person = PersonFactory()
        assert trainers_of(f"Priya, {person.work_email.upper()}") == (Trainer("Priya", person.pk),)

    @pytest.mark.parametrize("line", ["Tom, tom@", "Tom, nonsense", "Tom\nTom"])
    def test_what_cannot_be_read_is_refused(self, line):
        with pytest.raises(ValidationError):
            trainers_of(line)

    def test_equipment_is_known_by_name(self):
        laptops = Equipment.objects.create(name="Laptop", quantity=10)
        assert [(each.equipment_id, each.quantity) for each in equipment_of("laptop, 6")] == [(laptops.pk, 6)]
        for line in ("Rocket, 1", "Laptop, some"):
            with pytest.raises(ValidationError):
                equipment_of(line)


class TestCosts:
    def test_spent_committed_left_and_the_cost_of_each_attendee(self):
        course = CourseFactory(title="One")
        held = SessionFactory(course=course, cost_pence=10000, budget_code="A1")
        SessionTrainer.objects.create(session=held, name="Tom", fee_pence=5000)
        first, second = booked(session=held), booked(session=held)
        past(held)
        start = timezone.localdate(held.starts_at)
        year = datetime.date(start.year if start.month > 3 else start.year - 1, 4, 1)
        for booking in (first, second):
            booking.state = "attended"
            booking.save()
        Session.objects.filter(pk=held.pk).update(state="closed", register_closed_at=timezone.now())
        ahead = SessionFactory(course=course, cost_pence=2000, budget_code="A1", venue=VenueFactory())
        Session.objects.filter(pk=ahead.pk).update(starts_at=held.starts_at, ends_at=held.ends_at)
        SessionFactory(course=course, cost_pence=900, budget_code="A1", state="cancelled")
        Budget.objects.create(code="A1", name="Training", year_starts_on=year, amount_pence=20000)
        [spend] = by_budget(Session.objects.all(), year)
        assert (spend.spent, spend.committed, spend.left) == (15000, 2000, 3000)
        costs = {row.ref: row for row in by_session(Session.objects.all(), year)}
        assert (costs[held.ref].each_pence, costs[ahead.ref].each_pence) == (7500, None)
        assert by_course(costs.values())[0].cost_pence == 17000

    def test_a_session_of_31_march_and_one_of_1_april_fall_in_their_years(self):
        for ref, month, day in (("old", 3, 31), ("new", 4, 1)):
            SessionFactory(ref=ref, cost_pence=100, spans=[(local(2027, month, day), local(2027, month, day, 16))])
        years = {year: [row.ref for row in by_session(Session.objects.all(), year)] for year in YEARS}
        assert list(years.values()) == [["old"], ["new"]]

    def test_page_and_file(self, client, editor):
        SessionFactory(ref="C1", cost_pence=12345)
        start = timezone.localdate(Session.objects.get().starts_at)
        page = client.get(f"/cms/sessions/costs/?year={start}").content.decode()
        assert "£123.45" in page
        file = b"".join(client.get(f"/cms/sessions/costs.csv?year={start}").streaming_content).decode()
        assert "C1" in file

    def test_the_list_of_budgets_says_pounds(self, client, editor):
        Budget.objects.create(code="A1", name="Rooms", year_starts_on=YEARS[0], amount_pence=900_000)
        page = client.get("/cms/budgets/?ordering=amount_pence").content.decode()
        assert "£9,000.00" in page
        assert "900000" not in page


YEARS = (datetime.date(2026, 4, 1), datetime.date(2027, 4, 1))


class TestWhoLooksAfterASession:
    def test_a_coordinator_of_a_team_changes_its_sessions_and_no_others(self, client):
        team = TeamFactory()
        theirs, other = SessionFactory(owner_team=team), SessionFactory()
        user = coordinator()
        user.role_grants.all().update(team=team)
        sign_in(client, user)
        assert client.get(f"/cms/sessions/edit/{theirs.pk}/").status_code == 200
        assert client.get(f"/cms/sessions/edit/{other.pk}/").status_code in (302, 403)
        listed = client.get("/cms/sessions/").context["object_list"]
        assert [row.pk for row in listed] == [theirs.pk]

    def test_what_they_plan_is_looked_after_by_their_team(self):
        team = TeamFactory()
        user = RoleGrantFactory(role="coordinator", team=team).user
        span = DateSpan(local(2027, 1, 12), local(2027, 1, 12, 16))
        made = plan_session(course=CourseFactory(), plan=SessionPlan((span,), 5), by=user, at=timezone.now())
        assert made.owner_team == team
        with pytest.raises(SessionRefused, match="Choose one of the teams"):
            plan_session(
                course=CourseFactory(),
                plan=SessionPlan((span,), 5, owner_team_id=TeamFactory().pk),
                by=user,
                at=timezone.now(),
            )

    def test_no_staff_plan_a_series(self, client):
        session = tuesday()
        days = {each.day for each in preview_series(session, Pattern(1, 1), NOW)}
        with pytest.raises(NotForYou):
            plan_series(session_id=session.pk, pattern=Pattern(1, 1), days=days, by=UserFactory(), at=NOW)
        sign_in(client, UserFactory())
        for path in (f"series/{session.pk}/", "paste/", "costs/", "costs.csv"):
            assert client.get(f"/cms/sessions/{path}").status_code in (302, 403)
