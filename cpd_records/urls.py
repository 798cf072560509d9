"""Addresses of the allowance, the CPD record and certificates (DESIGN 5)."""

from django.urls import path

from cpd_records.views import allowance, following, records, requirements, verification

app_name = "cpd_records"
urlpatterns = [
    path("my/allowance/", allowance.my_allowance, name="my_allowance"),
    path("my/cpd/", records.my_cpd, name="my_cpd"),
    path("my/cpd/<uuid:public_id>/certificate/", records.get_certificate, name="get_certificate"),
    path("my/certificates/<str:code>/download/", records.download_certificate, name="download_certificate"),
    path("team/allowance/", allowance.team_allowance, name="team_allowance"),
    path("my/requirements/", requirements.my_requirements, name="my_requirements"),
    path("team/requirements/", requirements.team_requirements, name="team_requirements"),
    path("requirements/", following.everybody, name="requirements"),
    path("requirements/teams/", following.by_team, name="requirements_by_team"),
    path("requirements/preview/", following.preview, name="requirements_preview"),
    path("requirements/<uuid:public_id>/exempt/", following.exempt, name="exempt"),
    path("requirements/exemptions/<int:pk>/end/", following.end_exemption, name="end_exemption"),
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:code>/", verification.verify_code, name="verify_code"),
]
