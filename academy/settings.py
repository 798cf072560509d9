"""Settings: one file; the environment supplies values, never branches (docs/operations.md)."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from academy import beat, slots
from academy.accounts.providers import form_actions, openid_connect
from academy.api import config as api
from academy.mail import mail_settings, other_ways
from academy.services.environment import broker_address, data_folder, require
from academy.services.refusals import CannotStart
from academy.stores import file_stores

BASE_DIR = Path(__file__).resolve().parent.parent
ACADEMY_MODE = os.environ.get("ACADEMY_MODE", "")
DEMO = ACADEMY_MODE == "demo"
try:
    require(os.environ)
except CannotStart as refusal:
    raise SystemExit(str(refusal)) from refusal
ACADEMY_VAR = data_folder(os.environ)
PREPARED_STATEMENTS = os.environ.get("PREPARED_STATEMENTS", "1") != "0"


def _value(name: str, demo_value: str) -> str:
    """The environment's value; `require` has seen to it that only demo mode may go without one."""
    return os.environ.get(name, "") or demo_value


def _database(url: str) -> dict[str, object]:
    """Django's settings for a postgresql:// address; ?host= names a socket folder, the rest goes to libpq.

    Where statements are kept on a connection, so is their plan: one for all values (foundation/prepared.py).
    """
    parts = urlparse(url)
    query = parse_qs(parts.query)
    options = {name: values[0] for name, values in query.items() if name != "host"}
    if PREPARED_STATEMENTS:
        options["options"] = f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _value("SECRET_KEY", "demo-only-secret-key-that-guards-nothing-real")
FIELD_KEYS = _value("FIELD_KEYS", "ZGVtby1vbmx5LWZpZWxkLWtleS0zMi1ieXRlcy1sb25nIQ==").split(",")
BADGE_KEYS = [key for key in os.environ.get("BADGE_KEYS", "").split(",") if key]
DIGEST_KEY = _value("DIGEST_KEY", "demo-only-digest-key")
ALLOWED_HOSTS = _value("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
DATABASES = {"default": _database(_value("DATABASE_URL", "postgresql://academy@/academy"))}
REDIS_URL = _value("REDIS_URL", "redis://localhost:6379/0")
DEBUG = False

INSTALLED_APPS = [
    "academy",
    "cms",
    "courses",
    "supervision",
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
    "rest_framework",
    "drf_spectacular",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "academy.security_headers.SecurityHeadersMiddleware",
    "academy.null_bytes.NullBytesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "academy.maintenance.MaintenanceMiddleware",
    "cms.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "academy.accounts.session.SlidingSessionMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "academy.resume_post.KeepTypedTextMiddleware",
    "academy.accounts.access.AccessMiddleware",
    "academy.accounts.second_factor.SecondFactorMiddleware",
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
                "academy.context_processors.site_face",
            ],
        },
    }
]

FORM_RENDERER = "foundation.forms.renderer.AcademyRenderer"
CSRF_FAILURE_VIEW = "academy.errors.csrf_failure"

# People and sign-in (DESIGN 7)
AUTH_USER_MODEL = "workforce.User"
AUTHENTICATION_BACKENDS = [
    "academy.accounts.backends.ByKey",
    "academy.accounts.backends.ByAllauth",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "academy.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # every way in proves the address or a key; HR's file names it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # mail to strangers would make us a tool for pestering them
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "request_login_code": "academy.accounts.forms.AddressForm",
    "confirm_login_code": "academy.accounts.forms.SignInCodeForm",
}
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/5m/key", "login_failed": "30/m/ip,5/5m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))
MFA_ADAPTER = "academy.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "activate_totp": "academy.accounts.forms.AppCodeForm",
    "authenticate": "academy.accounts.forms.SecondStepForm",
    "reauthenticate": "academy.accounts.forms.SecondStepAgainForm",
    "add_webauthn": "academy.accounts.forms.PasskeyForm",
    "edit_webauthn": "academy.accounts.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rotherham Learning Academy"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
SOCIALACCOUNT_ADAPTER = "academy.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = openid_connect(os.environ)
CSP_FORM_ACTIONS = form_actions(os.environ)
OIDC_SECOND_FACTOR_AMR = os.environ.get("OIDC_SECOND_FACTOR_AMR", "mfa,otp,hwk,fido,swk").split(",")
OIDC_SECOND_FACTOR_ACR = [acr for acr in os.environ.get("OIDC_SECOND_FACTOR_ACR", "").split(",") if acr]
SESSION_ENGINE = "academy.accounts.session_store"
SESSION_COOKIE_AGE = 60 * int(os.environ.get("SESSION_MINUTES", "60"))  # without anything happening

# Words, dates and times
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sessions, counters and the Wagtail caches; the queue has the Redis database after this one
CACHES = {
    "default": {
        "BACKEND": "foundation.redis_cache.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}

# Outside demo mode the site stands behind a proxy that ends TLS and says so (docs/operations.md)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from beside the server, without the proxy

# Seconds for which somebody not signed in may see the catalogue as it was (cms/page_cache.py); 0 for never
PUBLIC_LISTING_SECONDS = int(os.environ.get("PUBLIC_LISTING_SECONDS", "30"))

# Messages
EMAIL_FILE_PATH = str(ACADEMY_VAR / "mail")
globals().update(mail_settings(os.environ.get("EMAIL_URL", ""), ACADEMY_VAR))
REPLIES, TEXT_GATEWAY_URL, TEXT_GATEWAY_TOKEN = other_ways(os.environ)

# What goes wrong is said on stderr, where whatever runs the program collects it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}, "django.request": {"level": "ERROR"}},
}

# Static files and uploads
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = ACADEMY_VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = ACADEMY_VAR / "media"
FILE_UPLOAD_HANDLERS = [
    "foundation.uploads.handlers.FirstHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STORAGES = {
    **file_stores(os.environ.get("STORAGE_URL", ""), ACADEMY_VAR),
    "staticfiles": {"BACKEND": "academy.static_files.StaticFiles"},
}

# Wagtail
WAGTAIL_SITE_NAME = "Rotherham Learning Academy"
WAGTAILADMIN_BASE_URL = _value("BASE_URL", f"http://localhost:{os.environ.get('PORT') or '8000'}")
WAGTAILIMAGES_IMAGE_MODEL = "foundation.AcademyImage"
WAGTAILDOCS_DOCUMENT_MODEL = "foundation.AcademyDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"),
    *("m4a", "mp3", "mp4", "vtt", "webm"),  # recordings of self-paced lessons, and their captions
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False

# Work after commit (docs/operations.md says how many workers)
CELERY_BROKER_URL = broker_address(REDIS_URL)
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
# A task is taken off the queue when it is done, not when it is begun: what a killed worker had in
# hand goes to another. So every task is safe to run twice.
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A killed worker's tasks come back after visibility_timeout seconds; none may run that long, or it
# would run twice at once. Redis is asked for such tasks every five seconds.
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 780, 840
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
TASKS = {"default": {"BACKEND": "academy.tasks_backend.CeleryBackend"}}

# The clock's jobs are in academy/beat.py
CELERY_BEAT_SCHEDULE = beat.SCHEDULE

# What stands in each slot is in academy/slots.py, how the API answers in academy/api/config.py
SLOTS = slots.SLOTS
REST_FRAMEWORK, SPECTACULAR_SETTINGS = api.REST_FRAMEWORK, api.SPECTACULAR_SETTINGS
