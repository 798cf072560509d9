"""Everything that makes the Academy write about records of supervision, for the robot that opens every link."""

import datetime

from django.utils import timezone

from supervision.actions import openings
from supervision.actions.records import issue_due, later_words, sign
from tests.factories.records import begun, held_meeting, shared, signed, worker
from tests.factories.workforce import RoleGrantFactory

NOW = timezone.now()


def about_records(person):
    """Shared, to be signed, signed, issued, added to, opened to an auditor."""
    supervisor = person.posts.get().line_manager
    done = signed(begun(held_meeting(supervisee=person, supervisor=supervisor)))
    later_words.add(record_id=done.pk, text="A note.", visibility="management", by=supervisor.user, at=NOW)
    late = shared(begun(held_meeting(supervisee=person, supervisor=supervisor, held_on=datetime.date(2026, 10, 5))))
    type(late.meeting).objects.filter(pk=late.meeting_id).update(sign_by=datetime.date(2026, 10, 19))
    sign(record_id=late.pk, by=supervisor.user, at=NOW)
    issue_due(at=NOW)
    auditor = worker().user
    RoleGrantFactory(user=auditor, role="auditor")
    openings.audit(meeting=done.meeting, reason="For a round.", by=auditor, at=NOW)


ALL = (about_records,)
