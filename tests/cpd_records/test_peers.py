"""Peer reflection by invitation: single use, expiring, revocable; the colleague sees that piece and nothing else."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from cpd_records.actions.registration import peers, pieces
from cpd_records.models import PeerInvitation, Piece
from foundation.models import OutboxMessage
from tests.factories.reflections import SECRET, invited, piece_of, social_worker
from tests.factories.workforce import staff
from tests.signing_in import sign_in
from workforce.models import ReadLog

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SAID = "What struck me was how she waited."


@pytest.fixture(autouse=True)
def _no_limits_from_before():
    cache.clear()


@pytest.fixture
def alice():
    return social_worker(first_name="Alice", last_name="Gibbons")


@pytest.fixture
def piece(alice):
    return piece_of(alice, impact="I wait.")


def link_in_letter():
    body = OutboxMessage.objects.filter(kind="peer-asked").latest("pk").body
    return re.search(r"/peer-reflection/\S+?/", body).group()


def press(client, address, what, **more):
    return client.post(address, {"what": what, **more})


class TestFromElsewhere:
    def test_opening_the_link_shows_no_word_and_changes_nothing(self, client, piece):
        row = invited(piece)
        page = client.get(link_in_letter())
        assert "Alice Gibbons asks you" in page.text
        assert SECRET not in page.text
        row.refresh_from_db()
        assert (row.state, row.opened_at) == ("asked", None)
        assert "no-store" in page["Cache-Control"]

    def test_the_button_shows_the_piece_and_the_answer_closes_it(self, client, alice, piece):
        row, other = invited(piece), piece_of(alice, learned="Another piece altogether")
        link = link_in_letter()
        opened = press(client, link, "open").text
        assert SECRET in opened
        assert "Another piece" not in opened
        assert "Thank you, Sam" in opened
        assert "Write a few lines" in press(client, link, "answer", answer=" ").text
        assert "Thank you" in press(client, link, "answer", answer=SAID).text
        row.refresh_from_db()
        assert (row.state, row.answer) == ("answered", SAID)
        for answer in (client.get(link), press(client, link, "open")):
            assert answer.status_code == 404
            assert SECRET not in answer.text
        assert other.pk != piece.pk

    def test_no_letter_holds_a_word_and_the_token_is_kept_as_a_digest(self, client, piece):
        row = invited(piece)
        token = link_in_letter().split("/")[2]
        assert token not in str(vars(PeerInvitation.objects.get(pk=row.pk)))
        press(client, link_in_letter(), "answer", answer=SAID)
        letters = " ".join(message.subject + message.body for message in OutboxMessage.objects.all())
        assert SECRET not in letters
        assert SAID not in letters

    def test_it_runs_out_is_taken_back_and_ends_with_the_piece(self, client, alice, piece):
        row = invited(piece, at=NOW - timedelta(days=22))
        assert client.get(link_in_letter()).status_code == 404
        again = invited(piece)
        assert again.pk != row.pk
        peers.revoke(invitation_id=again.pk, by=alice.user, at=NOW)
        peers.revoke(invitation_id=again.pk, by=alice.user, at=NOW)
        assert press(client, link_in_letter(), "open").status_code == 404
        third = invited(piece, "third@elsewhere.example")
        pieces.remove(piece_id=piece.pk, by=alice.user, at=NOW)
        assert client.get(link_in_letter()).status_code == 404
        third.refresh_from_db()
        assert third.state == "revoked"

    def test_a_colleague_may_say_no(self, client, piece):
        invited(piece)
        link = link_in_letter()
        assert "Thank you for saying so" in press(client, link, "refuse").text
        assert client.get(link).status_code == 404
        assert OutboxMessage.objects.filter(kind="peer-refused").count() == 1

    def test_guessing_is_slowed_down(self, client):
        answers = [client.get(f"/peer-reflection/{'x' * 43}/").status_code for _ in range(31)]
        assert answers[0] == 404
        assert answers[-1] == 429

    def test_other_methods_are_refused(self, client, piece):
        invited(piece)
        assert client.put(link_in_letter()).status_code == 405


class TestOfTheDirectory:
    @pytest.fixture
    def sam(self):
        return staff("sam@example.org", first_name="Sam")

    def test_they_sign_in_and_what_they_see_is_noted(self, client, alice, piece, sam):
        row = invited(piece, "SAM@example.org ")
        assert (row.colleague, row.digest) == (sam, None)
        address = f"/my/cpd/peer/{row.public_id}/"
        assert client.get(address).status_code == 302
        sign_in(client, sam.user)
        assert SECRET not in client.get(address).text
        assert address in client.get("/my/cpd/registration/").text
        assert not ReadLog.objects.exists()
        assert SECRET in press(client, address, "open").text
        assert ReadLog.objects.get().person == alice
        press(client, address, "answer", answer=SAID)
        assert PeerInvitation.objects.get().state == "answered"
        assert press(client, address, "open").status_code == 404

    def test_nobody_else_opens_it(self, client, alice, piece, sam):
        row = invited(piece, "sam@example.org")
        address = f"/my/cpd/peer/{row.public_id}/"
        for person in (alice, staff("stranger@example.org")):
            sign_in(client, person.user)
            assert client.get(address).status_code == 404
            assert press(client, address, "open").status_code == 404

    def test_a_colleague_who_has_left_opens_nothing(self, piece, sam):
        row = invited(piece, "sam@example.org")
        sam.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
        sam.user.refresh_from_db()
        with pytest.raises(peers.NotYours):
            peers.opened(invitation_id=row.pk, by=type(sam.user).objects.get(pk=sam.user.pk), at=NOW)


class TestTheWorker:
    def answered(self, piece):
        row = invited(piece)
        return peers.answer(invitation_id=row.pk, text=SAID, by=None, at=NOW)

    def test_uses_it_once_and_the_piece_then_has_peer_reflection(self, alice, piece):
        row = self.answered(piece)
        for _ in range(2):
            peers.decide(invitation_id=row.pk, use=True, by=alice.user, at=NOW)
        found = Piece.objects.get(pk=piece.pk)
        assert found.peer == f"Sam Field (health visitor): {SAID}"
        assert found.with_peer
        assert found.version == piece.version + 1

    def test_or_does_without(self, alice, piece):
        row = self.answered(piece)
        peers.decide(invitation_id=row.pk, use=False, by=alice.user, at=NOW)
        peers.decide(invitation_id=row.pk, use=True, by=alice.user, at=NOW)
        assert not Piece.objects.get(pk=piece.pk).with_peer

    def test_the_same_answer_twice_is_one_and_another_is_refused(self, piece):
        row = self.answered(piece)
        assert peers.answer(invitation_id=row.pk, text=SAID, by=None, at=NOW).answer == SAID
        with pytest.raises(peers.InvitationClosed):
            peers.answer(invitation_id=row.pk, text="Other", by=None, at=NOW)
        assert OutboxMessage.objects.filter(kind="peer-answered").count() == 1

    def test_asking_again_while_it_waits_is_the_same(self, piece):
        assert invited(piece) == invited(piece)
        assert OutboxMessage.objects.count() == 1

    def test_not_oneself_not_too_many_and_not_about_nothing(self, alice, piece):
        with pytest.raises(peers.InvitationRefused, match="Somebody else"):
            invited(piece, "alice@example.org")
        for number in range(5):
            invited(piece, f"c{number}@elsewhere.example")
        with pytest.raises(peers.InvitationRefused, match="5 invitations are waiting"):
            invited(piece, "sixth@elsewhere.example")
        empty = piece_of(alice, learned=" ", activity="x")
        with pytest.raises(peers.InvitationRefused, match="Write what you did"):
            invited(empty)

    def test_nobody_else_decides(self, piece):
        row, stranger = self.answered(piece), staff("stranger@example.org")
        for act, more in ((peers.revoke, {}), (peers.decide, {"use": True})):
            with pytest.raises(peers.NotYours):
                act(invitation_id=row.pk, by=stranger.user, at=NOW, **more)
