"""Pages around the record: opened beyond the two, samples, learning needs, agreements; on a desk and a phone."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from supervision.actions import needs, openings, quality
from supervision.models import Agreement, LearningNeed, Opening
from tests.browser.journey import Visitor
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory
from tests.factories.records import HELD, acknowledged, begun, held_meeting, signed
from tests.factories.workforce import AbsenceFactory, RoleGrantFactory
from workforce.models import Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WHY = "For the round on decisions in autumn."


def with_role(role):
    person = staff()
    RoleGrantFactory(user=person.user, role=role)
    return person


@pytest.fixture
def people(db):
    """A chain of three, six finished records, one of them opened to an auditor and an inspector, needs and a draw."""
    call_command("sync_templates", verbosity=0)
    cache.clear()
    above, supervisor, supervisee = staff(), staff(), staff()
    Post.objects.filter(person=supervisor).update(line_manager=above)
    Post.objects.filter(person=supervisee).update(line_manager=supervisor)
    now, today = timezone.now(), timezone.localdate()
    days = [HELD - datetime.timedelta(days=number) for number in range(6)]
    records = [signed(begun(held_meeting(supervisee, supervisor, held_on=day)), at=now) for day in days]
    acknowledged(records[0].meeting)
    first = records[0]
    for number, topic in enumerate(("Talking with babies and very young children", "Court skills"), start=1):
        LearningNeed.objects.create(person=supervisee, record=first, number=number, topic=topic, noted_at=now)
    need = LearningNeed.objects.get(number=1)
    needs.choose(need_id=need.pk, course_code=CourseFactory().code, by=supervisee.user, at=now)
    needs.release(need_id=need.pk, released=True, by=supervisee.user, at=now)
    auditor, host, inspector = with_role("auditor"), with_role("leader"), with_role("inspector")
    openings.audit(meeting=first.meeting, reason=WHY, by=auditor.user, at=now)
    openings.inspect(meeting=first.meeting, reader=inspector.user, hours=2, reason=WHY, by=host.user, at=now)
    quality.draw(team=None, first=days[-1], last=days[0], reason=WHY, by=above.user, at=now)
    AbsenceFactory(person=supervisor, starts_on=today - datetime.timedelta(days=40), ends_on=None)
    return {
        "above": above,
        "supervisor": supervisor,
        "supervisee": supervisee,
        "auditor": auditor,
        "host": host,
        "inspector": inspector,
        "coordinator": with_role("coordinator"),
        "record": first,
        "need": need,
    }


@pytest.mark.parametrize("width", [1280, 390])
def test_each_page_is_clean_and_fits(people, browser, live_server, width):
    record, need = people["record"], people["need"]
    check = Opening.objects.filter(kind="sample").first().meeting.quality_checks.get()
    agreement = Agreement.objects.get(supervisee=people["supervisee"])
    own = f"/supervision/records/{record.public_id}/"
    walks = {
        "auditor": ["/supervision/opened/", "/supervision/opened/audit/", own],
        "inspector": [own],
        "host": ["/supervision/opened/", "/supervision/opened/inspection/"],
        "supervisee": [own, f"{own}refer/", "/supervision/needs/", f"/supervision/needs/{need.public_id}/course/"],
        "supervisor": ["/supervision/needs/", f"/supervision/agreements/{agreement.public_id}/change/"],
        "above": [
            "/supervision/quality/", "/supervision/quality/draw/", f"/supervision/quality/{check.draw.public_id}/",
            f"/supervision/quality/records/{check.public_id}/", "/team/supervision/",
        ],
        "coordinator": ["/coordinate/learning-needs/"],
    }  # fmt: skip
    for who, pages in walks.items():
        context = browser.new_context(viewport={"width": width, "height": 900})
        visitor = Visitor(context.new_page(), live_server, script=True)
        visitor.enters(people[who].work_email)
        for address in pages:
            visitor.goes_to(address)
            assert visitor.page.evaluate(SIDEWAYS) <= 0, address
        context.close()
