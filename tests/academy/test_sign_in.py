"""Signing in with a code by mail: who gets in, who does not, and what either sees."""

import datetime
import logging
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from academy.accounts.joining import user_for_address
from tests.academy.sign_in_steps import ask_for_code, code_of, enter_code, sign_in
from tests.factories.workforce import PersonFactory, PostFactory, UserFactory, staff
from workforce.models import Person

pytestmark = pytest.mark.django_db
User = get_user_model()
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_a_code_by_mail_leads_to_the_desk(client):
    ada = staff("ada@example.org")
    answer = sign_in(client, "Ada@Example.org")
    assert answer["Location"] == "/desk/"
    assert signed_in_as(client) == str(ada.user_id)


def test_next_is_kept_through_the_code_and_only_within_the_site(client):
    staff("ada@example.org")
    assert sign_in(client, "ada@example.org", "/my/bookings/")["Location"] == "/my/bookings/"
    client.logout()
    assert sign_in(client, "ada@example.org", "https://evil.example/")["Location"] == "/desk/"


def test_somebody_of_the_file_gets_a_user_the_first_time(client):
    person = PersonFactory(work_email="New.Starter@example.org")
    PostFactory(person=person)
    sign_in(client, "new.starter@example.org")
    person.refresh_from_db()
    assert person.user.email == "new.starter@example.org"
    assert not person.user.has_usable_password()
    assert signed_in_as(client) == str(person.user_id)


@pytest.mark.django_db(transaction=True)
def test_two_first_sign_ins_at_once_make_one_user():
    PersonFactory(work_email="twice@example.org")

    def join(_):
        try:
            return user_for_address("twice@example.org").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(join, range(8)))
    assert len(keys) == 1
    assert User.objects.filter(email="twice@example.org").count() == 1


def test_an_unknown_address_sees_the_same_page_and_gets_no_account_and_no_mail(client):
    staff("ada@example.org")
    known = Client()
    pages = []
    for browser, email in ((known, "ada@example.org"), (client, "eve@example.org")):
        answer = ask_for_code(browser, email)
        page = browser.get(answer["Location"])
        pages.append((answer.status_code, answer["Location"], page.content.decode().replace(email, "")))
    first, second = pages
    assert first[:2] == second[:2]
    assert shape(first[2]) == shape(second[2])
    assert [m.to for m in mail.outbox] == [["ada@example.org"]]
    assert not User.objects.filter(email="eve@example.org").exists()
    assert enter_code(client, "BCDF-GHJK").status_code == 200
    assert not signed_in_as(client)


def shape(html):
    return re.sub(r'value="[\w-]{64}"', "", html)


def test_somebody_whose_address_hr_changed_comes_in_by_the_new_one_as_themselves(client):
    ada = staff("ada.old@example.org")
    Person.objects.filter(pk=ada.pk).update(work_email="ada.new@example.org")
    sign_in(client, "ada.new@example.org")
    assert signed_in_as(client) == str(ada.user_id)
    mail.outbox.clear()
    ask_for_code(Client(), "ada.old@example.org")
    assert not mail.outbox, "the old mailbox may be somebody else's by now"


def test_an_address_given_to_somebody_new_opens_nothing_of_the_one_before():
    ada = staff("a.marsh@example.org")
    user_for_address("a.marsh@example.org")
    Person.objects.filter(pk=ada.pk).update(work_email="ada.marsh-hill@example.org")
    other = PersonFactory(work_email="a.marsh@example.org")
    newcomer = user_for_address("a.marsh@example.org")
    other.refresh_from_db()
    assert newcomer.pk == other.user_id != ada.user_id
    assert user_for_address("ada.marsh-hill@example.org").pk == ada.user_id


def end_posts(person, on):
    person.posts.update(ends_on=on)


def test_a_leaver_is_refused_kindly_also_by_the_work_address_when_a_personal_one_is_kept(client):
    ada = staff("ada@example.org")
    end_posts(ada, TODAY - DAY)
    answer = sign_in(client, "ada@example.org")
    assert answer.status_code == 403
    assert "You cannot sign in at present" in answer.content.decode()
    assert not signed_in_as(client)
    keep_address(ada, timezone.now() - 30 * DAY)
    assert sign_in(Client(), "ada@example.org").status_code == 403


def keep_address(person, at):
    person.personal_email, person.personal_email_verified_at = "ada@home.example", at
    person.save()


def test_a_leaver_reaches_their_own_record_by_the_personal_address_and_nothing_else(client):
    ada = staff("ada@example.org")
    end_posts(ada, TODAY - DAY)
    keep_address(ada, timezone.now() - 30 * DAY)
    sign_in(client, "ada@home.example")
    assert signed_in_as(client) == str(ada.user_id)
    assert client.get("/desk/")["Location"] == "/my/cpd/"
    assert client.get("/my/cpd/").status_code == 200


