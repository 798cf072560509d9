"""Partners, their administrators and managers with a team, for tests of places kept for others."""

from django.utils import timezone

from courses.actions import holds
from courses.actions.holds.keeping import KeptFor
from courses.rules.conditions.loading import local_day
from tests.factories.bookings import staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory


def partner(code="hospital", kind="health"):
    """An organisation other than the council."""
    return OrganisationFactory(code=code, name=f"The {code.title()}", kind=kind)


def administrator(organisation):
    """A partner's administrator: a user with the role over it."""
    user = UserFactory(email=f"admin@{organisation.code}.example", display_name="Ada Min")
    RoleGrantFactory(user=user, role="partner_administrator", organisation=organisation)
    return user


def outsider(organisation, **person):
    """Somebody of another organisation, without a log-in."""
    return PersonFactory(organisation=organisation, standing="external", employee_number=None, **person)


def team_of(size, **manager):
    """A manager with people who report to them; all keep a ledger."""
    lead = staff(**manager)
    return lead, [staff(line_manager=lead) for _ in range(size)]


def far_session(days=40, **session):
    """A session far enough ahead for places to be kept without names."""
    return SessionFactory(spans=[(days_ahead(days), days_ahead(days, 16))], **session)


def kept(session, *, places=2, by=None, at=None, until=None, **whom):
    """A hold: `organisation=`, `team=` or `manager=`. Without `by` the system keeps it."""
    return holds.keep(
        session_id=session.pk,
        whom=KeptFor(**whom),
        places=places,
        until=until or (None if "manager" in whom else local_day(session.starts_at)),
        by=by,
        at=at or timezone.now(),
    )
