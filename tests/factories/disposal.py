"""Records managers, leavers whose time is over, and lists of what is due."""

import datetime

from foundation.disposal.role import install
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, UserFactory, staff
from workforce.actions import disposal
from workforce.models import Disposal, User

AT = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
LEFT = datetime.date(2020, 6, 1)
REASON = "Review of November 2026"


def keeper(email="kofi.records@example.org", role="records_manager"):
    """A records manager of the whole Academy; their user, the same one each time."""
    there = User.objects.filter(email=email).first()
    if there is not None:
        return there
    person = staff(email)
    RoleGrantFactory(user=person.user, role=role)
    return person.user


def second(email="rita.records@example.org"):
    """Another one."""
    return keeper(email)


def leaver(*, left=LEFT, user=True, **person):
    """Somebody whose last post ended six years ago and more."""
    somebody = PersonFactory(**({"user": UserFactory()} if user else {}), **person)
    PostFactory(person=somebody, starts_on=datetime.date(2018, 1, 8), ends_on=left, end_type="left")
    return somebody


def propose(*people, by, batches=(), at=AT):
    """Put people on a list."""
    keys = [person.pk for person in people]
    return disposal.propose(person_ids=keys, batch_keys=list(batches), reason=REASON, by=by, at=at)


def dispose(*people, by=None, second_by=None, batches=(), at=AT):
    """Propose, confirm, do; the disposal as it ended."""
    install()
    listed = propose(*people, by=by or keeper(), batches=batches, at=at)
    disposal.confirm(disposal=listed, by=second_by or second(), at=at)
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: at)
    return Disposal.objects.get(pk=listed.pk)


__all__ = ["AT", "LEFT", "REASON", "dispose", "keeper", "leaver", "propose", "second"]
