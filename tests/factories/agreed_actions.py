"""Made-up agreed actions, made through the action itself."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from tests.factories.workforce import PersonFactory, UserFactory
from workforce.actions.agreed_actions import Reader, agree

NUMBERS = count(1)
WORDS = "Ring Quillon's school about the Tuesday visits"


def somebody(**values):
    """A person who can sign in."""
    return PersonFactory(user=UserFactory(), **values)


def agreed(owner=None, *, helper=None, text=WORDS, due_in=7, visibility="management", at=None, **values):
    """An open action; `helper` reads and may settle it."""
    at = at or timezone.now()
    due_on = timezone.localdate(at) + timedelta(days=due_in) if due_in is not None else None
    return agree(
        owner=owner or somebody(),
        text=text,
        due_on=due_on,
        visibility=visibility,
        readers=[Reader(helper, may_settle=True)] if helper else [],
        **{"source": f"test:meeting:{next(NUMBERS)}", "by": None, "at": at, **values},
    )
