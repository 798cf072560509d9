"""Signing in through the council's OpenID Connect provider, against a real provider process."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.utils import timezone

from academy.accounts.providers import form_actions
from academy.security_headers import SITE_POLICY, policy_text
from tests.academy import oidc_provider
from tests.academy.oidc_provider import query_of
from tests.academy.sign_in_steps import sign_in, totp_code, with_app
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, staff
from workforce import roles
from workforce.models import Person, User

pytestmark = pytest.mark.django_db
SECOND_STEP = "/accounts/second-step/"


@pytest.fixture(scope="module")
def process():
    with oidc_provider.running() as provider:
        yield provider


@pytest.fixture
def provider(process, settings):
    cache.clear()
    settings.SOCIALACCOUNT_PROVIDERS = oidc_provider.settings_for(process)
    return process


def signed_in_as(client):
    return client.session.get("_auth_user_id")


@pytest.fixture
def coordinator():
    ruth = staff("ruth@example.org")
    RoleGrantFactory(user=ruth.user, role=roles.COORDINATOR)
    return ruth.user


def test_somebody_of_the_file_is_linked_and_signed_in(client, provider):
    person = PersonFactory(work_email="Ada@example.org")
    PostFactory(person=person)
    provider.knows("ada", email="ada@example.org", email_verified=True)
    assert provider.walk(client, "ada", "/my/bookings/")["Location"] == "/my/bookings/"
    person.refresh_from_db()
    assert signed_in_as(client) == str(person.user_id)
    assert SocialAccount.objects.get().user_id == person.user_id
    client.logout()
    provider.walk(client, "ada")
    assert SocialAccount.objects.count() == 1


def test_the_button_stands_on_the_sign_in_page_and_a_link_alone_starts_nothing(client, provider):
    assert oidc_provider.START in client.get("/accounts/login/").content.decode()
    page = client.get(oidc_provider.START)
    assert page.status_code == 200
    assert "Sign in with your council account" in page.content.decode()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "eve@example.org", "email_verified": True},
        {"email": "ada@example.org", "email_verified": False},
        {"email": "ada@example.org"},
        {"email": "ada@example.org", "email_verified": "true"},
        {},
    ],
    ids=["unknown", "unverified", "silent", "only a word", "no address"],
)
def test_an_address_that_is_unknown_or_not_verified_is_refused_in_words(client, provider, claims):
    staff("ada@example.org")
    before = User.objects.count()
    provider.knows("somebody", **claims)
    answer = provider.walk(client, "somebody")
    assert answer.status_code == 403
    assert "We cannot find you" in answer.content.decode()
    assert not signed_in_as(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_a_leaver_is_refused(client, provider):
    ada = staff("ada@example.org")
    ada.posts.update(ends_on=timezone.localdate())
    provider.knows("ada-left", email="ada@example.org", email_verified=True)
    assert provider.walk(client, "ada-left").status_code == 403
    assert not signed_in_as(client)


def test_a_second_factor_named_in_the_signed_token_counts(client, provider, coordinator):
    provider.knows("ruth", email="ruth@example.org", email_verified=True, amr=["pwd", "mfa"])
    provider.walk(client, "ruth")
    assert client.get("/desk/").status_code == 200


def test_an_acr_counts_only_where_the_settings_name_it(client, provider, coordinator, settings):
    provider.knows("ruth-acr", email="ruth@example.org", email_verified=True, acr="urn:council:two")
    provider.walk(client, "ruth-acr")
    assert client.get("/desk/")["Location"].startswith(SECOND_STEP)
    client.logout()
    settings.OIDC_SECOND_FACTOR_ACR = ["urn:council:two"]
    provider.walk(client, "ruth-acr")
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("amr", [None, [], ["pwd"], "mfa", {"mfa": True}])
def test_without_it_our_own_is_asked_for(client, provider, coordinator, amr):
    provider.knows("ruth-pwd", email="ruth@example.org", email_verified=True, amr=amr)
    provider.walk(client, "ruth-pwd")
    assert client.get("/cms/")["Location"].startswith(SECOND_STEP)


def test_the_unsigned_answer_is_not_believed(client, provider, coordinator, monkeypatch):
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

    fetch = OpenIDConnectOAuth2Adapter._fetch_user_info
    monkeypatch.setattr(
        OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda self, token: fetch(self, token) | {"amr": ["mfa"]}
    )
    provider.knows("ruth-claims", email="ruth@example.org", email_verified=True)
    provider.walk(client, "ruth-claims")
    assert client.get("/desk/")["Location"].startswith(SECOND_STEP)


def test_an_app_of_ours_is_not_asked_for_on_top_of_the_providers(client, provider, coordinator):
    with_app(coordinator)
    provider.knows("ruth", email="ruth@example.org", email_verified=True, amr=["mfa"])
    provider.walk(client, "ruth")
    assert client.get("/desk/").status_code == 200
    client.logout()
    provider.knows("ruth", email="ruth@example.org", email_verified=True, amr=["pwd"])
    assert provider.walk(client, "ruth")["Location"].startswith("/accounts/2fa/authenticate/")
    client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert client.get("/desk/").status_code == 200


def test_the_providers_word_does_not_outlive_its_sign_in(client, provider, coordinator):
    provider.knows("ruth", email="ruth@example.org", email_verified=True, amr=["mfa"])
    provider.walk(client, "ruth")
    client.post("/accounts/logout/")
    sign_in(client, "ruth@example.org")
    assert client.get("/desk/")["Location"].startswith(SECOND_STEP)


def test_a_changed_state_signs_nobody_in(client, provider):
    staff("ada@example.org")
    provider.knows("ada", email="ada@example.org", email_verified=True)
    back = provider.approve(provider.begin(client), "ada")
    answer = client.get(back.replace("state=", "state=x"))
    assert "did not answer" in answer.content.decode()
    assert not signed_in_as(client)


def test_an_answer_meant_for_another_browser_signs_nobody_in(client, provider):
    from django.test import Client

    staff("ada@example.org")
    provider.knows("ada", email="ada@example.org", email_verified=True)
    back = provider.approve(provider.begin(Client()), "ada")
    client.get(back)
    assert not signed_in_as(client)


def test_the_request_carries_pkce_and_a_state(client, provider):
    asked = query_of(provider.begin(client))
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) >= 43
    assert len(asked["state"]) >= 16


def test_somebody_who_gives_up_at_the_provider_is_told(client, provider):
    state = query_of(provider.begin(client))["state"]
    answer = client.get(f"/accounts/oidc/council/login/callback/?error=access_denied&state={state}", follow=True)
    assert "You stopped signing in" in answer.content.decode()


def test_a_person_cannot_take_over_another_through_a_second_account_of_the_provider(client, provider):
    staff("ada@example.org")
    bo = staff("bo@example.org")
    provider.knows("same", email="ada@example.org", email_verified=True)
    provider.walk(client, "same")
    client.logout()
    provider.knows("other", email="bo@example.org", email_verified=True)
    provider.walk(client, "other")
    assert signed_in_as(client) == str(bo.user_id)
    assert Person.objects.filter(user__isnull=False).count() == 2


def test_the_policy_lets_the_form_go_to_the_provider_and_nowhere_else():
    environ = {
        "OIDC_SERVER_URL": "https://login.example.org/tenant/v2.0",
        "OIDC_FORM_ACTIONS": "https://sts.example.org",
    }
    policy = policy_text(SITE_POLICY, tuple(form_actions(environ)))
    assert "form-action 'self' https://login.example.org https://sts.example.org;" in policy
    assert form_actions({}) == []
