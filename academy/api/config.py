"""How the API answers: settings of Django REST framework and of its OpenAPI description."""

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["workforce.api.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["workforce.api.HasScope"],  # a view that names nothing opens nothing
    "DEFAULT_THROTTLE_CLASSES": ["workforce.api.Throttle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rotherham Learning Academy",
    "DESCRIPTION": "Courses and sessions for everybody; one's own bookings with a key. Read-only.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
}
