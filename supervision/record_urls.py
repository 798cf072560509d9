"""Addresses of records, under /supervision/."""

from django.urls import path

from supervision.views import agenda, meeting, opened, openings
from supervision.views.records import cases, reading, settling, signing, writing

urlpatterns = [
    path("supervision/<uuid:public_id>/", meeting.meeting, name="meeting"),
    path("supervision/<uuid:public_id>/record/", writing.begin, name="begin_record"),
    path("supervision/records/<uuid:public_id>/", reading.record, name="read_record"),
    path("supervision/records/<uuid:public_id>/write/", writing.write, name="write"),
    path("supervision/records/<uuid:public_id>/draft/", writing.draft, name="draft"),
    path("supervision/records/<uuid:public_id>/take-back/", writing.take_back, name="take_back"),
    path("supervision/records/<uuid:public_id>/sign/", signing.sign, name="sign"),
    path("supervision/records/<uuid:public_id>/say/", signing.say, name="say"),
    path("supervision/records/<uuid:public_id>/case-text/", cases.case_text, name="case_text"),
    path("supervision/records/<uuid:public_id>/full/", cases.open_full, name="open_full"),
    path("supervision/records/<uuid:public_id>/pdf/", reading.paper, name="record_pdf"),
    path("supervision/<uuid:public_id>/settle/", settling.settle, name="settle"),
    path("supervision/<uuid:public_id>/agenda/", agenda.add, name="add_point"),
    path("supervision/agenda/<int:pk>/take-off/", agenda.drop, name="drop_point"),
    path("supervision/records/<uuid:public_id>/sample/", openings.sample, name="sample"),
    path("supervision/openings/", openings.requests, name="opening_requests"),
    path("supervision/openings/ask/", openings.ask, name="ask_opening"),
    path("supervision/openings/<uuid:public_id>/", openings.answer, name="answer_opening"),
    path("supervision/records/<uuid:public_id>/refer/", opened.refer, name="refer"),
    path("supervision/opened/", opened.opened, name="opened"),
    path("supervision/opened/audit/", opened.audit, name="open_audit"),
    path("supervision/opened/inspection/", opened.inspection, name="open_inspection"),
    path("supervision/opened/<uuid:public_id>/close/", opened.close, name="close_opening"),
    path("supervision/opened/<uuid:public_id>/consent/", opened.consent, name="consent_opening"),
]
