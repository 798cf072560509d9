"""Addresses of the allowance, the CPD record and certificates (DESIGN 5)."""

from django.urls import path

from cpd_records.views import allowance, records, verification

app_name = "cpd_records"
urlpatterns = [
    path("my/allowance/", allowance.my_allowance, name="my_allowance"),
    path("my/cpd/", records.my_cpd, name="my_cpd"),
    path("my/cpd/<uuid:public_id>/certificate/", records.get_certificate, name="get_certificate"),
    path("my/certificates/<str:code>/download/", records.download_certificate, name="download_certificate"),
    path("team/allowance/", allowance.team_allowance, name="team_allowance"),
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:code>/", verification.verify_code, name="verify_code"),
]
