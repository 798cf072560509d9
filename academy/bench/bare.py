"""The yardstick: a bare Wagtail page of about 30 KB that takes four queries."""

from django.conf import settings
from django.test import Client, override_settings
from wagtail.models import Page, Site

from cms.models import ContentPage

BARE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
SLUG = "bench-bare-page"


class BareSite:
    """Serves the yardstick through Django's and Wagtail's defaults, without our own middleware."""

    def __init__(self) -> None:
        parent = Site.objects.get(is_default_site=True).root_page
        if not Page.objects.filter(slug=SLUG).exists():
            parent.add_child(instance=ContentPage(title="A bare page", slug=SLUG))
        self.path = f"/{SLUG}/"
        templates = [dict(settings.TEMPLATES[0], OPTIONS={"context_processors": []})]
        self.settings = override_settings(MIDDLEWARE=BARE_MIDDLEWARE, TEMPLATES=templates)

    def __enter__(self) -> Client:
        """A client of the bare site."""
        self.settings.enable()
        self.template, ContentPage.template = ContentPage.template, "bench/bare_page.html"
        return Client()

    def __exit__(self, *exc: object) -> None:
        """Back to our own site."""
        ContentPage.template = self.template
        self.settings.disable()
