"""Addresses of supervision (DESIGN 5)."""

from django.urls import path

from supervision.views import templates

app_name = "supervision"
urlpatterns = [
    path("supervision/templates/", templates.templates, name="templates"),
    path("supervision/templates/<slug:code>/", templates.template, name="template"),
]
