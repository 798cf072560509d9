"""The addresses below `/imports/`."""

from django.urls import path

from academy.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:run_id>/", views.run, name="run"),
    path("<int:run_id>/apply/", views.apply, name="apply"),
    path("<int:run_id>/problems.csv", views.problems, name="problems"),
    path("<int:run_id>/rejected/<int:file_id>/", views.rejected, name="rejected"),
]
