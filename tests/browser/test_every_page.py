"""Every kind of page that people use about their courses, on a phone, in the full demo: axe finds no barrier.
Nothing scrolls sideways there, on the smallest screen or on a wide one. All pages are looked at before the test
says what is wrong."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.utils import timezone

from courses.actions import bookings
from courses.actions.sessions import DateSpan, cancel_session, change_session, plan_of
from courses.models import Course, Pathway, Session
from courses.rules.booking_tokens import token_of
from cpd_records.models import Achievement, AsyeEnrolment, CarryOver, Claim
from foundation import policies
from supervision.models import Agreement, Meeting
from tests.browser.axe import assert_no_axe_violations
from tests.browser.journey import ALICE, JOSEPH, RUTH, Visitor
from tests.courses.test_check_in_pages import session_now
from tests.courses.test_explaining import missed
from tests.factories.bookings import booked, requested, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.feedback import attended, evaluation_of
from tests.factories.places import far_session, kept
from tests.factories.waiting import full_session, open_offer, waits
from workforce.actions import disposal, subject_access
from workforce.models import Organisation, Person

pytestmark = [pytest.mark.browser, pytest.mark.sample, pytest.mark.django_db(transaction=True)]
KEEPER, SECOND = "hayley.haigh@example.org", "daisy.benfield@example.org"
IMANI = "imani.lockwood@example.org"
HAYLEY, GRACE = "hayley.beckett@example.org", "grace.ashby@example.org"
LIAM = "liam.spurr@example.org"
SMALLEST = 320
"""The width at which WCAG 1.4.10 asks for one column."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(browser, live_server):
    """A visitor who notes what is wrong and goes on; at the end everything noted is said."""
    cache.clear()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    visitor = Visitor(context.new_page(), live_server, script=False)
    visitor.problems = []
    yield visitor
    context.close()
    assert not visitor.problems, "\n".join(visitor.problems)


def look(visitor, *paths):
    for path in paths:
        answer = visitor.page.goto(visitor.url + path)
        if answer.status != 200:
            visitor.problems.append(f"{path} answered {answer.status}")
            continue
        note(visitor)


def note(visitor):
    """What is wrong with the page as it stands."""
    for width in (1280, SMALLEST, 390):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        beyond = visitor.page.evaluate(SIDEWAYS)
        if beyond > 0:
            visitor.problems.append(f"{visitor.page.url} scrolls sideways by {beyond} at {width}")
    try:
        assert_no_axe_violations(visitor.page)
    except AssertionError as found:
        visitor.problems.append(str(found))


def test_a_learners_pages(phone):
    phone.enters(ALICE)
    pathway = Pathway.objects.filter(live=True).first()
    look(phone, "/my/forms/", "/my/forms/observer/", "/my/pathways/", "/my/requirements/", "/my/calendar/")
    look(
        phone,
        "/my/messages/",
        "/my/keys/",
        f"/courses/calendar/?month={days_ahead(31):%Y-%m}",
        "/pathways/",
        f"/pathways/{pathway.slug}/",
    )
    look(phone, "/my/cpd/claims/", "/my/cpd/claims/new/", "/my/cpd/claims/new/external/", "/my/cpd/career/")
    look(phone, "/my/cpd/career/awards/add/", "/my/cpd/career/mentoring/add/")
    look(phone, *(f"/my/cpd/claims/{each.public_id}/" for each in Claim.objects.filter(person__work_email=ALICE)))
    course = Course.objects.filter(live=True, lessons__live=True).distinct().first()
    look(phone, f"/courses/{course.slug}/", f"/learn/{course.slug}/")
    phone.page.get_by_role("button", name="Begin").first.click()
    phone.page.wait_for_load_state()
    note(phone)


