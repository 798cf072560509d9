"""Addresses of claims, their evidence, and the career page."""

from django.urls import path

from cpd_records.views import career
from cpd_records.views.claims import coordinating, files, own, team

PATHS = [
    path("my/cpd/claims/", own.my_claims, name="my_claims"),
    path("my/cpd/claims/new/", own.choose_kind, name="choose_claim"),
    path("my/cpd/claims/new/<slug:kind>/", own.new_claim, name="new_claim"),
    path("my/cpd/claims/<uuid:public_id>/", own.my_claim, name="my_claim"),
    path("my/cpd/claims/<uuid:public_id>/change/", own.change_claim, name="change_claim"),
    path("my/cpd/claims/<uuid:public_id>/files/", files.add_file, name="add_claim_file"),
    path("my/cpd/claims/<uuid:public_id>/files/<uuid:file_id>/remove/", files.remove_file, name="remove_claim_file"),
    path("my/cpd/career/", career.career, name="career"),
    path("my/cpd/career/awards/add/", career.add_achievement, name="add_achievement"),
    path("my/cpd/career/awards/<uuid:public_id>/remove/", career.remove_achievement, name="remove_achievement"),
    path("my/cpd/career/mentoring/add/", career.add_mentoring, name="add_mentoring"),
    path("my/cpd/career/mentoring/<uuid:public_id>/remove/", career.remove_mentoring, name="remove_mentoring"),
    path("coordinate/career/", career.to_check, name="career_to_check"),
    path("coordinate/career/<uuid:public_id>/", career.check, name="check_achievement"),
    path("evidence/<uuid:file_id>/", files.download, name="evidence"),
    path("team/claims/", team.to_verify, name="claims_to_verify"),
    path("team/claims/<uuid:public_id>/", team.team_claim, name="team_claim"),
    path("coordinate/claims/", coordinating.claims, name="coordinate_claims"),
    path("coordinate/claims/<uuid:public_id>/", coordinating.coordinated_claim, name="coordinated_claim"),
    path("coordinate/claims/<uuid:public_id>/allow/", coordinating.allow_late, name="allow_late_claim"),
    path("coordinate/claims/<uuid:public_id>/take-back/", coordinating.take_back, name="take_back_claim"),
    path("coordinate/claims/<uuid:public_id>/accept/", coordinating.accept, name="accept_certificate"),
]
