"""What somebody can take away, and what is left when records are disposed of."""

import datetime

import pytest
from django.core.management import call_command

from foundation.disposal.graves import Grave
from foundation.models import Tombstone
from supervision.holdings import DISPOSER, sections
from supervision.models import Agreement, Attendee, Meeting, RecordRead
from tests.factories.supervision import NOW, AgreementFactory, HeldFactory, OpeningFactory
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    somebody = PersonFactory()
    agreement = AgreementFactory(supervisee=somebody, answers={"expectations": "That we begin on time."})
    meeting = HeldFactory(supervisee=somebody, supervisor=agreement.supervisor, agreement=agreement)
    RecordRead.objects.create(
        meeting=meeting,
        reader=UserFactory(display_name="Dee Puty"),
        at=NOW,
        capacity="deputy",
        way="page",
        sections="case",
    )
    return somebody


def _export(person):
    return {part.code: list(part.rows) for part in sections([person.pk], NOW)}


def test_a_person_gets_their_dates_agreements_and_who_read(person):
    found = _export(person)
    assert "That we begin on time." in found["supervision-agreements"][0].cells[-1]
    assert found["supervision-agreements"][0].mentions_others
    assert found["supervision-reads"][0].cells[0] == "Dee Puty"
    assert len(found["supervisions"]) == 1
    assert _export(PersonFactory())["supervisions"] == []


def test_what_an_investigation_seals_is_left_out_until_its_day(person):
    meeting = Meeting.objects.get(supervisee=person)
    opening = OpeningFactory(
        meeting=meeting, kind="investigation", seconded_by=UserFactory(), sealed_until=datetime.date(2027, 1, 1)
    )
    RecordRead.objects.create(
        meeting=meeting,
        reader=UserFactory(),
        at=NOW,
        capacity="investigator",
        way="page",
        sections="case",
        opening=opening,
    )
    assert len(_export(person)["supervision-reads"]) == 1


def test_disposal_leaves_tombstones_and_nobody_elses_rows_go(person):
    call_command("install_disposal_role", verbosity=0)
    other = HeldFactory()
    Attendee.objects.create(meeting=HeldFactory(kind="group", supervisee=None), person=person)
    assert [(each.person_id, each.rows) for each in DISPOSER.holds([person.pk, other.supervisee_id])] == [
        (person.pk, 3),
        (other.supervisee_id, 1),
    ]
    for _ in range(2):
        DISPOSER.bury_person([person.pk], Grave(7, NOW, frozenset({"supervision"})))
    assert list(DISPOSER.holds([person.pk])) == []
    assert not Agreement.objects.filter(supervisee=person).exists()
    assert Meeting.objects.filter(pk=other.pk).exists()
    assert Tombstone.objects.filter(log_number=7, record_class="supervision").count() == 2
