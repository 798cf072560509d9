"""The addresses below `/my/messages/`."""

from django.urls import path

from academy.messages import choices

urlpatterns = [
    path("", choices.my_messages, name="my_messages"),
    path("mobile/", choices.mobile, name="my_mobile"),
    path("mobile/code/", choices.mobile_code, name="my_mobile_code"),
    path("mobile/forget/", choices.forget_mobile, name="forget_mobile"),
]
