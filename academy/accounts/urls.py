"""Sign-in's addresses: ours first, then what is closed, then the rest of allauth's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from academy.accounts import enrolment, partners, security, views
from academy.accounts.demo import demo_sign_in
from academy.accounts.resume import resume
from academy.accounts.session import session


def closed(request: HttpRequest) -> HttpResponse:
    """Pages of allauth and Wagtail that have no place here: nobody has a password, and nobody signs up."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", demo_sign_in, name="demo_sign_in"),
    path("resume/<str:key>/", resume, name="resume"),
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("login/code/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("second-step/", views.second_factor_needed, name="second_factor"),
    path("session/", session, name="session"),
    path("security/", security.your_sign_in, name="your_sign_in"),
    path("security/sign-out-elsewhere/", security.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("security/personal-address/", security.personal_address, name="personal_address"),
    path("security/personal-address/code/", security.personal_address_code, name="personal_address_code"),
    path("security/personal-address/forget/", security.forget_address, name="forget_personal_address"),
    path("security/prove/", security.prove_again, name="prove_again"),
    path("invitation/<str:token>/", partners.invitation, name="invitation"),
    path("welcome/", partners.welcome, name="welcome"),
    path("2fa/", RedirectView.as_view(pattern_name="your_sign_in")),
    path("2fa/totp/activate/", enrolment.ActivateAppView.as_view()),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="your_sign_in")),
    path("2fa/webauthn/add/", enrolment.AddPasskeyView.as_view()),
    re_path(r"^(?:signup|email|confirm-email|password|inactive|3rdparty/signup|social)/", closed),
    re_path(r"^3rdparty/$", closed),
    path("", include("allauth.urls")),
]
