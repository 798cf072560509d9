"""What the desk calls somebody: asked on every visit, so its SQL is kept."""

from django.apps import apps

from foundation.asked_often import AskedOften

FIRST_NAME = AskedOften(
    lambda user_id: apps.get_model("workforce", "Person")._default_manager.filter(user=user_id).values("first_name"),
    int,
)
"""The first name of a user's own record, if there is one."""
