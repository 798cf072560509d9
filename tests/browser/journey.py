"""Steps of the whole journey, as each person takes them. The tests read like the story."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from courses.models import FormRequest, Session
from foundation import delivery
from foundation.models import OutboxMessage
from tests.browser.axe import assert_no_axe_violations

ALICE = "alice.gibbons@example.org"
JOSEPH = "joseph.skelton@example.org"
RUTH = "ruth.chikwanha@example.org"
COURSE = "Three Houses: direct work with children"


class Visitor:
    """Somebody at a browser. With script, axe looks at each page they come to."""

    def __init__(self, page, server, script=True):
        self.page, self.url, self.script = page, server.url, script

    def looks(self):
        if self.script:
            assert_no_axe_violations(self.page)

    def enters(self, email):
        """Signed in by one request, where the story begins after the front door."""
        answer = self.page.request.post(f"{self.url}/accounts/demo/", form={"email": email}, max_redirects=0)
        assert answer.status == 302, f"{email} cannot sign in: {answer.status}"

    def goes_to(self, path):
        answer = self.page.goto(self.url + path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        self.looks()

    def presses(self, role, name, exact=False):
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.looks()

    def signs_in(self, email):
        self.page.context.clear_cookies()
        self.goes_to("/accounts/login/")
        self.page.locator(f"form:has(input[value='{email}']) button").click()
        expect(self.page).to_have_url(re.compile("/desk/$"))
        self.looks()

    def sees(self, text):
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()


def asks(visitor):
    """From the public site to a place that waits for the manager; the session's public id."""
    visitor.goes_to("/")
    visitor.signs_in(ALICE)
    visitor.goes_to("/courses/")
    visitor.page.get_by_label("Search courses").fill("Three Houses")
    visitor.presses("button", "Search")
    visitor.presses("link", COURSE)
    visitor.page.locator("a", has_text=re.compile("^Ask to book")).first.click()
    visitor.looks()
    key = re.search(r"/sessions/([0-9a-f-]{36})/book/", visitor.page.url).group(1)
    visitor.sees("Your learning allowance")
    visitor.sees("Joseph Skelton")
    visitor.presses("button", "Ask to book")
    visitor.sees("Waiting for approval")
    return key


def manager_approves(visitor):
    """On the desk, through the request's own page, in three presses."""
    visitor.signs_in(JOSEPH)
    visitor.presses("link", f"Alice Gibbons: {COURSE}")
    visitor.sees("colleagues unavailable")
    visitor.presses("button", "Approve")
    visitor.sees("You have approved 1")


def receives(key):
    """The confirmation, delivered as the worker would; its calendar part in UTF-8."""
    letters = OutboxMessage.objects.filter(to_address=ALICE, kind="booking-confirmed")
    message = letters.latest("queued_at")
    delivery.deliver(message_id=message.pk, at=timezone.now())
    message.refresh_from_db()
    return message


def day_comes(key):
    """Move the session to today, as time would; the only step no page can take."""
    session = Session.objects.get(public_id=key)
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    end = start + datetime.timedelta(hours=7)
    session.dates.update(starts_at=start, ends_at=end)
    Session.objects.filter(pk=session.pk).update(starts_at=start, ends_at=end)


def takes_the_register(visitor, key):
    visitor.signs_in(RUTH)
    visitor.goes_to(f"/sessions/{key}/register/")
    visitor.presses("button", "Mark everybody else present")
    visitor.sees("Everybody is marked")
    visitor.presses("link", "Check and close the register")
    visitor.presses("button", "Close the register")
    visitor.sees("Closed by")


def sees_the_day_spent(visitor):
    visitor.signs_in(ALICE)
    visitor.goes_to("/my/allowance/")
    visitor.sees("Signs of Safety")
    visitor.goes_to("/my/bookings/")
    visitor.goes_to("/my/cpd/")
    visitor.sees(COURSE)


def says_how_it_was(visitor, key):
    """The form about this session; the certificate waits for it."""
    asked = FormRequest.objects.get(booking__session__public_id=key, person__work_email=ALICE, purpose="evaluation")
    visitor.goes_to("/my/forms/")
    visitor.goes_to(f"/my/forms/{asked.public_id}/")
    answers_the_evaluation(visitor)
    visitor.goes_to("/my/cpd/")


def answers_the_evaluation(visitor):
    """What the shipped form asks, and *Hand in*."""
    page = visitor.page
    for question, answer in (("confident were you before", "3"), ("confident are you now", "8"), ("How useful", "9")):
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_label("What will you do differently").fill("Ask the child first.")
    visitor.presses("button", "Hand in")
    visitor.sees("Thank you")


def takes_the_certificate(visitor):
    """The bytes of the PDF and the code on it."""
    link = visitor.page.locator("a[href^='/my/certificates/'][href$='/download/']").first.get_attribute("href")
    answer = visitor.page.request.get(visitor.url + link)
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.body().startswith(b"%PDF")
    return answer.body(), link.split("/")[3]


def anybody_verifies(visitor, code):
    visitor.page.context.clear_cookies()
    visitor.goes_to(f"/verify/{code}/")
    visitor.sees("Alice Gibbons")


def supervisor_sees(visitor):
    visitor.signs_in(JOSEPH)
    visitor.goes_to("/team/")
    visitor.sees("Alice Gibbons")
    visitor.goes_to("/team/allowance/")
    visitor.sees("Alice Gibbons")