def test_pages_about_one_booking(phone):
    person = staff()
    place, evaluated, gone = booked(person), attended()[0], missed()
    later = replace(plan_of(place.session), dates=(DateSpan(days_ahead(30), days_ahead(30, 16)),))
    change_session(session_id=place.session_id, plan=later, by=None, at=timezone.now())
    own = f"/my/bookings/{place.public_id}"
    phone.enters(person.work_email)
    look(phone, f"{own}/", f"{own}/confirm/", f"{own}/needs/", f"{own}/cancel/", f"{own}/booked/")
    SessionFactory(course=place.session.course, spans=[(days_ahead(40), days_ahead(40, 16))])
    look(phone, f"{own}/move/")
    lost = booked(person, SessionFactory(course=place.session.course, spans=[(days_ahead(50), days_ahead(50, 16))]))
    cancel_session(session_id=lost.session_id, reason="The trainer is ill.", by=None, at=timezone.now())
    look(phone, f"/my/bookings/{lost.public_id}/another-date/")
    phone.enters(evaluated.person.work_email)
    look(phone, f"/my/forms/{evaluation_of(evaluated).public_id}/")
    phone.enters(gone.person.work_email)
    look(phone, f"/my/bookings/{gone.public_id}/why/")
    phone.page.context.clear_cookies()
    place.refresh_from_db()
    look(phone, f"/confirm/{token_of(place)}/", f"/offers/{an_offer().token}/")


def test_a_records_managers_pages(phone):
    hayley = Person.objects.get(work_email=KEEPER)
    at = timezone.now()
    first = disposal.people_due(timezone.localdate(at), policies.book())[0]
    listed = disposal.propose(
        person_ids=first.person_ids,
        batch_keys=[],
        reason="Review",
        by=Person.objects.get(work_email=SECOND).user,
        at=at,
    )
    hold = disposal.set_hold(record_class="ledger", reason="Inquiry 7", by=hayley.user, at=at)
    alice = Person.objects.get(work_email=ALICE)
    asked = subject_access.open_formal(person=alice, received_on=timezone.localdate(at), by=hayley.user, at=at)
    subject_access.complain(person=alice, words="You hold too much.", by=alice.user, at=at)
    phone.enters(KEEPER)
    look(phone, "/records/", "/records/due/", "/records/disposals/", f"/records/disposals/{listed.public_id}/")
    look(phone, f"/records/disposals/{listed.public_id}/withdraw/", "/records/holds/", "/records/holds/new/")
    look(phone, f"/records/holds/{hold.public_id}/ask/", "/records/requests/", "/records/requests/new/")
    look(phone, f"/records/requests/{asked.public_id}/", f"/records/requests/{asked.public_id}/pause/")
    look(phone, "/records/complaints/")
    phone.page.context.clear_cookies()
    phone.enters(ALICE)
    look(phone, "/my/data/", "/my/data/copies/", "/my/data/complaint/")


def an_offer():
    """A place that came free, offered to whoever waits."""
    session = full_session()
    waiting = waits(session)
    bookings.cancel(booking_id=session.bookings.get(state="booked").pk, by=None, at=timezone.now())
    return open_offer(waiting)


def test_a_managers_and_a_partners_pages(phone):
    joseph = Person.objects.get(work_email=JOSEPH)
    asked = requested(staff(line_manager=joseph), SessionFactory(), note="My duty day is covered.")
    session, charity = far_session(), Organisation.objects.get(code="wath-family-link")
    places = kept(session, places=3, organisation=charity)
    phone.enters(JOSEPH)
    look(phone, "/team/approvals/", f"/team/approvals/{asked.approvals.get().public_id}/", "/team/requirements/")
    look(phone, "/team/pathways/", "/team/places/", f"/team/book/{session.public_id}/")
    look(phone, f"/team/book/{session.public_id}/keep/")
    waiting = Claim.objects.filter(person__work_email=ALICE, state="submitted").first()
    look(phone, "/team/claims/", f"/team/claims/{waiting.public_id}/")
    phone.enters(IMANI)
    look(phone, "/partner/", "/partner/ask/", "/partner/people/", f"/partner/places/{places.public_id}/")


