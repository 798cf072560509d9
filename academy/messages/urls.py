"""The addresses below `/messages/`."""

from django.urls import path

from academy.messages import views

app_name = "sent_messages"
urlpatterns = [
    path("", views.index, name="index"),
    path("resend/", views.resend_failed, name="resend_failed"),
    path("<uuid:public_id>/", views.message, name="message"),
    path("<uuid:public_id>/resend/", views.resend, name="resend"),
]
