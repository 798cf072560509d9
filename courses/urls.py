"""Addresses of the catalogue, courses, sessions and bookings (DESIGN 5)."""

from django.urls import path

from courses.views import bookings, feeds, learn, registers
from courses.views.catalogue import catalogue
from courses.views.course import course

app_name = "courses"
urlpatterns = [
    path("courses/", catalogue, name="catalogue"),
    path("courses/<slug:slug>/", course, name="course"),
    path("courses/sessions/<uuid:public_id>/book/", bookings.book, name="book"),
    path("learn/<slug:slug>/", learn.learn, name="learn"),
    path("learn/<slug:slug>/begin/", learn.begin, name="begin"),
    path("learn/<slug:slug>/<uuid:key>/", learn.lesson, name="lesson"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("my/calendar/", feeds.my_calendar, name="my_calendar"),
    path("my/calendar/<int:pk>/revoke/", feeds.revoke_feed, name="revoke_feed"),
    path("my/bookings/", bookings.my_bookings, name="my_bookings"),
    path("my/bookings/<uuid:public_id>/", bookings.booking, name="booking"),
    path("my/bookings/<uuid:public_id>/booked/", bookings.booked, name="booked"),
    path("my/bookings/<uuid:public_id>/cancel/", bookings.cancel, name="cancel_booking"),
    path("sessions/<uuid:public_id>/register/", registers.register, name="register"),
    path("sessions/<uuid:public_id>/register/close/", registers.close_register, name="close_register"),
    path("sessions/<uuid:public_id>/roster.csv", registers.roster_csv, name="roster_csv"),
]
