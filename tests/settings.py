"""The real settings, less what would make a test slow or leave traces behind."""

import os
from pathlib import Path

from academy.settings import *  # noqa: F403
from academy.stores import file_stores

_folder = Path(os.environ["ACADEMY_TEST_FILES"])  # `tests.early` makes and removes it

# Style sheets straight from the sources: no collectstatic before a test
STORAGES = {
    **file_stores("", _folder),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

# A hash that is quick to make; nothing here is worth guarding
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Wagtail's own tasks at once; that Celery runs them is tested on its own
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# What a test changes it sees at once; that listings are kept is tested on its own
PUBLIC_LISTING_SECONDS = 0
