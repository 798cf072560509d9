"""Every address of the site (DESIGN 5)."""

from django.urls import include, path
from django.views.generic import RedirectView

from academy.accounts.demo import demo_sign_in
from academy.accounts.resume import resume
from academy.accounts.session import session
from academy.accounts.views import SignInView, second_factor_needed
from academy.health import healthz, readyz
from academy.media import public_file

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("media/<path:name>", public_file),
    path("desk/", include("academy.desk.urls")),
    path("imports/", include("academy.imports.urls")),
    path("messages/", include("academy.messages.urls")),
    path("policies/", include("academy.policies.urls")),
    path("accounts/demo/", demo_sign_in, name="demo_sign_in"),
    path("accounts/resume/<str:key>/", resume, name="resume"),
    path("accounts/login/", SignInView.as_view(), name="account_login"),
    path("accounts/second-step/", second_factor_needed, name="second_factor"),
    path("accounts/session/", session, name="session"),
    path("accounts/", include("allauth.urls")),
    path("design/", include("academy.design.urls")),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include("workforce.urls")),
    path("cms/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("courses.urls")),
    path("", include("cpd_records.urls")),
    path("", include("cms.urls")),
    path("", include("wagtail.urls")),
]

handler400 = "academy.errors.bad_request"
handler403 = "academy.errors.permission_denied"
handler404 = "academy.errors.page_not_found"
handler500 = "academy.errors.server_error"
