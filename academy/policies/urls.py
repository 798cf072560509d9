"""The addresses below `/policies/`."""

from django.urls import path

from academy.policies import views

app_name = "policies"
urlpatterns = [path("", views.index, name="index"), path("<str:key>/", views.policy, name="policy")]
