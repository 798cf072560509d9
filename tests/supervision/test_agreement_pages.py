"""Agreements from the first word to both signatures, and groups; each page down the access ladder."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from foundation.models import OutboxMessage
from supervision.models import Agreement, AgreementRead, Attendee, Cycle, Meeting, TemplateVersion
from supervision.rules.agreement_form import asked
from tests.factories.agreed_actions import agreed
from tests.factories.records import begun, held_meeting, signed
from tests.factories.supervision import NOW, AgreementFactory
from tests.factories.workforce import AbsenceFactory, DeputyFactory, UserFactory, staff
from tests.supervision.page_steps import planned_with, strangers
from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import Reader
from workforce.models import AgreedAction

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


def test_a_look_by_anybody_but_the_two_is_noted_and_shown_to_both(as_, pair):
    _, manager, worker = pair
    before = staff("before@example.org")
    agreement = AgreementFactory(
        supervisee=worker, supervisor=before, state="ended", ends_on=timezone.localdate(), end_reason="change"
    )
    address = f"/supervision/agreements/{agreement.public_id}/"
    for person in (worker, before):
        assert as_(person).get(address).status_code == 200
    assert not AgreementRead.objects.exists()
    assert as_(manager).get(address).status_code == 200
    look = AgreementRead.objects.get()
    assert (look.reader, look.capacity) == (manager.user, "new_supervisor")
    assert "Who else has looked" not in as_(manager).get(address).content.decode()
    for person in (worker, before):
        assert f"{manager.user.get_full_name()}</dt>" in as_(person).get(address).content.decode()
    assert as_(staff("stranger@example.org")).get(address).status_code == 404
    assert AgreementRead.objects.count() == 2


def test_the_questions_of_form_t5_are_asked_kept_and_shown_as_they_were(pair, as_):
    call_command("sync_templates", verbosity=0)
    _, manager, worker = pair
    path = f"/team/supervision/{worker.public_id}/agreement/"
    page = as_(manager).get(path).content.decode()
    assert "What I need from my supervisor" in page
    assert "How often?" not in page
    given = {"part": "whole", "minutes": 90, "place": "Room 4"}
    refused = as_(manager).post(path, {**given, "of_supervisor": "That you ask me first."}).content.decode()
    assert "That you ask me first." in refused
    assert not Agreement.objects.exists()
    whole = given | _t5()
    assert as_(manager).post(path, whole).status_code == 302
    agreement = Agreement.objects.get()
    one = f"/supervision/agreements/{agreement.public_id}/"
    assert "Words for of_supervisor" in as_(worker).get(one).content.decode()
    assert "Words for of_supervisor" in as_(worker).get(f"{one}change/").content.decode()
    changed = whole | {"of_supervisor": "That we begin on time."}
    assert as_(worker).post(f"{one}change/", changed).status_code == 302
    assert "That we begin on time." in as_(manager).get(one).content.decode()
    assert "That we begin" not in " ".join(str(row) for row in OutboxMessage.objects.values_list("body", flat=True))


def _t5():
    """An answer to every question of the form that is asked."""
    version = TemplateVersion.objects.in_use("agreement", "", timezone.localdate())
    given = {}
    for field in asked(version.schema).fields():
        if field.kind in ("long_text", "short_text"):
            given[field.name] = f"Words for {field.code}"
        elif field.kind == "yes_no":
            given[field.name] = "yes"
    return given


def test_what_passes_to_a_new_supervisor_is_the_agreement_open_actions_and_a_year_of_two_classes(pair, as_):
    _, manager, worker = pair
    old = AgreementFactory(supervisee=worker, supervisor=manager)
    record = signed(begun(held_meeting(worker, manager)))
    done, personal = (
        agreed(worker, source=f"{record.source}:{number}", visibility=kind)
        for number, kind in ((8, "management"), (9, "personal"))
    )
    for action in (done, personal):
        agreed_actions.open_to(action=action, readers=[Reader(manager)], by=None, at=NOW)
    new = staff("new@example.org")
    agreement = AgreementFactory(
        supervisee=worker, supervisor=new, state="shared", starts_on=None, review_on=None, supervisor_signed_at=None
    )
    as_(new).post(f"/supervision/agreements/{agreement.public_id}/sign/")
    today = timezone.localdate()
    assert list(AgreedAction.objects.visible_to(new.user, today)) == [done]
    assert list(AgreedAction.objects.visible_to(manager.user, today)) == [personal]
    assert as_(new).get(f"/supervision/agreements/{old.public_id}/").status_code == 200
    page = as_(new).get(f"/supervision/records/{record.public_id}/").content.decode()
    assert "court ran over" in page
    assert "kitchen" not in page


@pytest.mark.parametrize(("days", "named"), [(40, False), (40, True), (5, False)])
def test_a_delegate_is_proposed_when_a_supervisor_is_away_for_long(pair, as_, days, named):
    above, manager, worker = pair
    delegate = staff("stands@example.org")
    AgreementFactory(supervisee=worker, supervisor=manager, delegate=delegate)
    today = timezone.localdate()
    AbsenceFactory(person=manager, starts_on=today - datetime.timedelta(days=days), ends_on=None)
    if named:
        end = today + datetime.timedelta(days=20)
        DeputyFactory(principal=manager, deputy=delegate, kind="delegate", starts_on=today, ends_on=end)
    page = as_(above).get("/team/supervision/").content.decode()
    assert ("Somebody should stand in" in page) == (days == 40 and not named)
    assert (f"/people/{manager.public_id}/deputy/" in page) == (days == 40 and not named)
    if days == 40 and not named:
        assert delegate.full_name in page
        assert as_(above).get(f"/people/{manager.public_id}/deputy/").status_code == 200
