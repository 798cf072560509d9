"""Addresses of supervision (DESIGN 5)."""

from django.urls import path

from supervision import quality_urls, record_urls
from supervision.views import agreements, compliance, dates, group_screen, groups, overview, templates

app_name = "supervision"
urlpatterns = [
    *record_urls.urlpatterns,
    *quality_urls.urlpatterns,
    path("my/supervision/", overview.mine, name="mine"),
    path("team/supervision/", overview.team, name="team"),
    path("team/supervision/group/", groups.plan, name="plan_group"),
    path("team/supervision/<uuid:person>/dates/", dates.ahead, name="dates"),
    path("team/supervision/<uuid:person>/held/", dates.record, name="record"),
    path("team/supervision/<uuid:person>/agreement/", agreements.begin, name="begin_agreement"),
    path("supervision/compliance/", compliance.by_team, name="compliance"),
    path("supervision/agreements/<uuid:public_id>/", agreements.read, name="agreement"),
    path("supervision/agreements/<uuid:public_id>/change/", agreements.change, name="change_agreement"),
    path("supervision/agreements/<uuid:public_id>/share/", agreements.share, name="share_agreement"),
    path("supervision/agreements/<uuid:public_id>/sign/", agreements.sign, name="sign_agreement"),
    path("supervision/agreements/<uuid:public_id>/end/", agreements.end, name="end_agreement"),
    path("supervision/<uuid:public_id>/move/", dates.move, name="move"),
    path("supervision/<uuid:public_id>/cancel/", dates.cancel, name="cancel"),
    path("supervision/<uuid:public_id>/held/", dates.held, name="held"),
    path("supervision/<uuid:public_id>/attendance/", groups.attendance, name="attendance"),
    path("supervision/<uuid:public_id>/roles/", groups.roles, name="roles"),
    path("supervision/<uuid:public_id>/screen/", group_screen.screen, name="group_screen"),
    path("supervision/templates/", templates.templates, name="templates"),
    path("supervision/templates/<slug:code>/", templates.template, name="template"),
]
