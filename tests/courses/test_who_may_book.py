"""For whom a course is, what comes before it, and being away: refusals that a coordinator may overrule."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import bookings, exemptions
from courses.actions.bookings import BookingRefused, Wish
from courses.models import PrerequisiteExemption
from courses.permissions import NotForYou
from foundation.models import Term, Vocabulary
from tests.courses.editors import sign_in
from tests.factories.bookings import requested, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.cpd_records import record
from tests.factories.workforce import AbsenceFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def audience(*matches, code="MGR", name="Managers"):
    vocabulary, _ = Vocabulary.objects.get_or_create(code="audience", defaults={"name": "Audience"})
    wanted = {"name": name, "matches": list(matches)}
    return Term.objects.update_or_create(vocabulary=vocabulary, code=code, defaults=wanted)[0]


def refused(person, session, **wish):
    with pytest.raises(BookingRefused) as caught:
        requested(person, session, **wish)
    return caught.value.refusal


def by_coordinator(person, session, reason):
    return bookings.request(
        session_id=session.pk,
        person_id=person.pk,
        wish=Wish(anyway_reason=reason),
        by=RoleGrantFactory(role="coordinator").user,
        at=timezone.now(),
    )


@pytest.fixture
def person():
    return staff()


@pytest.fixture
def coordinator(client):
    user = RoleGrantFactory(role="coordinator").user
    sign_in(client, user)
    return user


def for_managers():
    return SessionFactory(course=CourseFactory(audiences=[audience("line_manager")]))


def test_a_course_for_others_says_for_whom(person):
    found = refused(person, for_managers())
    assert (found.key, found.sentence) == ("in_audience", "This course is meant for others. It is for Managers.")
    assert found.remedy


def test_those_it_is_for_book_it(person):
    staff(line_manager=person)
    assert requested(person, for_managers()).state == "booked"


def test_a_course_without_audience_is_for_everybody(person):
    assert requested(person, SessionFactory()).state == "booked"


def test_a_coordinator_books_anyway_with_a_reason_that_is_kept(person):
    booking = by_coordinator(person, for_managers(), "Acting up from Monday")
    assert booking.state == "booked"
    assert "Acting up from Monday" in booking.events.get().note


def test_a_coordinator_without_a_reason_does_not(person):
    with pytest.raises(BookingRefused):
        by_coordinator(person, for_managers(), " ")


def test_nobody_overrules_for_themselves(person):
    assert refused(person, for_managers(), anyway_reason="I want to").key == "in_audience"


def after(*first):
    session = SessionFactory(learning_minutes=60, spans=[(days_ahead(30), days_ahead(30, 11))])
    session.course.prerequisites.set(first)
    session.course.save()
    return session


def foundation():
    return CourseFactory(code="LA02", title="Foundation")


def test_what_comes_first_is_named_with_the_way_to_it(person):
    course = foundation()
    found = refused(person, after(course))
    assert found.key == "done_first"
    assert found.sentence == "Foundation comes before this course, and is not in your record."
    assert found.button.url == f"/courses/{course.slug}/"


def test_what_is_in_the_record_counts(person):
    course = foundation()
    record(person, course_code="LA02")
    assert requested(person, after(course)).state == "booked"


def test_what_was_attended_in_part_or_withdrawn_does_not(person):
    course = foundation()
    record(person, course_code="LA02", outcome="partial")
    record(person, course_code="LA02", source="booking:2").__class__.objects.filter(source="booking:2").update(
        withdrawn_at=timezone.now(), withdrawn_reason="A mistake"
    )
    assert refused(person, after(course)).key == "done_first"


def test_what_counts_as_it_will_do(person):
    course, other = foundation(), CourseFactory(code="LA99")
    course.equivalents.set([other])
    course.save()
    record(person, course_code="LA99")
    assert requested(person, after(course)).state == "booked"


@pytest.mark.parametrize(("days", "fits"), [(29, True), (31, False)])
def test_a_booking_that_ends_before_it_starts_will_do(person, days, fits):
    course = foundation()
    first = SessionFactory(course=course, learning_minutes=60, spans=[(days_ahead(days), days_ahead(days, 11))])
    requested(person, first)
    if fits:
        assert requested(person, after(course)).state == "booked"
    else:
        assert refused(person, after(course)).key == "done_first"


def test_somebody_let_off_may_book_and_no_longer_once_it_is_withdrawn(person):
    course, by = foundation(), RoleGrantFactory(role="coordinator").user
    row = exemptions.grant(person_id=person.pk, course_code="LA02", reason="Did it in Leeds", by=by, at=timezone.now())
    assert requested(person, after(course)).state == "booked"
    exemptions.withdraw(exemption_id=row.pk, by=by, at=timezone.now())
    assert refused(person, after(course)).key == "done_first"


def test_only_coordinators_let_people_off(person):
    foundation()
    with pytest.raises(NotForYou):
        exemptions.grant(person_id=person.pk, course_code="LA02", reason="x", by=staff().user, at=timezone.now())


def away(person, first, last=None, reason="SIC"):
    ends_on = days_ahead(last).date() + datetime.timedelta(days=1) if last is not None else None
    AbsenceFactory(person=person, starts_on=days_ahead(first).date(), ends_on=ends_on, reason=reason)


@pytest.mark.parametrize(("first", "last", "free"), [(10, 14, False), (10, 13, True), (15, 20, True)])
def test_days_away_are_exactly_those(person, first, last, free):
    away(person, first, last)
    if free:
        assert requested(person).state == "booked"
    else:
        found = refused(person, SessionFactory())
        assert found.key == "not_away"
        assert "You are recorded as away on" in found.sentence


@pytest.mark.parametrize(("days", "free"), [(13, False), (15, True)])
def test_away_without_a_known_end_holds_for_a_fortnight(person, days, free):
    away(person, -3)
    session = SessionFactory(learning_minutes=60, spans=[(days_ahead(days), days_ahead(days, 11))])
    if free:
        assert requested(person, session).state == "booked"
    else:
        assert refused(person, session).key == "not_away"


def test_training_is_not_being_away_from_it(person):
    away(person, 10, 20, reason="TRN")
    assert requested(person).state == "booked"


def test_others_read_away_and_never_why(person):
    away(person, 10, 20)
    with pytest.raises(BookingRefused) as caught:
        by_coordinator(person, SessionFactory(), "")
    said = f"{caught.value.refusal.sentence} {caught.value.refusal.remedy}"
    assert said.startswith("They are away on")
    assert "ick" not in said


def test_a_partner_meets_the_audience_rule_too():
    partner = PersonFactory(user=UserFactory(), standing="external", employee_number=None)
    assert refused(partner, for_managers()).key == "in_audience"


def book_for(session):
    return f"/coordinate/sessions/{session.public_id}/book-for/"


def test_a_coordinator_books_somebody_in_the_browser(client, coordinator, person):
    session = for_managers()
    page = client.post(book_for(session), {"who": person.work_email, "reason": ""})
    assert page.status_code == 409
    assert b"Give a reason below to book them anyway" in page.content
    page = client.post(book_for(session), {"who": person.employee_number, "reason": "Acting up"}, follow=True)
    assert b"has a place on" in page.content


def test_a_coordinator_lets_somebody_off_in_the_browser(client, coordinator, person):
    foundation()
    said = {"who": person.work_email, "course": "LA02", "reason": "Did it in Leeds"}
    assert b"counts as done for" in client.post("/coordinate/exemptions/", said, follow=True).content
    row = PrerequisiteExemption.objects.get()
    client.post(f"/coordinate/exemptions/{row.pk}/withdraw/")
    assert not PrerequisiteExemption.objects.exists()


@pytest.mark.parametrize("said", [{}, {"who": "nobody@example.org", "course": "LA02", "reason": "x"}])
def test_what_is_missing_or_unknown_is_said(client, coordinator, said):
    page = client.post("/coordinate/exemptions/", said)
    assert page.status_code == 200
    assert b"There is a problem" in page.content


@pytest.mark.parametrize("who", ["manager", "colleague", "signed out"])
def test_nobody_else_reaches_these_pages(client, person, who):
    staff(line_manager=person)
    if who != "signed out":
        sign_in(client, person.user if who == "manager" else staff().user)
    for address in (book_for(SessionFactory()), "/coordinate/exemptions/", "/coordinate/exemptions/1/withdraw/"):
        expected = 302 if who == "signed out" else 403
        assert client.post(address).status_code == expected
