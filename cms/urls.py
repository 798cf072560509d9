"""Addresses of the public site that are not pages of the CMS."""

from django.urls import path

from cms.views import search

urlpatterns = [path("search/", search, name="search")]
