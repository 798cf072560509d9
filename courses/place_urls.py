"""Addresses of places for others: a manager's team, partner organisations, coordinators."""

from django.urls import path

from courses.views import kept_places, partner, team_places

urlpatterns = [
    path("team/book/<uuid:public_id>/", team_places.book_team, name="book_team"),
    path("team/book/<uuid:public_id>/keep/", team_places.keep_places, name="keep_places"),
    path("team/places/", team_places.team_places, name="team_places"),
    path("team/places/<uuid:public_id>/", team_places.team_hold, name="team_hold"),
    path("team/bookings/<uuid:public_id>/instead/", team_places.instead, name="team_instead"),
    path("places/<uuid:public_id>/release/", team_places.release, name="release_places"),
    path("partner/", partner.partner, name="partner"),
    path("partner/ask/", partner.ask, name="partner_ask"),
    path("partner/people/", partner.people, name="partner_people"),
    path("partner/places/<uuid:public_id>/", partner.hold, name="partner_hold"),
    path("partner/places/<uuid:public_id>/purchase-order/", partner.purchase_order, name="purchase_order"),
    path("partner/bookings/<uuid:public_id>/instead/", partner.instead, name="partner_instead"),
    path("sessions/<uuid:public_id>/places/", kept_places.session_places, name="session_places"),
    path("coordinate/place-requests/", kept_places.requests, name="place_requests"),
    path("coordinate/place-requests/<uuid:public_id>/", kept_places.answer, name="answer_place_request"),
    path("coordinate/charges/", kept_places.charges_page, name="charges"),
    path("coordinate/charges.csv", kept_places.charges_csv, name="charges_csv"),
    path("coordinate/charges/<uuid:public_id>/waive/", kept_places.waive, name="waive_charge"),
]
