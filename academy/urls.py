"""Every address of the site (DESIGN 5)."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from academy.accounts.urls import closed
from academy.data_copies.views import copy
from academy.health import healthz, readyz
from academy.media import public_file
from academy.messages.reading import read

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("media/<path:name>", public_file),
    path("desk/", include("academy.desk.urls")),
    path("imports/", include("academy.imports.urls")),
    path("messages/", include("academy.messages.urls")),
    path("read/<str:token>/", read, name="read_message"),
    path("my/messages/", include("academy.messages.choices_urls")),
    path("policies/", include("academy.policies.urls")),
    path("accounts/", include("academy.accounts.urls")),
    path("design/", include("academy.design.urls")),
    path("language/", include("foundation.language_helper.urls")),
    path("drafts/", include("foundation.drafting.urls")),
    path("api/v1/", include("academy.api.urls")),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("my/data/copies/<uuid:public_id>/file/", copy, name="my_copy"),
    path("", include("workforce.urls")),
    path("cms/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("courses.urls")),
    path("", include("academy.learning_needs.urls")),
    path("", include("supervision.urls")),
    path("", include("cpd_records.urls")),
    path("", include("cms.urls")),
    re_path(r"^_util/", closed),  # Wagtail's sign-in by password, and its pages that ask for one
    path("", include("wagtail.urls")),
]

handler400 = "academy.errors.bad_request"
handler403 = "academy.errors.permission_denied"
handler404 = "academy.errors.page_not_found"
handler429 = "academy.errors.too_many_requests"
handler500 = "academy.errors.server_error"
