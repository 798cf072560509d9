"""A second factor for everyone who sees more than their own records, and how it is proven."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from academy.accounts import second_factor
from academy.accounts.adapter import MfaAdapter
from tests.academy.sign_in_steps import kinds, sign_in, totp_code, with_app
from tests.factories.workforce import ActingManagerFactory, DeputyFactory, RoleGrantFactory, UserFactory, staff
from workforce import roles

pytestmark = pytest.mark.django_db
EMAIL = "ada@example.org"
SECOND_STEP = "/accounts/second-step/"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def holder(code):
    """A user who holds one role, by fact, as a deputy, or by grant."""
    ada = staff(EMAIL)
    if code in (roles.LINE_MANAGER, roles.SUPERVISOR):
        staff("report@example.org", manager=ada)
    elif code in (roles.DEPUTY, roles.DELEGATE):
        boss = staff("boss@example.org")
        staff("report@example.org", manager=boss)
        today = timezone.localdate()
        DeputyFactory(principal=boss, deputy=ada, kind=code, starts_on=today, ends_on=today + timedelta(days=90))
    elif code != roles.LEARNER:
        RoleGrantFactory(user=ada.user, role=code)
    return ada.user


@pytest.mark.parametrize("role", roles.ROLES.values(), ids=lambda role: role.code)
def test_each_role_is_asked_as_the_roles_say(client, role):
    holder(role.code)
    sign_in(client, EMAIL)
    answer = client.get("/my/bookings/")
    if role.needs_second_factor:
        assert answer["Location"] == f"{SECOND_STEP}?next=%2Fmy%2Fbookings%2F"
    else:
        assert answer.status_code == 200


def test_an_acting_manager_is_asked_too(client):
    ada = staff(EMAIL)
    ActingManagerFactory(manager=ada, person=staff("report@example.org"))
    sign_in(client, EMAIL)
    assert client.get("/desk/")["Location"].startswith(SECOND_STEP)


@pytest.fixture
def coordinator(client):
    user = holder(roles.COORDINATOR)
    sign_in(client, EMAIL)
    return user


@pytest.mark.parametrize(
    "path",
    ["/", "/desk/", "/cms/", "/cms/pages/", "/courses/", "/api/v1/", "/my/data/", "/team/", "/documents/1/"],
)
@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
def test_nothing_else_opens_before_it(client, coordinator, path, method):
    answer = getattr(client, method)(path, headers={"HX-Request": "true"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(SECOND_STEP)


def test_a_kept_public_page_shows_nothing_of_them(client, coordinator):
    assert "X-Public-Copy" not in client.get("/")
    client.logout()
    public = client.get("/courses/").content.decode()
    assert coordinator.get_full_name() not in public


def test_the_page_says_why_and_offers_both_ways(client, coordinator):
    html = client.get(f"{SECOND_STEP}?next=/cms/").content.decode()
    assert "One more step" in html
    assert "/accounts/2fa/webauthn/add/" in html
    assert "/accounts/2fa/totp/activate/" in html


def set_up_app(client):
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    return client.post("/accounts/2fa/totp/activate/", {"code": totp_code(secret)}), secret


def test_setting_up_an_app_counts_at_once_and_leads_on(client, coordinator):
    client.get(f"{SECOND_STEP}?next=/cms/pages/")
    answer, _ = set_up_app(client)
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    page = client.get(answer["Location"])
    assert "Your recovery codes" in page.content.decode()
    assert client.get(SECOND_STEP)["Location"] == "/cms/pages/"
    assert client.get("/desk/").status_code == 200
    assert kinds(coordinator) == ["recovery_codes", "totp"]


def test_a_wrong_code_sets_up_nothing(client, coordinator):
    client.get("/accounts/2fa/totp/activate/")
    page = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not kinds(coordinator)


def test_the_way_on_stays_within_the_site(client, coordinator):
    client.get(f"{SECOND_STEP}?next=https://evil.example/")
    set_up_app(client)
    assert client.get(SECOND_STEP)["Location"] == "/desk/"


def test_the_next_sign_in_asks_for_the_app_and_keeps_next(client, coordinator):
    with_app(coordinator)
    client.logout()
    answer = sign_in(client, EMAIL, "/cms/")
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/desk/")["Location"].startswith("/accounts/login/")
    answer = client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert answer["Location"] == "/cms/"
    assert client.get("/desk/").status_code == 200


def test_a_code_of_the_app_works_once(client, coordinator):
    with_app(coordinator)
    client.logout()
    code = totp_code()
    sign_in(client, EMAIL)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.logout()
    sign_in(client, EMAIL)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_counts_and_is_used_up(client, coordinator):
    with_app(coordinator)
    recovery = RecoveryCodes.activate(coordinator)
    code = recovery.get_unused_codes()[0]
    client.logout()
    sign_in(client, EMAIL)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/desk/").status_code == 200
    assert code not in Authenticator.objects.get(pk=recovery.instance.pk).wrap().get_unused_codes()


def test_guessing_the_apps_code_is_stopped(client, coordinator):
    with_app(coordinator)
    client.logout()
    sign_in(client, EMAIL)
    pages = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _ in range(6)]
    assert "Too many" in pages[-1].content.decode()
    right = client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert right.status_code == 200, "also the right one has to wait"


def test_secrets_lie_encrypted_and_a_lost_key_fits_no_code(coordinator, settings):
    row = with_app(coordinator)
    assert "JBSWY3DPEHPK3PXP" not in str(row.data)
    settings.FIELD_KEYS = ["another"]
    assert MfaAdapter().decrypt(row.data["secret"]) not in ("", "JBSWY3DPEHPK3PXP")
    assert MfaAdapter().decrypt(row.data["secret"]) != MfaAdapter().decrypt(row.data["secret"])


def test_what_an_earlier_sign_in_proved_does_not_outlive_it(client, coordinator):
    client.logout()
    session = client.session
    session[second_factor.KEY] = "oidc"
    session.save()
    sign_in(client, EMAIL)
    assert client.get("/desk/")["Location"].startswith(SECOND_STEP)


def age_proofs(client, seconds):
    session = client.session
    session["account_authentication_methods"] = [
        row | {"at": time.time() - seconds} for row in session["account_authentication_methods"]
    ]
    session.save()


def test_an_old_session_proves_its_address_again_before_the_first_factor(client, coordinator):
    age_proofs(client, 3600)
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"] == "/accounts/security/prove/?next=%2Faccounts%2F2fa%2Ftotp%2Factivate%2F"
    mail.outbox.clear()
    client.post("/accounts/security/prove/", {"next": "/accounts/2fa/totp/activate/"})
    code = mail.outbox[-1].body.split("\n\n")[2].strip()
    wrong = client.post("/accounts/security/prove/", {"code": "BBBBBBBB", "next": "/accounts/2fa/totp/activate/"})
    assert wrong.status_code == 422
    right = client.post("/accounts/security/prove/", {"code": code.lower(), "next": "/accounts/2fa/totp/activate/"})
    assert right["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_changing_a_factor_asks_for_the_one_there_is(client, coordinator):
    set_up_app(client)
    age_proofs(client, 3600)
    for path in ("totp/deactivate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"):
        answer = client.get(f"/accounts/2fa/{path}")
        assert answer["Location"].startswith("/accounts/2fa/reauthenticate/?next="), path


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_told_of_a_new_factor_by_mail(client, coordinator):
    mail.outbox.clear()
    set_up_app(client)
    assert [m.subject for m in mail.outbox] == ["An authenticator app was added to your sign-in"]
    assert "If it was not" in mail.outbox[0].body


def test_a_learner_with_a_factor_of_their_own_is_asked_for_it(client):
    ada = staff(EMAIL)
    with_app(ada.user)
    assert sign_in(client, EMAIL)["Location"].startswith("/accounts/2fa/authenticate/")


def test_a_user_without_person_and_role_is_not_asked(client):
    UserFactory(email="guest@example.org")
    sign_in(client, "guest@example.org")
    assert client.get("/my/bookings/").status_code in (200, 403)
