"""Coordinators with their way into the CMS, for tests."""

from django.contrib.auth.models import Permission

from tests.factories.workforce import RoleGrantFactory, UserFactory


def coordinator():
    """Somebody with the role, and the permissions its CMS group holds."""
    user = RoleGrantFactory(role="coordinator").user
    models = Permission.objects.filter(content_type__app_label="courses").exclude(codename__startswith="delete_")
    user.user_permissions.add(*models, *_entry())
    return user


def editor_of_pages():
    """Somebody who may enter the CMS and nothing of courses."""
    user = UserFactory()
    user.user_permissions.add(*_entry())
    return user


def _entry():
    return Permission.objects.filter(codename="access_admin")


def sign_in(client, user):
    """Sign in as somebody in this role does: with the second factor."""
    client.force_login(user)
    session = client.session
    session["second_factor"] = "test"
    session.save()
    return user
