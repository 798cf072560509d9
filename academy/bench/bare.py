"""The yardstick: a bare Wagtail page of about 30 KB that takes four queries (DESIGN 8)."""

from types import TracebackType

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from academy.bench.cpu import per_call

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
QUERIES, LEAST, MOST = 4, 28_000, 32_000


class NotTheYardstick(RuntimeError):
    """The bare page is not what the budgets speak of; ratios to it would mean nothing."""


class BareSite:
    """Serves Wagtail's own page model through Django's and Wagtail's defaults, without our middleware."""

    def __init__(self) -> None:
        parent = Site.objects.get(is_default_site=True).root_page
        if not Page.objects.filter(slug=SLUG).exists():
            parent.add_child(instance=Page(title="A bare page", slug=SLUG))
        self.path = f"/{SLUG}/"
        templates = [dict(settings.TEMPLATES[0], OPTIONS={"context_processors": []})]
        self.settings = override_settings(MIDDLEWARE=BARE_MIDDLEWARE, TEMPLATES=templates)

    def __enter__(self) -> Client:
        """A client of the bare site."""
        self.settings.enable()
        self.template, Page.template = Page.template, "bench/bare_page.html"
        return Client()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Back to our own site."""
        Page.template = self.template
        self.settings.disable()

    def cost(self, calls: int = 20) -> float:
        """CPU milliseconds of one visit. Switching to the yardstick's settings and back is off the clock."""
        with self as client:
            return per_call(lambda: client.get(self.path), calls=calls)

    def weigh(self) -> tuple[int, int]:
        """(queries, bytes) of the page. Raises `NotTheYardstick` where they are not as the budgets say."""
        with self as client:
            client.get(self.path)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(self.path)
        found = len(asked), len(page.content)
        if page.status_code != 200 or found[0] != QUERIES or not LEAST <= found[1] <= MOST:
            raise NotTheYardstick(f"The bare page took {found[0]} queries for {found[1]:,} bytes.")
        return found
