"""Opened by one press: a referral, an audit, an inspection. Who may, what stays shut, who is told, when it ends."""

import datetime

import pytest

from foundation.models import ChangeLogEntry, OutboxMessage
from supervision.actions import openings
from supervision.actions.openings import OpeningRefused
from supervision.models import Record
from supervision.permissions.opened import sections_opened
from supervision.rules.access import Way
from tests.factories.records import LATER, begun, held_meeting, shared, signed, worker
from tests.factories.workforce import RoleGrantFactory, TeamFactory

pytestmark = pytest.mark.django_db
WHY = "For the panel in December."
OUTSIDE = {"management", "case"}
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def record():
    return signed(begun(held_meeting(supervisor=worker(worker()))))


def somebody(role, **scope):
    user = worker().user
    RoleGrantFactory(user=user, role=role, **scope)
    return user


def referred(record, by=None, section="management", reader=None):
    return openings.refer(
        meeting=record.meeting, section=section, reader=reader or somebody("hr"), reason=WHY,
        by=by or record.meeting.supervisor.user, at=LATER,
    )  # fmt: skip


def audited(record, by=None, at=LATER):
    return openings.audit(meeting=record.meeting, reason=WHY, by=by or somebody("auditor"), at=at)


def inspected(record, by=None, reader=None, hours=3):
    return openings.inspect(
        meeting=record.meeting, reader=reader or somebody("inspector"), hours=hours, reason=WHY,
        by=by or somebody("leader"), at=LATER,
    )  # fmt: skip


def reads(user, record, at=LATER + HOUR):
    return set(sections_opened(user, record, Way.PAGE, at))


def test_a_referral_opens_one_part_to_one_person_for_its_days(record):
    opening = referred(record)
    assert reads(opening.reader, record) == {"management"}
    assert reads(somebody("hr"), record) == set()
    assert reads(opening.reader, record, opening.ends_at) == set()
    assert opening.ends_at == LATER + datetime.timedelta(days=28)


def test_what_is_personal_is_referred_by_whom_it_is_about_alone(record):
    with pytest.raises(OpeningRefused, match="Only the person it is about"):
        referred(record, section="personal")
    opening = referred(record, by=record.meeting.supervisee.user, section="personal")
    assert reads(opening.reader, record) == {"personal"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"section": "wellbeing"}, "no such part"),
        ({"reader": "coordinator"}, "do not work in human resources"),
        ({"by": "hr"}, "Only the two"),
    ],
)
def test_a_referral_that_does_not_fit_is_refused_in_words(record, change, sentence):
    given = {key: somebody(value) if key in ("reader", "by") else value for key, value in change.items()}
    with pytest.raises(OpeningRefused, match=sentence):
        referred(record, **given)


def test_wellbeing_is_referred_only_where_it_was_shared_with_hr(record):
    Record.objects.filter(pk=record.pk).update(state="shared", locked_at=None)
    record.sections.filter(visibility="personal").update(visibility="wellbeing")
    supervisee = record.meeting.supervisee.user
    with pytest.raises(OpeningRefused, match="their writer chose"):
        referred(record, by=supervisee, section="wellbeing")
    Record.objects.filter(pk=record.pk).update(shared_with="hr")
    opening = referred(record, by=supervisee, section="wellbeing")
    assert reads(opening.reader, Record.objects.with_meeting().get(pk=record.pk)) == {"wellbeing"}


def test_an_audit_opens_the_work_and_what_is_personal_only_with_consent(record):
    opening = audited(record)
    auditor = opening.reader
    assert reads(auditor, record) == OUTSIDE
    consent = {"opening_id": opening.pk, "by": record.meeting.supervisee.user, "at": LATER}
    openings.consent(given=True, **consent)
    assert reads(auditor, record) == OUTSIDE | {"personal"}
    openings.consent(given=False, **consent)
    assert reads(auditor, record) == OUTSIDE


