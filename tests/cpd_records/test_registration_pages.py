"""The pack, piece and team pages; files read back; leavers; and never a word to anybody else."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from cpd_records.models import Piece, RegistrationRule
from tests.factories.cpd_records import record
from tests.factories.reflections import SECRET, piece_of, social_worker, wrote
from tests.factories.workforce import RoleGrantFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PACK = "/my/cpd/registration/"


@pytest.fixture
def manager():
    return staff("joseph@example.org")


@pytest.fixture
def alice(manager):
    return social_worker(manager=manager, first_name="Alice", last_name="Gibbons")


def at(row, end=""):
    return f"/my/cpd/pieces/{row.public_id}/{end}"


def file_of(answer):
    return b"".join(answer.streaming_content)


class TestPack:
    def test_it_says_what_counts_what_is_missing_and_by_when(self, client, alice):
        piece_of(alice)
        sign_in(client, alice.user)
        text = client.get(PACK).text
        assert "1 of 2, no peer reflection yet" in text
        assert "the year ends" in text
        order = [text.index(words) for words in ("Type of CPD", "What the activity was", ">Date<", "What I learned")]
        assert order == sorted(order)
        assert f'data-copy="f-{Piece.objects.get().public_id}-learned"' in text
        assert SECRET in text, "to be selected and copied without script"

    def test_one_press_makes_a_reflection_into_a_piece(self, client, alice):
        row = wrote(alice)
        sign_in(client, alice.user)
        assert "Make a piece" in client.get(PACK).text
        for _ in range(2):
            answer = client.post(f"{PACK}swe/start/", {"reflection": row.public_id})
        assert Piece.objects.count() == 1
        assert SECRET in client.get(answer["Location"]).text
        assert "Make a piece" not in client.get(PACK).text

    def test_a_piece_is_written_in_the_bodys_order_and_conflicts_are_shown(self, client, alice):
        sign_in(client, alice.user)
        made = client.post(f"{PACK}swe/start/", {"key": uuid.uuid4()})["Location"]
        given = {"kind": "Reading", "activity": "A", "learned": "L", "impact": "I", "version": 1}
        given |= {"happened_on-day": 1, "happened_on-month": 6, "happened_on-year": 2026}
        assert client.post(made, given).status_code == 302
        assert Piece.objects.get().complete
        clash = client.post(made, given | {"learned": "Old tab"})
        assert clash.status_code == 409
        assert "Old tab" in clash.text
        client.post(f"{made}decide/", {"what": "handed-in"})
        assert "Handed in" in client.get(PACK).text
        client.post(f"{made}decide/", {"what": "remove"})
        assert client.get(made).status_code == 404

    def test_what_may_name_a_child_is_pointed_out_and_saved(self, client, alice):
        row = piece_of(alice)
        sign_in(client, alice.user)
        given = {"learned": "A girl called Anna Whitlock drew.", "version": row.version}
        assert "Anna Whitlock” looks like" in client.post(at(row), given).text
        row.refresh_from_db()
        assert "Anna Whitlock" in row.learned

    def test_the_files_are_in_the_bodys_order_with_title_language_and_bookmarks(self, client, alice):
        piece_of(alice, peer="Sam saw it too")
        sign_in(client, alice.user)
        pdf = PdfReader(io.BytesIO(file_of(client.get(f"{PACK}swe/pack.pdf"))))
        text = "".join(page.extract_text() for page in pdf.pages)
        assert pdf.metadata.title == "CPD of Alice Gibbons for Social Work England"
        assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
        assert [each.title for each in pdf.outline[:1]] == ["CPD for Social Work England"]
        assert "Piece 1: Signs of Safety" in text
        assert text.index("Type of CPD") < text.index("What I learned") < text.index("Sam saw it too")
        plain = file_of(client.get(f"{PACK}swe/pack.txt")).decode()
        assert SECRET in plain
        assert plain.index("What I learned") < plain.index("Sam saw it too")

    def test_who_has_nothing_asked_is_told_so(self, client, manager):
        sign_in(client, manager.user)
        assert "Nothing is asked of you here" in client.get(PACK).text
        assert client.get(f"{PACK}swe/pack.pdf").status_code == 404
        assert client.post(f"{PACK}nothing/start/").status_code == 404
        assert client.post(f"{PACK}swe/start/", {"reflection": "x"}).status_code == 404


class TestLadder:
    @pytest.mark.parametrize("role", ["", "coordinator", "hr", "leader", "system_administrator", "asye_coordinator"])
    def test_nobody_else_reaches_a_piece(self, client, alice, manager, role):
        row = piece_of(alice)
        who = staff("role@example.org") if role else manager
        if role:
            RoleGrantFactory(user=who.user, role=role)
        sign_in(client, who.user)
        assert client.get(at(row)).status_code == 404
        assert client.get(at(row, "invite/")).status_code == 404
        assert client.post(at(row, "decide/"), {"what": "remove"}).status_code == 404
        assert SECRET not in client.get(PACK).text
        assert Piece.objects.get().removed_at is None

    def test_signed_out_bad_key_and_wrong_method(self, client, alice):
        row = piece_of(alice)
        for address in (PACK, at(row), at(row, "invite/"), f"{PACK}swe/pack.txt"):
            assert client.get(address).status_code == 302
        sign_in(client, alice.user)
        assert client.get(f"/my/cpd/pieces/{uuid.uuid4()}/").status_code == 404
        assert client.get(f"{PACK}swe/start/").status_code == 405
        assert client.get(at(row, "decide/")).status_code == 405
        assert client.post(at(row, "decide/"), {"what": "nonsense"}).status_code == 404
        assert client.post(PACK).status_code == 405

    def test_a_leaver_still_reaches_pack_pieces_and_files(self, client, alice):
        row = piece_of(alice)
        alice.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
        alice.personal_email, alice.personal_email_verified_at = "a@home.example", timezone.now() - timedelta(days=30)
        alice.save()
        sign_in(client, type(alice.user).objects.get(pk=alice.user.pk))
        assert "1 of 2, no peer reflection yet" in client.get(PACK).text
        invite = {"name": "Sam", "email": "s@elsewhere.example", "capacity": "colleague"}
        assert client.post(at(row, "invite/"), invite).status_code == 302
        given = {"learned": "Written after leaving", "version": row.version}
        assert client.post(at(row), given).status_code == 302
        assert client.get(f"{PACK}swe/pack.pdf").status_code == 200
        assert client.get("/desk/")["Location"] == "/my/cpd/"


class TestTeam:
    def test_a_manager_sees_counts_most_missing_first_and_never_a_word(self, client, alice, manager):
        done = social_worker("done@example.org", manager=manager, first_name="Dora", last_name="Done")
        piece_of(done)
        piece_of(done, learned="Other", peer="Sam")
        piece_of(alice)
        sign_in(client, manager.user)
        text = client.get("/team/cpd/").text
        assert "1 of 2, no peer reflection yet" in text
        assert text.index("Alice Gibbons") < text.index("Dora Done")
        assert "2 of 2, with peer reflection" in text
        assert SECRET not in text

    def test_only_their_own_people_and_only_managers(self, client, alice, manager):
        other = staff("other@example.org")
        staff("theirs@example.org", manager=other)
        sign_in(client, other.user)
        assert "Alice" not in client.get("/team/cpd/").text
        sign_in(client, alice.user)
        assert client.get("/team/cpd/").status_code == 403
        sign_in(client, manager.user)
        assert client.post("/team/cpd/").status_code == 405

    def test_queries_do_not_grow_with_people(self, client, alice, manager, django_assert_max_num_queries):
        for number in range(4):
            piece_of(social_worker(f"p{number}@example.org", manager=manager))
        for person, address in ((manager, "/team/cpd/"), (alice, PACK)):
            sign_in(client, person.user)
            client.get(address)
            with django_assert_max_num_queries(27):
                client.get(address)


def test_the_record_filters_totals_and_files(client, alice):
    first = record(alice)
    record(alice, source="self:1", kind="self_paced", title="Language that Cares", minutes=60, credited_minutes=60)
    record(alice, source="old:1", title="=Old", starts_on=first.starts_on.replace(year=2024), ends_on=first.ends_on)
    wrote(alice, record=first)
    sign_in(client, alice.user)
    titles = ("Signs of Safety", "Language that Cares", "=Old")

    def shown(**query):
        text = client.get("/my/cpd/", query).text
        return [title for title in titles if re.search(rf"academy-record__title[^>]*>{title}", text)]

    assert shown() == list(titles)
    assert shown(year="2026") == list(titles[:2])
    assert shown(year="swe-2025") == list(titles[:2])
    assert shown(year="swe-2023") == ["=Old"]
    assert shown(kind="self_paced") == ["Language that Cares"]
    assert shown(reflection="yes") == ["Signs of Safety"]
    assert shown(reflection="no") == list(titles[1:])
    assert shown(methodology="rp") == []
    assert "3 pieces of learning, 15 hours 48 minutes" in client.get("/my/cpd/").text
    csv = b"".join(client.get("/my/cpd/", {"format": "csv", "year": "swe-2023"}).streaming_content).decode()
    assert "'=Old" in csv
    assert csv.count("\r\n") == 2
    pdf = PdfReader(io.BytesIO(file_of(client.get("/my/cpd/", {"format": "pdf", "with": "reflections"}))))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert SECRET in " ".join(text.split())
    assert pdf.metadata.title == "CPD record of Alice Gibbons"
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    without = PdfReader(io.BytesIO(file_of(client.get("/my/cpd/", {"format": "pdf"}))))
    assert SECRET not in " ".join("".join(page.extract_text() for page in without.pages).split())


def test_rules_stand_before_anybody_asks():
    assert RegistrationRule.objects.count() == 7
