"""Who is signed in, read on every request: Django's and allauth's backends, that question written once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from foundation.asked_often import AskedOften
from workforce.models import User

USER = AskedOften(lambda key: User.objects.filter(pk=key), int)


class ByKey(ModelBackend):
    """A user by the key in the session."""

    def get_user(self, user_id: Any) -> User | None:
        """None for one who is gone or not active. One query."""
        for found in USER.instances(user_id):
            return found if self.user_can_authenticate(found) else None
        return None


class ByAllauth(ByKey, AuthenticationBackend):
    """Signed in through allauth's pages."""