def test_only_whom_it_is_about_consents_and_only_to_an_audit_that_runs(record):
    opening, other = audited(record), referred(record)
    for key, by, at in (
        (opening.pk, record.meeting.supervisor.user, LATER),
        (other.pk, record.meeting.supervisee.user, LATER),
        (opening.pk, record.meeting.supervisee.user, opening.ends_at),
    ):
        with pytest.raises(OpeningRefused):
            openings.consent(opening_id=key, given=True, by=by, at=at)


def test_an_auditor_of_another_service_or_in_the_line_opens_nothing(record):
    above = record.meeting.supervisor.posts.get().line_manager
    RoleGrantFactory(user=above.user, role="auditor")
    with pytest.raises(OpeningRefused, match="in this line"):
        audited(record, by=above.user)
    with pytest.raises(OpeningRefused, match="Only an auditor"):
        audited(record, by=somebody("auditor", team=TeamFactory()))
    with pytest.raises(OpeningRefused, match="Only an auditor"):
        audited(record, by=somebody("inspector"))


def test_an_inspection_is_by_the_hour_by_a_host_for_an_inspector(record):
    opening = inspected(record)
    assert reads(opening.reader, record) == OUTSIDE
    assert reads(opening.opened_by, record) == set()
    assert reads(opening.reader, record, LATER + 3 * HOUR) == set()
    for more in ({"by": somebody("coordinator")}, {"reader": somebody("auditor")}, {"hours": 13}, {"hours": 0}):
        with pytest.raises(OpeningRefused):
            inspected(record, **more)


def test_nothing_unfinished_is_read_from_outside():
    draft, open_ = begun(), shared()
    with pytest.raises(OpeningRefused, match="still being written"):
        referred(draft)
    for act in (audited, inspected):
        with pytest.raises(OpeningRefused, match="not signed yet"):
            act(open_)


def test_the_same_opening_again_is_the_one_that_runs(record):
    auditor = somebody("auditor")
    assert audited(record, by=auditor) == audited(record, by=auditor, at=LATER + HOUR)


def test_whoever_opened_it_closes_it_and_nobody_else(record):
    opening = inspected(record)
    with pytest.raises(OpeningRefused, match="whoever opened it"):
        openings.close(opening_id=opening.pk, by=opening.reader, at=LATER + HOUR)
    for _ in range(2):
        openings.close(opening_id=opening.pk, by=opening.opened_by, at=LATER + HOUR)
    assert reads(opening.reader, record, LATER + HOUR) == set()
    assert ChangeLogEntry.objects.filter(verb="supervision.inspection_closed").count() == 1


def test_nobody_opens_their_own_and_a_role_that_ended_reads_nothing(record):
    RoleGrantFactory(user=record.meeting.supervisee.user, role="auditor")
    with pytest.raises(OpeningRefused, match="own supervision"):
        audited(record, by=record.meeting.supervisee.user)
    opening = audited(record)
    opening.reader.role_grants.update(ends_on=LATER.date())
    assert reads(type(opening.reader).objects.get(pk=opening.reader_id), record) == set()


def test_both_are_told_at_once_without_the_reason(record):
    for act in (referred, audited, inspected):
        OutboxMessage.objects.all().delete()
        act(record)
        letters = OutboxMessage.objects.filter(kind="supervision-record-opened")
        two = {record.meeting.supervisee.work_email, record.meeting.supervisor.work_email}
        assert {row.to_address for row in letters} == two
        assert WHY not in " ".join(row.body for row in letters)


def test_what_is_sealed_is_told_on_its_day_and_once(record):
    day = datetime.date(2026, 12, 20)
    waiting = openings.ask(
        meeting=record.meeting, kind="investigation", reader=somebody("hr"), reason=WHY, hours=4,
        sealed_until=day, by=somebody("hr"), at=LATER,
    )  # fmt: skip
    openings.second(request_id=waiting.pk, by=somebody("hr"), at=LATER)
    letters = OutboxMessage.objects.filter(kind="supervision-record-opened")
    openings.tell_unsealed(at=datetime.datetime(2026, 12, 19, 12, tzinfo=datetime.UTC))
    assert not letters.exists()
    for number in (20, 21):
        openings.tell_unsealed(at=datetime.datetime(2026, 12, number, 12, tzinfo=datetime.UTC))
    assert letters.count() == 2
