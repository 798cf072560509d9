"""Addresses of quality samples, under /supervision/quality/."""

from django.urls import path

from supervision.views import quality

urlpatterns = [
    path("supervision/quality/", quality.overview, name="quality"),
    path("supervision/quality/draw/", quality.draw, name="draw_quality"),
    path("supervision/quality/<uuid:public_id>/", quality.one, name="quality_draw"),
    path("supervision/quality/records/<uuid:public_id>/", quality.check, name="quality_check"),
    path("supervision/quality/records/<uuid:public_id>/open/", quality.open_again, name="quality_open"),
]
