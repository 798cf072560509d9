"""Addresses of the style guide."""

from django.urls import path

from academy.design import views

app_name = "design"
urlpatterns = [
    path("", views.components, name="components"),
    path("form/", views.form, name="form"),
    path("errors/<int:status>/", views.error_page, name="error"),
]
