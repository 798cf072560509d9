"""Addresses of the catalogue, courses, sessions and bookings (DESIGN 5)."""

from django.urls import path

from courses.place_urls import urlpatterns as for_others
from courses.views import (
    approvals,
    bookings,
    explaining,
    feedback,
    feeds,
    interest,
    learn,
    pathways,
    public_calendar,
    taking,
)
from courses.views import feedback_results as results_pages
from courses.views import led as led_views
from courses.views import trainers as trainer_pages
from courses.views import waiting as waiting_pages
from courses.views.arrangements import arrangements, my_needs
from courses.views.catalogue import catalogue
from courses.views.confirming import confirm, confirm_by_link
from courses.views.coordinating import book_for, exemptions_page, withdraw_exemption
from courses.views.course import course
from courses.views.moving import move
from courses.views.needs import need
from courses.views.rebooking import rebook
from courses.views.registers import adding, checking_in, closing, correcting, marking, meeting, sheets

app_name = "courses"
urlpatterns = [
    path("courses/", catalogue, name="catalogue"),
    path("courses/calendar/", public_calendar.calendar, name="calendar"),
    path("courses/calendar.ics", public_calendar.calendar_file, name="calendar_file"),
    path("courses/code/<str:codes>/", pathways.by_code, name="by_code"),
    path("pathways/", pathways.pathways, name="pathways"),
    path("pathways/without/", pathways.without, name="without_pathway"),
    path("pathways/<slug:slug>/", pathways.pathway, name="pathway"),
    path("pathways/<slug:slug>/join/", pathways.join, name="join_pathway"),
    path("my/pathways/", pathways.my_pathways, name="my_pathways"),
    path("my/pathways/<int:pk>/leave/", pathways.leave, name="leave_pathway"),
    path("my/pathways/<slug:slug>/<str:step>/", pathways.note_step, name="note_step"),
    path("team/pathways/", pathways.team_pathways, name="team_pathways"),
    path("team/pathways/people/<uuid:public_id>/", pathways.enrol, name="enrol"),
    path("team/pathways/steps/<uuid:public_id>/", pathways.answer_step, name="answer_step"),
    path("courses/<slug:slug>/", course, name="course"),
    path("courses/<slug:slug>/interest/", interest.ask, name="interest"),
    path("courses/sessions/<uuid:public_id>/book/", taking.book, name="book"),
    path("learn/<slug:slug>/", learn.learn, name="learn"),
    path("learn/<slug:slug>/begin/", learn.begin, name="begin"),
    path("learn/<slug:slug>/<uuid:key>/", learn.lesson, name="lesson"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("my/calendar/", feeds.my_calendar, name="my_calendar"),
    path("my/calendar/<int:pk>/revoke/", feeds.revoke_feed, name="revoke_feed"),
    path("team/approvals/", approvals.approvals, name="approvals"),
    path("team/approvals/<uuid:public_id>/", approvals.approval, name="approval"),
    path("courses/sessions/<uuid:public_id>/waiting/", waiting_pages.join, name="join_waiting"),
    path("offers/<str:token>/", waiting_pages.offer, name="offer"),
    path("my/bookings/", bookings.my_bookings, name="my_bookings"),
    path("my/bookings/<uuid:public_id>/", bookings.booking, name="booking"),
    path("my/bookings/<uuid:public_id>/needs/", my_needs, name="my_needs"),
    path("coordinate/sessions/<uuid:public_id>/book-for/", book_for, name="book_for"),
    path("coordinate/exemptions/", exemptions_page, name="exemptions"),
    path("coordinate/exemptions/<int:pk>/withdraw/", withdraw_exemption, name="withdraw_exemption"),
    path("sessions/to-arrange/", arrangements, name="arrangements"),
    path("my/bookings/<uuid:public_id>/booked/", bookings.booked, name="booked"),
    path("my/bookings/<uuid:public_id>/move/", move, name="move_booking"),
    path("my/bookings/<uuid:public_id>/another-date/", rebook, name="rebook"),
    path("my/bookings/<uuid:public_id>/cancel/", bookings.cancel, name="cancel_booking"),
    path("my/sessions/", led_views.my_sessions, name="my_sessions"),
    path("my/sessions/<uuid:public_id>/", led_views.my_session, name="my_session"),
    path("my/sessions/<uuid:public_id>/ill/", led_views.ill, name="my_session_ill"),
    path("trainer/<str:token>/", trainer_pages.trainer, name="trainer"),
    path("trainer/<str:token>/code/", trainer_pages.code, name="trainer_code"),
    path("trainer/<str:token>/ill/", trainer_pages.ill, name="trainer_ill"),
    path("trainer/<str:token>/register/", trainer_pages.register, name="trainer_register"),
    path("trainer/<str:token>/register/close/", trainer_pages.close_register, name="trainer_close_register"),
    path("trainer/<str:token>/register/all/", trainer_pages.all_dates),
    path("trainer/<str:token>/register/add/", trainer_pages.add),
    path("trainer/<str:token>/register/take-off/<uuid:booking_id>/", trainer_pages.take_off),
    path("trainer/<str:token>/register/meeting/", trainer_pages.meeting_list),
    path("trainer/<str:token>/register/check-in/", trainer_pages.check_in_screen),
    path("trainer/<str:token>/register/sheet/", trainer_pages.sheet),
    path("trainer/<str:token>/register/sheet.pdf", trainer_pages.sheet_pdf),
    path("sessions/<uuid:public_id>/need/", need, name="need"),
    path("my/bookings/<uuid:public_id>/confirm/", confirm, name="confirm_booking"),
    path("confirm/<str:token>/", confirm_by_link, name="confirm_by_link"),
    path("my/feedback/", results_pages.my_feedback, name="my_feedback"),
    path("my/forms/", feedback.my_forms, name="my_forms"),
    path("my/forms/observer/", feedback.invite_observer, name="invite_observer"),
    path("my/forms/<uuid:public_id>/", feedback.form, name="form"),
    path("my/forms/<uuid:public_id>/withdraw/", feedback.withdraw_invitation, name="withdraw_invitation"),
    path("my/forms/quotes/<uuid:public_id>/take-back/", feedback.take_back, name="take_back_quote"),
    path("my/bookings/<uuid:public_id>/why/", explaining.why, name="why"),
    path("team/bookings/<uuid:public_id>/why/", explaining.accept_reason, name="accept_reason"),
    path("sessions/<uuid:public_id>/register/", marking.register, name="register"),
    path("sessions/<uuid:public_id>/register/all/", marking.all_dates, name="register_all_dates"),
    path("sessions/<uuid:public_id>/register/add/", adding.add_person, name="register_add"),
    path("sessions/<uuid:public_id>/register/add/guest/", adding.add_guest, name="register_add_guest"),
    path("sessions/<uuid:public_id>/register/take-off/<uuid:booking_id>/", adding.take_off, name="register_take_off"),
    path("sessions/<uuid:public_id>/register/meeting/", meeting.meeting_list, name="meeting_list"),
    path("sessions/<uuid:public_id>/register/close/", closing.close_register, name="close_register"),
    path("sessions/<uuid:public_id>/register/correct/", correcting.correct, name="register_correct"),
    path("sessions/<uuid:public_id>/register/correct/add/", correcting.add_forgotten, name="register_forgotten"),
    path("sessions/<uuid:public_id>/register/correct/remove/", correcting.remove_person, name="register_remove"),
    path("sessions/<uuid:public_id>/sheet/", sheets.sign_in_sheet, name="sign_in_sheet"),
    path("sessions/<uuid:public_id>/sheet.pdf", sheets.sign_in_sheet_pdf, name="sign_in_sheet_pdf"),
    path("sessions/<uuid:public_id>/check-in/", checking_in.check_in_screen, name="check_in_screen"),
    path("check-in/<uuid:date_id>/<str:code>/", checking_in.check_in, name="check_in"),
    path("sessions/<uuid:public_id>/roster.csv", marking.roster_csv, name="roster_csv"),
    *for_others,
]
