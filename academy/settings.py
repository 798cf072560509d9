"""Settings: one file; the environment supplies values, never branches (docs/operations.md)."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

BASE_DIR = Path(__file__).resolve().parent.parent
ACADEMY_MODE = os.environ.get("ACADEMY_MODE", "")
DEMO = ACADEMY_MODE == "demo"
ACADEMY_VAR = Path(os.environ.get("ACADEMY_VAR", BASE_DIR / "var")).resolve()


def _required(name: str, demo_value: str) -> str:
    """The environment's value; only demo mode may go without it."""
    value = os.environ.get(name, "")
    if value or DEMO:
        return value or demo_value
    raise SystemExit(f"The Academy cannot start: set {name} (see docs/operations.md), or ACADEMY_MODE=demo to try it.")


def _database(url: str) -> dict[str, object]:
    """Django's settings for a postgresql:// address; ?host= names a socket folder."""
    parts = urlparse(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _required("SECRET_KEY", "demo-only-secret-key-that-guards-nothing-real")
FIELD_KEYS = _required("FIELD_KEYS", "ZGVtby1vbmx5LWZpZWxkLWtleS0zMi1ieXRlcy1sb25nIQ==").split(",")
DIGEST_KEY = _required("DIGEST_KEY", "demo-only-digest-key")
ALLOWED_HOSTS = _required("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
DATABASES = {"default": _database(_required("DATABASE_URL", "postgresql://academy@/academy"))}
REDIS_URL = _required("REDIS_URL", "redis://localhost:6379/0")
DEBUG = False

INSTALLED_APPS = [
    "academy",
    "cms",
    "courses",
    "cpd_records",
    "workforce",
    "foundation",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "academy.urls"
WSGI_APPLICATION = "academy.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# People and sign-in (DESIGN 7)
AUTH_USER_MODEL = "workforce.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"

# Words, dates and times
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Static files and uploads
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = ACADEMY_VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = ACADEMY_VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ACADEMY_VAR / "private", "base_url": None},
    },
}

# Wagtail
WAGTAIL_SITE_NAME = "Rotherham Learning Academy"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "foundation.AcademyImage"
WAGTAILDOCS_DOCUMENT_MODEL = "foundation.AcademyDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False

# Work after commit (docs/operations.md says how many workers)
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE

# Slots: the one way a lower room runs what it may not import (foundation/slots.py types each)
SLOTS: dict[str, list[str]] = {
    "policies": [],
    "import_readers": [],
    "after_import": [],
    "desk_cards": [],
    "invariants": [],
}
