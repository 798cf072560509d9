"""Addresses of the catalogue, courses, sessions and bookings (DESIGN 5)."""

from django.urls import path

from courses.views.catalogue import catalogue
from courses.views.course import course

app_name = "courses"
urlpatterns = [
    path("courses/", catalogue, name="catalogue"),
    path("courses/<slug:slug>/", course, name="course"),
]
