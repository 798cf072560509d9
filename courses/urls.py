"""Addresses of the catalogue, courses, sessions and bookings (DESIGN 5)."""

from django.urls import URLPattern

app_name = "courses"
urlpatterns: list[URLPattern] = []
