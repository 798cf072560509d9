"""Addresses of the allowance, the CPD record and certificates (DESIGN 5)."""

from django.urls import path

from cpd_records.views import (
    allowance,
    following,
    peers,
    records,
    reflections,
    registration,
    requirements,
    team_cpd,
    verification,
)

app_name = "cpd_records"
urlpatterns = [
    path("my/allowance/", allowance.my_allowance, name="my_allowance"),
    path("my/cpd/", records.my_cpd, name="my_cpd"),
    path("my/cpd/<uuid:public_id>/certificate/", records.get_certificate, name="get_certificate"),
    path("my/cpd/reflections/", reflections.my_reflections, name="my_reflections"),
    path("my/cpd/reflections/new/", reflections.new, name="new_reflection"),
    path("my/cpd/reflections/<uuid:public_id>/", reflections.reflection, name="reflection"),
    path("my/cpd/reflections/<uuid:public_id>/edit/", reflections.edit, name="edit_reflection"),
    path("my/cpd/reflections/<uuid:public_id>/decide/", reflections.decide, name="decide_reflection"),
    path("my/cpd/registration/", registration.registration, name="registration"),
    path("my/cpd/registration/<slug:code>/start/", registration.start, name="start_piece"),
    path("my/cpd/registration/<slug:code>/pack.pdf", registration.download, {"kind": "pdf"}, name="pack_pdf"),
    path("my/cpd/registration/<slug:code>/pack.txt", registration.download, {"kind": "txt"}, name="pack_text"),
    path("my/cpd/pieces/<uuid:public_id>/", registration.piece, name="piece"),
    path("my/cpd/pieces/<uuid:public_id>/decide/", registration.decide, name="decide_piece"),
    path("my/cpd/pieces/<uuid:public_id>/invite/", peers.invite, name="invite_peer"),
    path("my/cpd/invitations/<uuid:public_id>/decide/", peers.decide, name="decide_peer"),
    path("my/cpd/peer/<uuid:public_id>/", peers.colleague, name="peer"),
    path("peer-reflection/<str:token>/", peers.by_link, name="peer_link"),
    path("team/cpd/", team_cpd.team_cpd, name="team_cpd"),
    path("team/cpd/reflections/<uuid:public_id>/", team_cpd.reflection, name="team_reflection"),
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
