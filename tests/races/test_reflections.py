"""Two presses at once on one reflection or invitation: it is either read or taken back, answered or revoked."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cpd_records.actions import reflections
from cpd_records.actions.reflections.reading import NotShared
from cpd_records.actions.registration import peers, pieces
from cpd_records.models import PeerInvitation, Piece, Reflection
from tests.factories.reflections import invited, piece_of, shared, social_worker, words, wrote
from tests.factories.workforce import staff
from tests.races.test_accounts import wait_for

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
REFUSALS = (NotShared, reflections.AlreadyRead, reflections.Stale, peers.InvitationClosed)


@pytest.fixture
def manager():
    return staff("joseph@example.org")


@pytest.fixture
def alice(manager):
    return social_worker(manager=manager)


def on_its_own(action):
    """Run in another thread, which has a connection of its own; what came of it."""
    try:
        return action()
    except REFUSALS as refusal:
        return refusal
    finally:
        connection.close()


@contextmanager
def held(row, waiting):
    """The row held by this connection until so many others wait for it."""
    with transaction.atomic():
        type(row)._default_manager.select_for_update().get(pk=row.pk)
        yield
        wait_for(waiting)


def at_once(row, *actions):
    with ThreadPoolExecutor(len(actions)) as pool:
        with held(row, len(actions)):
            asked = [pool.submit(on_its_own, action) for action in actions]
        return [each.result() for each in asked]


def test_it_is_read_or_taken_back_never_both(alice, manager):
    row = shared(alice)
    results = at_once(
        row,
        lambda: reflections.note_read(reflection_id=row.pk, by=manager.user, at=NOW),
        lambda: reflections.unshare(reflection_id=row.pk, by=alice.user, at=NOW),
    )
    row.refresh_from_db()
    assert sum(isinstance(each, REFUSALS) for each in results) == 1
    assert (row.state, row.reads.count()) in (("shared", 1), ("draft", 0))


def test_two_tabs_that_save_at_once_lose_nothing(alice):
    row = wrote(alice)

    def save(text):
        return reflections.save(
            reflection_id=row.pk, words=words(learned=text), terms=[], version=1, by=alice.user, at=NOW
        )

    results = at_once(row, lambda: save("One"), lambda: save("Two"))
    stale = next(each for each in results if isinstance(each, reflections.Stale))
    saved = next(each for each in results if isinstance(each, Reflection))
    row.refresh_from_db()
    assert row.learned == saved.learned == stale.current.learned


def test_an_answer_and_taking_it_back_at_once_have_one_winner(alice):
    row = invited(piece_of(alice))
    at_once(
        row,
        lambda: peers.answer(invitation_id=row.pk, text="Said", by=None, at=NOW),
        lambda: peers.revoke(invitation_id=row.pk, by=alice.user, at=NOW),
    )
    found = PeerInvitation.objects.get(pk=row.pk)
    assert (found.state, found.answer) in (("answered", "Said"), ("revoked", ""))


def test_one_press_twice_makes_one_piece(alice):
    row = wrote(alice)

    def press():
        return pieces.start(
            person_id=alice.pk, rule_code="swe", key=uuid.uuid4(), reflection=row, by=alice.user, at=NOW
        )

    at_once(alice, press, press)
    assert Piece.objects.count() == 1
