"""The platform's main job, end to end, on the whole sample: ask, be approved, be invited, attend, see the day spent."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from cpd_records.models import Account
from cpd_records.rules.balances import balance_of
from cpd_records.rules.years import year_start
from foundation import slots
from tests.browser import journey
from tests.foundation.mail_catcher import catching

pytestmark = [pytest.mark.browser, pytest.mark.sample, pytest.mark.django_db(transaction=True)]


def alices_balance():
    start = year_start(timezone.localdate())
    account = Account.objects.filter(person__work_email=journey.ALICE, year_starts_on=start)
    return balance_of(account.with_balances().get().sums)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_whole_journey(browser, live_server, settings, script):
    context = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
    visitor = journey.Visitor(context.new_page(), live_server, script)
    before = alices_balance()

    key = journey.asks(visitor)
    journey.manager_approves(visitor)
    booked = alices_balance()
    assert booked.reserved == before.reserved + 444
    assert booked.spent == before.spent

    with catching(settings) as caught:
        message = journey.receives(key)
    assert message.state == "sent"
    assert [part.get_content_type() for part in caught.mails[0].walk()].count("text/calendar") >= 1

    journey.day_comes(key)
    journey.takes_the_register(visitor, key)
    after = alices_balance()
    assert (after.reserved, after.spent) == (before.reserved, before.spent + 444)

    journey.sees_the_day_spent(visitor)
    journey.says_how_it_was(visitor, key)
    pdf, code = journey.takes_the_certificate(visitor)
    assert "Alice Gibbons" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    journey.anybody_verifies(visitor, code)
    journey.supervisor_sees(visitor)

    assert [breach for check in slots.entries("invariants") for breach in check()] == []
    context.close()
