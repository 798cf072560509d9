"""Agreements from the first word to both signatures, and groups; each page down the access ladder."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from foundation.models import OutboxMessage
from supervision.models import Agreement, Attendee, Cycle, Meeting
from tests.factories.supervision import AgreementFactory
from tests.factories.workforce import DeputyFactory, UserFactory, staff
from tests.supervision.page_steps import planned_with, strangers

pytestmark = pytest.mark.django_db


def test_an_agreement_from_the_first_word_to_both_signatures(pair, as_):
    above, manager, worker = pair
    given = {"part": "whole", "minutes": 90, "interval_days": 21, "place": "Room 4", "delegate": above.work_email}
    assert as_(manager).post(f"/team/supervision/{worker.public_id}/agreement/", given).status_code == 302
    agreement = Agreement.objects.get()
    path = f"/supervision/agreements/{agreement.public_id}/"
    as_(worker).post(f"{path}change/", {**given, "place": "Room 5"})
    as_(manager).post(f"{path}share/")
    assert OutboxMessage.objects.get(kind="supervision-agreement").to_address == worker.work_email
    assert "Confirm" in as_(worker).post(f"{path}sign/", {}).content.decode() or not _signed(agreement, "supervisee")
    as_(worker).post(f"{path}sign/", {"limits": "on"})
    assert "nothing in it changes" in as_(manager).post(f"{path}change/", given).content.decode()
    as_(manager).post(f"{path}sign/")
    agreement.refresh_from_db()
    assert (agreement.state, agreement.place, agreement.delegate) == ("current", "Room 5", above)
    assert agreement.limits_acknowledged_at <= agreement.supervisee_signed_at
    assert Cycle.objects.get(person=worker, outcome="open").every


def _signed(agreement, who):
    agreement.refresh_from_db()
    return getattr(agreement, f"{who}_signed_at")


def test_an_agreement_is_read_by_the_two_and_who_stands_in_and_changed_by_the_two(pair, as_):
    above, manager, worker = pair
    agreement = AgreementFactory(supervisee=worker, supervisor=manager)
    path = f"/supervision/agreements/{agreement.public_id}/"
    deputy = staff("deputy@example.org")
    DeputyFactory(principal=manager, deputy=deputy, starts_on=timezone.localdate(), ends_on=datetime.date(2100, 1, 1))
    for person in (manager, worker, deputy):
        assert as_(person).get(path).status_code == 200
    assert as_(deputy).get(f"{path}change/").status_code == 403
    assert as_(deputy).post(f"{path}end/").status_code == 403
    assert as_(manager).get(f"{path}sign/").status_code == 405
    for who, user in {**strangers(manager), "above": above.user}.items():
        assert as_(user).get(path).status_code == 404, who


def test_a_new_supervisor_takes_over_the_dates_and_the_old_agreement_ends(pair, as_):
    _, manager, worker = pair
    old = AgreementFactory(supervisee=worker, supervisor=manager)
    ahead = planned_with(worker, manager)
    new = staff("new@example.org")
    agreement = AgreementFactory(
        supervisee=worker, supervisor=new, state="shared", starts_on=None, review_on=None, supervisor_signed_at=None
    )
    as_(new).post(f"/supervision/agreements/{agreement.public_id}/sign/")
    for row in (old, agreement, ahead):
        row.refresh_from_db()
    assert (old.state, old.end_reason, agreement.state, agreement.follows) == ("ended", "change", "current", old)
    assert ahead.supervisor == new


def test_a_group_with_a_guest_from_a_partner(pair, as_):
    above, manager, worker = pair
    day = timezone.localdate() + datetime.timedelta(days=10)
    given = {
        "day-day": day.day, "day-month": day.month, "day-year": day.year, "starts": "10am", "minutes": 90,
        "mode": "in_person", "people": f"{worker.work_email}\n{above.work_email}",
        "guests": "Ada Health, ada@health.example.org",
    }  # fmt: skip
    assert as_(manager).post("/team/supervision/group/", given).status_code == 302
    group = Meeting.objects.get(kind="group")
    assert [row.role for row in group.attendees.all()] == ["presenter", "member", "member"]
    assert OutboxMessage.objects.filter(to_address="ada@health.example.org").count() == 1
    Meeting.objects.filter(pk=group.pk).update(starts_at=timezone.now() - datetime.timedelta(hours=1))
    path = f"/supervision/{group.public_id}/attendance/"
    marks = {f"attendee-{row.pk}": "attended" for row in group.attendees.all()}
    assert as_(worker).get(path).status_code == 403
    assert as_(UserFactory()).get(path).status_code == 404
    assert as_(manager).post(path, marks).status_code == 302
    assert Attendee.objects.filter(attendance="attended").count() == 3
    assert "Group supervision" in as_(worker).get("/my/supervision/").content.decode() or mail.outbox == []