def test_statements_and_time_to_carry_over(phone):
    phone.enters(ALICE)
    look(
        phone,
        "/my/allowance/",
        "/my/allowance/?year=2023",
        "/my/allowance/?on=2024-09-30",
        "/my/allowance/?on=2999-01-01",
    )
    alice = Person.objects.get(work_email=ALICE)
    phone.enters(JOSEPH)
    look(phone, f"/allowance/{alice.public_id}/", f"/allowance/{alice.public_id}/carry-over/", "/team/allowance/")
    phone.enters(HAYLEY)
    look(phone, "/carry-over/", f"/carry-over/{CarryOver.objects.get(person=alice).public_id}/")
    phone.enters(GRACE)
    look(phone, "/my/allowance/")


def test_pages_of_supervision(phone):
    joseph, alice = (Person.objects.get(work_email=email) for email in (JOSEPH, ALICE))
    agreement = Agreement.objects.get(supervisee=alice)
    ahead = Meeting.objects.planned().filter(supervisee=alice).last()
    group = Meeting.objects.get(kind="group", supervisee=None)
    phone.enters(JOSEPH)
    team, one = "/team/supervision/", f"/supervision/{ahead.public_id}"
    look(phone, team, f"{team}{alice.public_id}/dates/", f"{team}{alice.public_id}/held/", f"{team}group/")
    look(phone, f"{team}{alice.public_id}/agreement/", f"/supervision/agreements/{agreement.public_id}/")
    look(phone, f"{one}/move/", f"{one}/cancel/", f"{one}/held/", f"/supervision/{group.public_id}/attendance/")
    circle = f"/supervision/{group.public_id}"
    look(phone, f"{circle}/", f"{circle}/roles/", f"{circle}/screen/", f"{circle}/screen/?step=3")
    look(phone, "/supervision/compliance/")
    phone.enters(ALICE)
    look(phone, "/my/supervision/", f"{one}/move/")
    assert joseph.full_name in phone.page.content() or ahead.supervisor == joseph


def test_a_coordinators_pages_outside_the_cms(phone):
    session = session_now()[0]
    own = f"/sessions/{session.public_id}"
    full = Session.objects.filter(state="open").order_by("-places_taken").first()
    phone.enters(RUTH)
    look(phone, f"{own}/check-in/", f"{own}/register/all/", f"{own}/register/add/")
    look(phone, f"{own}/register/meeting/", f"{own}/sheet/")
    look(phone, f"/sessions/{full.public_id}/places/", "/sessions/to-arrange/", "/coordinate/place-requests/")
    paper = Claim.objects.filter(files__certificate=True).first()
    award = Achievement.objects.filter(state="stated").first()
    look(phone, "/coordinate/claims/", f"/coordinate/claims/{paper.public_id}/", "/coordinate/career/")
    look(phone, f"/coordinate/career/{award.public_id}/", f"/coordinate/claims/{paper.public_id}/accept/")
    look(phone, "/coordinate/charges/", "/coordinate/exemptions/", "/pathways/without/")
    look(phone, "/requirements/", "/requirements/teams/", "/requirements/preview/")


def test_pages_of_newly_qualified_workers(phone):
    row = AsyeEnrolment.objects.running().get(person__work_email=LIAM)
    own = f"/asye/{row.public_id}"
    phone.enters(LIAM)
    look(phone, "/my/asye/", "/my/asye/time/", "/my/asye/evidence/", "/my/certificates/", "/badges/")
    phone.enters("louise.cooke@example.org")
    look(
        phone,
        "/asye/",
        "/asye/add/",
        f"{own}/",
        f"{own}/pause/",
        f"{own}/extend/",
        f"{own}/outcome/",
        f"{own}/assessor/",
    )
    phone.enters("monika.kowalska@example.org")
    look(phone, "/asye/", f"{own}/", f"{own}/review/1/", f"{own}/observation/")
    phone.enters(JOSEPH)
    look(phone, "/team/asye/", "/team/allowance/")
    phone.enters(RUTH)
    look(phone, "/coordinate/certificates/", "/cms/allowances/")