def test_a_personal_address_lets_nobody_in_who_still_works_here(client):
    ada = staff("ada@example.org")
    keep_address(ada, timezone.now() - 30 * DAY)
    ask_for_code(client, "ada@home.example")
    assert not mail.outbox


def test_access_ends_in_the_middle_of_a_session(client):
    ada = staff("ada@example.org")
    sign_in(client, "ada@example.org")
    end_posts(ada, TODAY)
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert not signed_in_as(client)


def test_somebody_suspended_is_refused(client):
    staff("ada@example.org", suspended_on=TODAY)
    assert sign_in(client, "ada@example.org").status_code == 403
    assert not signed_in_as(client)


@pytest.mark.parametrize("fields", [{"is_system": True}, {"is_active": False}])
def test_parts_of_the_system_and_closed_accounts_get_no_code(client, fields):
    UserFactory(email="clock@example.org", **fields)
    ask_for_code(client, "clock@example.org")
    assert not mail.outbox


def test_a_system_user_is_no_demo_account(client):
    UserFactory(email="clock@example.org", is_system=True)
    assert client.post("/accounts/demo/", {"email": "clock@example.org"}).status_code == 400


def test_the_break_glass_account_may_sign_in(client):
    User.objects.create_superuser("root@example.org")
    sign_in(client, "root@example.org")
    assert signed_in_as(client)


def test_the_mail_is_in_our_words_and_its_subject_holds_no_code(client):
    staff("ada@example.org")
    ask_for_code(client, "ada@example.org")
    message = mail.outbox[-1]
    assert code_of(message) not in message.subject
    assert "Learning Academy" in message.subject
    assert "If you did not ask for a code" in message.body
    assert "example.com" not in message.body


def test_no_code_is_ever_logged(client, caplog):
    staff("ada@example.org")
    with caplog.at_level(logging.DEBUG):
        sign_in(client, "ada@example.org")
    assert code_of(mail.outbox[-1]) not in caplog.text


def test_a_code_works_once(client):
    staff("ada@example.org")
    sign_in(client, "ada@example.org")
    code = code_of(mail.outbox[-1])
    client.logout()
    assert enter_code(client, code)["Location"].startswith("/accounts/login/")


def test_a_code_of_another_browser_does_not_work(client):
    staff("ada@example.org")
    ask_for_code(Client(), "ada@example.org")
    assert enter_code(client, code_of(mail.outbox[-1]))["Location"].startswith("/accounts/login/")


def test_wrong_codes_end_the_attempt(client):
    staff("ada@example.org")
    ask_for_code(client, "ada@example.org")
    answers = [enter_code(client, "BBBB-BBBB").status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    assert enter_code(client, code_of(mail.outbox[-1]))["Location"].startswith("/accounts/login/")


def test_the_session_key_changes_on_signing_in_and_signing_out_empties_it(client):
    staff("ada@example.org")
    ask_for_code(client, "ada@example.org")
    before = client.session.session_key
    enter_code(client, code_of(mail.outbox[-1]))
    assert client.session.session_key != before
    client.post("/accounts/logout/")
    assert not dict(client.session)


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "inactive/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/signup/",
        "2fa/webauthn/signup/",
    ],
)
def test_pages_that_make_no_sense_without_passwords_are_closed(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404
    assert client.post(f"/accounts/{path}").status_code == 404


def test_wagtails_own_sign_in_and_password_pages_lead_to_ours(client):
    assert client.get("/cms/login/?next=/cms/pages/")["Location"] == "/accounts/login/?next=/cms/pages/"
    assert client.get("/cms/")["Location"].startswith("/accounts/login/?next=")
    assert client.get("/cms/password_reset/").status_code in (302, 404)
    assert client.get("/cms/account/change_password/").status_code in (302, 404)


@pytest.mark.parametrize("path", ["_util/login/", "_util/authenticate_with_password/1/1/"])
def test_the_public_sites_own_ways_in_by_password_are_closed(client, path):
    assert client.get(f"/{path}").status_code == 404
    assert client.post(f"/{path}", {"username": "ada@example.org", "password": "guess"}).status_code == 404


def test_a_form_that_met_a_closed_session_comes_back_after_a_code(client):
    staff("ada@example.org")
    answer = client.post("/my/bookings/2f1d3c1e-0000-4000-8000-000000000000/cancel/", {"reason": "Proud of it"})
    kept = answer["Location"].split("next=")[1].replace("%2F", "/")
    back = sign_in(client, "ada@example.org", kept)
    assert "Proud of it" in client.get(back["Location"]).content.decode()


def test_somebody_who_may_not_edit_is_told_so_and_not_sent_round_in_circles(client):
    staff("ada@example.org")
    sign_in(client, "ada@example.org")
    assert client.get("/cms/", follow=True).status_code == 403
