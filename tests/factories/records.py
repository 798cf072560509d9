"""Made-up records of supervision, as far as a test wants them to be."""

import datetime

from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision.actions.records import share, sign
from supervision.models import Agreement, Meeting, Record, Template, TemplateVersion
from tests.factories.workforce import PostFactory, UserFactory

HELD = datetime.date(2026, 11, 16)
AT = datetime.datetime(2026, 11, 17, 9, 30, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 11, 20, 14, 0, tzinfo=datetime.UTC)
WORDS = {
    "experience": "On Tuesday the kitchen was warm and there was food on the table.",
    "workload": "Two visits were late because court ran over.",
}
SCHEMA = Schema(
    title="Reflective supervision",
    sections=(
        FormSection(
            id="s-cycle",
            heading="The reflective cycle",
            settings={"visibility": "personal"},
            fields=(FormField("experience", "long_text", "What did you see?", code="experience", required=True),),
        ),
        FormSection(
            id="s-work",
            heading="Work",
            settings={"visibility": "management"},
            fields=(FormField("workload", "long_text", "How is the work?", code="workload"),),
        ),
    ),
)


def form_version(schema=SCHEMA, kind="individual"):
    """A published version of a small form."""
    template, _ = Template.objects.get_or_create(
        kind=kind, variant="", defaults={"title": schema.title, "code": f"{kind}-small"}
    )
    number = template.versions.count() + 1
    return TemplateVersion.objects.create(
        template=template, number=number, schema_data=schema.as_data(), published_at=AT
    )


def acknowledged(meeting):
    """The supervisee has acknowledged the limits of confidentiality."""
    return Agreement.objects.create(
        supervisee=meeting.supervisee,
        supervisor=meeting.supervisor,
        minutes=90,
        limits_acknowledged_at=AT,
        created_at=AT,
        changed_at=AT,
    )


def worker(line_manager=None):
    """Somebody in post who can sign in."""
    return PostFactory(person__user=UserFactory(), line_manager=line_manager).person


def held_meeting(supervisee=None, supervisor=None, **more):
    """A supervision that was held, of two people who can sign in; by the line where nobody is named."""
    supervisor = supervisor or worker()
    return Meeting.objects.create(
        **{
            "supervisee": supervisee or worker(supervisor),
            "supervisor": supervisor,
            "state": Meeting.State.HELD,
            "held_on": HELD,
            "write_by": datetime.date(2026, 11, 23),
            "sign_by": datetime.date(2026, 11, 30),
            "created_at": AT,
            "changed_at": AT,
            **more,
        }
    )


def begun(meeting=None, version=None):
    """A record somebody has begun to write."""
    meeting = meeting or held_meeting()
    return Record.objects.create(
        meeting=meeting, version=version or form_version(), begun_by=meeting.supervisor.user, begun_at=AT
    )


def shared(record=None, answers=WORDS, at=AT):
    """A record its supervisor has shared."""
    record = record or begun()
    return share(record_id=record.pk, answers=answers, by=record.meeting.supervisor.user, at=at)


def signed(record=None, at=LATER, **more):
    """A record both have signed."""
    record = shared(record, **more)
    sign(record_id=record.pk, by=record.meeting.supervisor.user, at=at)
    return sign(record_id=record.pk, by=record.meeting.supervisee.user, at=at)
