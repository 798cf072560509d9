"""On a phone: somebody claims a day elsewhere with a certificate, sends it by keyboard, and the manager verifies it
together with another. Axe looks at each page; nothing scrolls sideways."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from cpd_records.actions import career
from cpd_records.models import Claim, EvidenceFile
from tests.browser.journey import Visitor
from tests.cpd_records.test_career import AWARD
from tests.factories.claims import PDF, learner, submitted
from tests.factories.workforce import RoleGrantFactory, staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(browser, live_server):
    """A phone of somebody's own: nobody else's cookies on it."""
    cache.clear()
    contexts = []

    def of(person):
        contexts.append(browser.new_context(viewport={"width": 390, "height": 844}))
        visitor = Visitor(contexts[-1].new_page(), live_server)
        visitor.enters(person.work_email)
        return visitor

    yield of
    for context in contexts:
        context.close()


def fits(visitor):
    assert visitor.page.evaluate(SIDEWAYS) <= 0, visitor.page.url


def writes(visitor, day):
    visitor.goes_to("/my/cpd/claims/")
    visitor.presses("button", "Claim learning")
    fits(visitor)
    visitor.presses("link", "Course or training elsewhere")
    page = visitor.page
    page.get_by_label("What was it?").fill("Trauma-informed practice")
    page.get_by_label("If they are not listed, who?").fill("A hospital trust")
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).first.fill(str(value))
    page.get_by_label("How long did you learn?").fill("half a day")
    page.get_by_label("Signs of Safety").check()
    page.get_by_label("What did you learn").fill("To ask what happened before asking what is wrong.")
    fits(visitor)
    visitor.presses("button", "Save and look at it")


def test_from_the_first_word_to_the_record(phone):
    now = timezone.now()
    day = timezone.localdate(now) - timedelta(days=9)
    person = learner(at=now, first_name="Alice", last_name="Webb")
    manager = person.posts.get().line_manager
    other = learner("other@example.org", at=now, manager=manager, first_name="Liam", last_name="Oak")
    submitted(other, at=now, starts_on=day)
    visitor = phone(person)
    writes(visitor, day)
    adds_evidence(visitor)
    visitor.page.get_by_role("button", name="Send to be verified").focus()
    visitor.page.keyboard.press("Enter")
    visitor.sees("You will hear when it is verified")
    verifies(phone(manager))
    assert set(Claim.objects.values_list("state", flat=True)) == {"verified"}
    assert EvidenceFile.objects.get().certificate
    visitor.goes_to(f"/my/cpd/claims/{Claim.objects.get(person=person).public_id}/")
    visitor.sees("Verified")
    visitor.goes_to("/my/cpd/")
    visitor.sees("Trauma-informed practice")


def adds_evidence(visitor):
    visitor.sees("needs evidence")
    bad = {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": b"<!doctype html><p>No"}
    visitor.page.get_by_label("Choose a file").set_input_files(bad)
    visitor.presses("button", "Add this file")
    visitor.sees("is not a PDF")
    visitor.sees("To ask what happened before")
    visitor.page.get_by_label("This is a certificate").check()
    visitor.page.get_by_label("Choose a file").set_input_files({**bad, "buffer": PDF})
    visitor.presses("button", "Add this file")
    fits(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="certificate.pdf").click()
    assert download.value.suggested_filename == "certificate.pdf"


def verifies(visitor):
    visitor.goes_to("/desk/")
    visitor.presses("link", "Verify them together")
    fits(visitor)
    visitor.presses("link", "Look closer, ask or say no")
    fits(visitor)
    visitor.goes_to("/team/claims/")
    for box in visitor.page.get_by_role("checkbox").all():
        box.check()
    visitor.presses("button", "Verify ticked")
    visitor.sees("You have verified 2")


def test_the_career_page_and_the_coordinators(phone):
    now = timezone.now()
    person = staff("learner@example.org", manager=staff("manager@example.org"))
    career.state(person_id=person.pk, values=AWARD, by=person.user, at=now)
    visitor = phone(person)
    visitor.goes_to("/my/cpd/career/")
    fits(visitor)
    for link in ("Add an award or qualification", "Add mentoring or coaching"):
        visitor.presses("link", link)
        fits(visitor)
        visitor.goes_to("/my/cpd/career/")
    coordinator = staff("coordinator@example.org")
    RoleGrantFactory(user=coordinator.user)
    visitor = phone(coordinator)
    visitor.goes_to("/coordinate/career/")
    visitor.presses("link", "NAAS practice supervisor")
    visitor.presses("button", "I have seen the proof")
    visitor.sees("They can see it on their page")
    visitor.goes_to("/coordinate/claims/")
    fits(visitor)
