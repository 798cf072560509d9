"""The desk's address."""

from django.urls import path

from academy.desk import views

urlpatterns = [path("", views.desk, name="desk")]
