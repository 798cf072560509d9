"""Every address of the site (DESIGN 5)."""

from django.urls import include, path

from academy.health import healthz, readyz
from academy.media import public_file

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("media/<path:name>", public_file),
    path("accounts/", include("allauth.urls")),
    path("cms/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("wagtail.urls")),
]
