"""Addresses of learning needs."""

from django.urls import path

from academy.learning_needs import views

app_name = "learning_needs"
urlpatterns = [
    path("supervision/needs/", views.needs, name="needs"),
    path("supervision/needs/<uuid:public_id>/course/", views.course, name="course"),
    path("supervision/needs/<uuid:public_id>/", views.press, name="press"),
    path("coordinate/learning-needs/", views.released, name="released"),
]
