"""What somebody can take away, and what is left when records are disposed of."""

import datetime

import pytest
from django.core.management import call_command

from foundation.disposal.graves import Grave
from foundation.models import FormVersion, Tombstone
from foundation.versioned_forms.shipped import sync_shipped_forms
from supervision.holdings import DISPOSER, sections
from supervision.measures.past import past_turns
from supervision.models import (
    Agreement,
    AgreementRead,
    Attendee,
    Cycle,
    LearningNeed,
    Meeting,
    PastTurns,
    QualityCheck,
    QualityDraw,
    RecordRead,
)
from supervision.shipped.quality import QUALITY
from tests.factories.records import signed
from tests.factories.supervision import NOW, AgreementFactory, HeldFactory, OpeningFactory
from tests.factories.workforce import PersonFactory, TeamFactory, UserFactory

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


@pytest.fixture
def record():
    """Signed, with a need, in a sample, opened to an auditor; its agreement was read."""
    found = signed()
    person, meeting = found.meeting.supervisee, found.meeting
    LearningNeed.objects.create(person=person, record=found, number=9, topic="Play", noted_at=NOW)
    sync_shipped_forms([QUALITY])
    version = FormVersion.objects.get(template__code="supervision-quality")
    draw = QualityDraw.objects.create(
        starts_on=NOW.date(), ends_on=datetime.date(2026, 12, 1), size=5, seed="s", reason="A look.",
        version=version, drawn_by=UserFactory(display_name="Abby Ove"), drawn_at=NOW,
    )  # fmt: skip
    first = next(iter(version.schema.fields()))
    chosen = {first.id: first.options[0].id}
    QualityCheck.objects.create(draw=draw, number=1, meeting=meeting, answers=chosen, answered_at=NOW)
    OpeningFactory(meeting=meeting, kind="audit", reason="A round.")
    agreement = AgreementFactory(supervisee=person, supervisor=meeting.supervisor)
    AgreementRead.objects.create(
        agreement=agreement, reader=UserFactory(display_name="New Super"), at=NOW, capacity="deputy"
    )
    return found


def test_a_person_gets_openings_needs_samples_and_who_read_their_agreement(record):
    found = _export(record.meeting.supervisee)
    assert "A round." in found["supervision-openings"][0].cells
    assert "Play" in found["supervision-needs"][-1].cells
    assert {"Abby Ove", "A look."} < set(found["supervision-samples"][0].cells)
    assert "Yes, clearly" in found["supervision-samples"][0].cells[-1]
    assert "New Super" in found["supervision-reads"][-1].cells


def test_disposal_takes_needs_and_reads_and_leaves_a_number_of_the_sample(record):
    call_command("install_disposal_role", verbosity=0)
    person = record.meeting.supervisee
    for _ in range(2):
        DISPOSER.bury_person([person.pk], Grave(7, NOW, frozenset({"supervision"})))
    assert not LearningNeed.objects.exists()
    assert not AgreementRead.objects.exists()
    check = QualityCheck.objects.get()
    assert (check.meeting, check.answered_at) == (None, NOW)
    assert check.answers


def test_figures_stay_as_numbers_when_people_go():
    call_command("install_disposal_role", verbosity=0)
    team, people = TeamFactory(), [PersonFactory(), PersonFactory()]
    for person in people:
        Cycle.objects.create(
            person=person, team=team, starts_on=datetime.date(2026, 3, 1), due_on=datetime.date(2026, 4, 1),
            last_good_on=datetime.date(2026, 4, 8), counts_on=datetime.date(2026, 4, 1), every="every 4 weeks",
            outcome="missed", gap_days=40, reason="no_supervisor",
        )  # fmt: skip
    for _ in range(2):
        for person in people:
            DISPOSER.bury_person([person.pk], Grave(7, NOW, frozenset({"supervision"})))
    assert not Cycle.objects.exists()
    (kept,) = past_turns([team.pk], datetime.date(2026, 1, 1), NOW.date()).values()
    assert (kept.due, kept.missed, kept.unsupervised, kept.longest_gap) == (2, 2, 2, 40)
    assert PastTurns.objects.get().month == datetime.date(2026, 4, 1)
