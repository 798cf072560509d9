"""Made-up agreements, meetings and openings."""

import datetime

import factory
from factory.django import DjangoModelFactory

from supervision import models
from tests.factories.workforce import PersonFactory, UserFactory

NOW = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)


class AgreementFactory(DjangoModelFactory):
    """Signed by both since September: AgreementFactory(supervisee=…, supervisor=…)."""

    class Meta:
        model = models.Agreement

    supervisee = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory)
    state = "current"
    starts_on = datetime.date(2026, 9, 1)
    review_on = datetime.date(2026, 12, 1)
    minutes = 90
    limits_acknowledged_at = datetime.datetime(2026, 9, 1, 8, tzinfo=datetime.UTC)
    supervisee_signed_at = datetime.datetime(2026, 9, 1, 9, tzinfo=datetime.UTC)
    supervisor_signed_at = datetime.datetime(2026, 9, 1, 10, tzinfo=datetime.UTC)
    created_at = datetime.datetime(2026, 9, 1, 8, tzinfo=datetime.UTC)
    changed_at = created_at


class MeetingFactory(DjangoModelFactory):
    """Planned for a week from now."""

    class Meta:
        model = models.Meeting

    supervisee = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory)
    starts_at = datetime.datetime(2026, 12, 7, 10, tzinfo=datetime.UTC)
    planned_for = factory.LazyAttribute(lambda meeting: meeting.starts_at.date() if meeting.starts_at else None)
    minutes = 90
    created_at = NOW
    changed_at = NOW


class HeldFactory(MeetingFactory):
    """Held on 16 November: HeldFactory(held_on=…)."""

    state = "held"
    held_on = datetime.date(2026, 11, 16)
    starts_at = None
    planned_for = None
    write_by = factory.LazyAttribute(lambda meeting: meeting.held_on + datetime.timedelta(days=7))
    sign_by = factory.LazyAttribute(lambda meeting: meeting.held_on + datetime.timedelta(days=14))


class OpeningFactory(DjangoModelFactory):
    """A record opened to a reader by an administrator."""

    class Meta:
        model = models.Opening

    reader = factory.SubFactory(UserFactory)
    opened_by = factory.SubFactory(UserFactory)
    reason = "Quarterly sample"
    starts_at = datetime.datetime(2026, 11, 30, 8, tzinfo=datetime.UTC)
