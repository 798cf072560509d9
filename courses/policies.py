"""The figures this room runs on, each a dated row that an administrator may change (DESIGN rule 7)."""

from decimal import Decimal

from courses import place_policies, waiting_policies
from foundation.policies import PolicyDefinition

NOTICE = "booking.notice_working_days"
AGENCY_APPROACH_ONLY = "booking.agency_approach_only"
COMPLETE = "attendance.complete_percent"
URGENT = "booking.urgent_working_days"
LOW_BOOKINGS = "sessions.low_bookings_percent"
ATTENTION = "sessions.attention_days"
CHECK_IN_OPENS = "check_in.opens_minutes_before"
CHECK_IN_CLOSES = "check_in.closes_minutes_after"
CHECK_IN_GRACE = "check_in.grace_minutes"
MEETING_WHOLE = "attendance.meeting_whole_percent"
NUDGE = "attendance.nudge_working_days"
NUDGE_COORDINATOR = "attendance.nudge_coordinator_working_days"
SELF_PACED_IDLE = "self_paced.idle_days"
TURN_AROUND = "sessions.turn_around_minutes"
SMALL_CHANGE = "sessions.small_change_minutes"
CONFIRM_WITHIN = "sessions.confirm_working_days"
MINIMUM_ALERT = "sessions.minimum_alert_working_days"
JOIN_LINK = "sessions.join_link_hours"
TRAINER_LINK = "sessions.trainer_link_days"
TRAINER_LINK_SENT = "sessions.trainer_link_sent_days"
LED_SHOWN = "sessions.led_shown_days"
REMINDER = "booking.reminder_working_days"
LAST_REMINDER = "booking.last_reminder_working_days"

POLICIES = (
    *waiting_policies.POLICIES,
    *place_policies.POLICIES,
    PolicyDefinition(
        NOTICE,
        "People may give up a place without a reason until this many working days before",
        "working_days",
        Decimal(3),
        "DOMAIN 6, rule 7",
        "Later than that, the person gives a reason and the line manager is told. No days are lost either way.",
    ),
    PolicyDefinition(
        AGENCY_APPROACH_ONLY,
        "Agency workers may book only learning in the three approaches",
        "yes_no",
        Decimal(1),
        "DOMAIN 6, rule 15",
    ),
    PolicyDefinition(
        COMPLETE,
        "A course counts as completed from this share of its learning time",
        "percent",
        Decimal(80),
        "DOMAIN 6, rule 6",
        "Below it the time attended is credited as attended in part.",
    ),
    PolicyDefinition(
        URGENT,
        "News about a session this close is sent at once, whatever somebody's quiet hours",
        "working_days",
        Decimal(2),
        "DESIGN 4, Messages",
    ),
    PolicyDefinition(
        LOW_BOOKINGS,
        "A session has few people booked below this share of its places",
        "percent",
        Decimal(50),
        "DESIGN 1",
        "Coordinators see such sessions on their desk in good time to fill or move them.",
    ),
    PolicyDefinition(
        ATTENTION,
        "Coordinators are shown sessions that start within this many days",
        "days",
        Decimal(14),
        "DESIGN 1",
    ),
    PolicyDefinition(
        CHECK_IN_OPENS,
        "People may check themselves in from this many minutes before a date begins",
        "minutes",
        Decimal(30),
        "DESIGN 4, Booking",
    ),
    PolicyDefinition(
        CHECK_IN_CLOSES,
        "People may check themselves in until this many minutes after a date has begun",
        "minutes",
        Decimal(30),
        "DESIGN 4, Booking",
        "Whoever comes later is marked by the trainer, with the minutes they were there.",
    ),
    PolicyDefinition(
        CHECK_IN_GRACE,
        "A code that was scanned in time still counts for this many minutes, so that people can sign in",
        "minutes",
        Decimal(10),
        "DESIGN 4, Booking",
    ),
    PolicyDefinition(
        MEETING_WHOLE,
        "Somebody on an online meeting's list counts as there the whole time from this share of it",
        "percent",
        Decimal(90),
        "DOMAIN 6, rule 6",
        "Meetings begin late and end early. The trainer sees and can change every mark before it is saved.",
    ),
    PolicyDefinition(
        NUDGE,
        "Trainers are reminded of an unmarked register after this many working days",
        "working_days",
        Decimal(2),
        "DESIGN 4, Booking",
    ),
    PolicyDefinition(
        NUDGE_COORDINATOR,
        "Coordinators are told of a register that is still open after this many working days",
        "working_days",
        Decimal(5),
        "DESIGN 4, Booking",
    ),
    PolicyDefinition(
        SELF_PACED_IDLE,
        "Minutes set aside for a self-paced course go back after this many days without anything done in it",
        "days",
        Decimal(60),
        "DOMAIN 6, rule 6",
        "The place in the course is kept, and the minutes are set aside again when the person goes on.",
    ),
    PolicyDefinition(
        TURN_AROUND,
        "A room is kept free between two sessions for this many minutes",
        "minutes",
        Decimal(30),
        "issue 2, Sessions",
        "Chairs are put back, the room is aired, nobody waits in the corridor.",
    ),
    PolicyDefinition(
        SMALL_CHANGE,
        "People booked are told, but not asked again, when times move by up to this many minutes",
        "minutes",
        Decimal(30),
        "issue 2, Sessions",
    ),
    PolicyDefinition(
        CONFIRM_WITHIN,
        "People booked are asked to say within this many working days whether a new date or place suits",
        "working_days",
        Decimal(3),
        "issue 2, Sessions",
    ),
    PolicyDefinition(
        MINIMUM_ALERT,
        "A coordinator decides this many working days before whether a session with too few people goes ahead",
        "working_days",
        Decimal(5),
        "issue 2, Sessions",
    ),
    PolicyDefinition(
        JOIN_LINK,
        "The link to an online session is shown from this many hours before each date",
        "hours",
        Decimal(24),
        "issue 2, Sessions",
        "Only people who are booked see it.",
    ),
    PolicyDefinition(
        TRAINER_LINK,
        "An outside trainer's link works until this many days after the session",
        "days",
        Decimal(14),
        "issue 2, Sessions",
    ),
    PolicyDefinition(
        TRAINER_LINK_SENT,
        "Outside trainers are sent the link to their page this many days before the session",
        "days",
        Decimal(14),
        "issue 2, Sessions",
    ),
    PolicyDefinition(
        LED_SHOWN,
        "Trainers see the sessions they led for this many days after they ended",
        "days",
        Decimal(60),
        "DOMAIN 9, trainer",
        "Results of what people said stay on the trainer's own page.",
    ),
    PolicyDefinition(
        REMINDER,
        "People are reminded of a session this many working days before its first date; 0 for no such reminder",
        "working_days",
        Decimal(5),
        "DESIGN 4, Messages",
    ),
    PolicyDefinition(
        LAST_REMINDER,
        "People are reminded of each date this many working days before it; 0 for no such reminder",
        "working_days",
        Decimal(1),
        "DESIGN 4, Messages",
    ),
)
