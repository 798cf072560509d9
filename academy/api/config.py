"""How the API is described: settings of Django REST framework and of its OpenAPI description.

Who may ask, and how the answer looks, stands on the views themselves (`workforce.api.Door`): the
framework's defaults would reach into the CMS's own admin API as well.
"""

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rotherham Learning Academy",
    "DESCRIPTION": "Courses and sessions for everybody; one's own bookings with a key. Read-only.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["academy.api.description.only_ours"],
}
