"""The pages of reflections: every step of the access ladder, conflicts, and who can read it, in names."""

import uuid

import pytest

from cpd_records.models import Reflection, ReflectionRead
from tests.factories.cpd_records import record
from tests.factories.reflections import SECRET, shared, wrote
from tests.factories.workforce import RoleGrantFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NEW = "/my/cpd/reflections/new/"
GIVEN = {"title": "Duty", "happened_on-day": "12", "happened_on-month": "11", "happened_on-year": "2026"}


@pytest.fixture
def manager():
    return staff("joseph@example.org", first_name="Joseph", last_name="Skelton")


@pytest.fixture
def alice(manager):
    return staff("alice@example.org", manager=manager, first_name="Alice", last_name="Gibbons")


def own(row, end=""):
    return f"/my/cpd/reflections/{row.public_id}/{end}"


def team(row):
    return f"/team/cpd/reflections/{row.public_id}/"


def post(client, address, **given):
    return client.post(address, GIVEN | {"key": str(uuid.uuid4()), "version": 1} | given)


class TestWriting:
    def test_one_is_begun_on_learning_and_shows_in_the_record(self, client, alice):
        learned = record(alice)
        sign_in(client, alice.user)
        page = client.get("/my/cpd/").text
        assert f"{NEW}?record={learned.public_id}" in page
        assert "Signs of Safety" in client.get(f"{NEW}?record={learned.public_id}").text
        answer = post(client, f"{NEW}?record={learned.public_id}", learned=SECRET)
        row = Reflection.objects.get()
        assert answer["Location"] == own(row)
        assert row.record == learned
        assert own(row) in client.get("/my/cpd/").text
        assert SECRET in client.get(own(row)).text

    def test_someone_elses_learning_is_not_taken(self, client, alice, manager):
        theirs = record(manager)
        sign_in(client, alice.user)
        post(client, f"{NEW}?record={theirs.public_id}", learned=SECRET)
        assert Reflection.objects.get().record is None

    def test_an_empty_title_is_refused_with_everything_still_there(self, client, alice):
        sign_in(client, alice.user)
        page = post(client, NEW, title="", learned=SECRET)
        assert "Say in a few words" in page.text
        assert SECRET in page.text
        assert not Reflection.objects.exists()

    def test_a_conflict_shows_both_and_saving_again_keeps_what_is_chosen(self, client, alice):
        row = wrote(alice)
        sign_in(client, alice.user)
        assert post(client, own(row, "edit/"), learned="Newer", version=1).status_code == 302
        clash = post(client, own(row, "edit/"), learned="From the old tab", version=1)
        assert clash.status_code == 409
        assert "Newer" in clash.text
        assert "From the old tab" in clash.text
        assert 'name="version" value="2"' in clash.text
        row.refresh_from_db()
        assert row.learned == "Newer"
        post(client, own(row, "edit/"), learned="Both", version=2)
        row.refresh_from_db()
        assert row.learned == "Both"

    def test_what_may_name_a_child_is_saved_pointed_out_and_may_stay(self, client, alice):
        sign_in(client, alice.user)
        key = str(uuid.uuid4())
        risky = "I sat with a boy called Peter Whitlock."
        page = post(client, NEW, learned=risky, key=key)
        assert page.status_code == 200
        assert "Peter Whitlock” looks like" in page.text
        row = Reflection.objects.get()
        assert row.learned == risky, "nothing is blocked"
        kept = post(client, NEW, learned=risky, key=key, keep="yes")
        assert kept["Location"] == own(row)

    def test_a_form_sent_signed_out_is_kept(self, client, alice):
        row = wrote(alice)
        assert post(client, own(row, "edit/"), learned="Typed").status_code == 302
        assert Reflection.objects.get().learned == SECRET


class TestWhoReads:
    def test_the_page_names_who_can_read_it_now(self, client, alice):
        row = wrote(alice)
        sign_in(client, alice.user)
        page = client.get(own(row)).text
        assert "Only you." in page
        assert "If you share it, Joseph Skelton (line manager) can read it" in page
        client.post(own(row, "decide/"), {"what": "agenda"})
        page = client.get(own(row)).text
        assert "You, and Joseph Skelton (line manager)." in page
        assert "On the supervision agenda" in page

    def test_a_manager_presses_before_the_words_show_and_the_writer_sees_it(self, client, alice, manager):
        row = shared(alice, title="My own heading")
        sign_in(client, manager.user)
        listed = client.get("/team/cpd/").text
        assert "Alice Gibbons" in listed
        assert "My own heading" not in listed
        asked = client.get(team(row)).text
        assert SECRET not in asked + listed
        assert not ReflectionRead.objects.exists()
        assert SECRET in client.post(team(row)).text
        sign_in(client, alice.user)
        assert "Joseph (line manager)" in client.get(own(row)).text
        client.post(own(row, "decide/"), {"what": "unshare"})
        assert Reflection.objects.get().state == "shared"

    def test_taking_it_back_and_removing(self, client, alice, manager):
        row = shared(alice)
        sign_in(client, alice.user)
        client.post(own(row, "decide/"), {"what": "unshare"})
        sign_in(client, manager.user)
        assert client.get(team(row)).status_code == client.post(team(row)).status_code == 404
        sign_in(client, alice.user)
        client.post(own(row, "decide/"), {"what": "remove"})
        assert not Reflection.objects.exists()
        assert client.get(own(row)).status_code == 404


class TestLadder:
    @pytest.mark.parametrize("role", ["coordinator", "hr", "leader", "system_administrator"])
    def test_no_role_opens_a_shared_one_by_any_address(self, client, alice, role):
        row, somebody = shared(alice), staff("role@example.org")
        RoleGrantFactory(user=somebody.user, role=role)
        sign_in(client, somebody.user)
        for address in (own(row), own(row, "edit/"), team(row)):
            assert client.get(address).status_code == 404
        assert client.post(own(row, "decide/"), {"what": "unshare"}).status_code == 404
        assert client.get("/team/cpd/").status_code == 403

    def test_a_manager_does_not_reach_the_writers_own_pages_nor_another_team(self, client, alice, manager):
        row, other = shared(alice), staff("other@example.org")
        staff("theirs@example.org", manager=other)
        sign_in(client, manager.user)
        assert client.get(own(row)).status_code == 404
        sign_in(client, other.user)
        assert client.get(team(row)).status_code == 404
        assert "Alice" not in client.get("/team/cpd/").text

    def test_signed_out_bad_key_and_wrong_method(self, client, alice):
        row = wrote(alice)
        for address in (NEW, own(row), own(row, "edit/"), "/my/cpd/reflections/", "/team/cpd/", team(row)):
            assert client.get(address).status_code == 302
        sign_in(client, alice.user)
        assert client.get(f"/my/cpd/reflections/{uuid.uuid4()}/").status_code == 404
        assert client.get(own(row, "decide/")).status_code == 405
        assert client.put(own(row, "edit/")).status_code == 405
        assert client.post("/my/cpd/reflections/").status_code == 405
        assert client.post(own(row, "decide/"), {"what": "nonsense"}).status_code == 404

    def test_queries_do_not_grow_with_rows(self, client, alice, manager, django_assert_max_num_queries):
        for _ in range(4):
            shared(alice, record=record(alice, source=f"booking:{uuid.uuid4()}"))
        for person, address, limit in (
            (alice, "/my/cpd/reflections/", 15),
            (alice, "/my/cpd/", 15),
            (manager, "/team/cpd/", 27),
        ):
            sign_in(client, person.user)
            client.get(address)
            with django_assert_max_num_queries(limit):
                client.get(address)
