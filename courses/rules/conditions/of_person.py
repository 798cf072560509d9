"""Conditions about the person: may they come, are they free, have they the days."""

from datetime import date

from courses.rules.conditions.context import Away, BookingContext, EarlierCourse, YearNeed, day_of
from courses.rules.conditions.refusal import Button, Refusal
from courses.rules.wishes import ANYWAY, BEYOND_ALLOWANCE
from cpd_records.rules import movements
from foundation.british_dates import clock_span, long_date, weekday_date
from foundation.durations import minutes_as_days, minutes_as_days_and_hours

CONTACT = Button("/contact/", "Contact the Academy")
MY_DATA = Button("/my/data/", "Check what we hold about you")


class HasAccess:
    """Their access has not been stopped."""

    key = "has_access"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses people who are suspended, most often because the staff file no longer has them."""
        if not context.person.suspended:
            return None
        return Refusal(
            self.key,
            "Your access is on hold because the latest staff file does not have you in it.",
            "If you still work here, tell the Academy and we will put it right.",
            CONTACT,
        )


class InPost:
    """They will be in post on every date."""

    key = "in_post"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses people without a post on the first day, or whose post ends before the last."""
        person, last_day = context.person, context.session.last_day
        if person.external or person.suspended:
            return None
        if not person.has_post:
            sentence = f"We have no post for you on {long_date(context.session.first_day)}."
        elif person.post_ends_on is not None and person.post_ends_on < last_day:
            sentence = f"Your post ends on {long_date(person.post_ends_on)}, before this session is over."
        else:
            return None
        remedy = "If that is wrong, tell us and we will ask for the staff file to be corrected."
        return Refusal(self.key, sentence, remedy, MY_DATA)


class AgencyOffer:
    """Agency workers come to learning in the three approaches (DOMAIN 6, rule 15)."""

    key = "agency_offer"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses agency workers general learning, where the policy says so."""
        person = context.person
        if not (person.agency and context.agency_approach_only) or context.session.in_approaches:
            return None
        return Refusal(
            self.key,
            "Agency workers can book courses in the three approaches, and this is a general one.",
            "Ask your agency about this course, or choose one in Signs of Safety, Restorative Practice "
            "or Social Pedagogy.",
            Button("/courses/", "See all courses"),
        )


class InAudience:
    """The course is meant for them (`workforce.rules.audiences`). Not a wall: coordinators see further."""

    key = "in_audience"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses whoever is in none of the course's audiences, naming them."""
        if context.audience.yes:
            return None
        return Refusal(
            self.key,
            f"This course is meant for others. {context.audience.sentence}",
            "If it would help your work, ask the Academy: a coordinator can book you with a reason. If you are "
            "one of them, check what we hold about you.",
            Button("/contact/", "Ask the Academy about this course"),
            asks=ANYWAY,
        )


class DoneFirst:
    """They have done what comes before, will have by then, or need not have."""

    key = "done_first"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses while a course that comes first is neither done nor booked to end before this one starts."""
        starts_at = context.session.starts_at
        coming = {own.course_code for own in context.own if own.last_ends_at and own.last_ends_at <= starts_at}
        missing = [each for each in context.session.first if not each.codes & (context.done_codes | coming)]
        return self._refuse(missing) if missing else None

    def _refuse(self, missing: list[EarlierCourse]) -> Refusal:
        titles = " and ".join(each.title for each in missing)
        comes = "comes before this course, and is" if len(missing) == 1 else "come before this course, and are"
        return Refusal(
            self.key,
            f"{titles} {comes} not in your record.",
            "Book that first: a date that ends before this one begins is enough. If you learned it elsewhere, tell "
            "the Academy and a coordinator can let you off.",
            Button(missing[0].url, f"See dates of {missing[0].title}"),
            asks=ANYWAY,
        )


class NotAway:
    """They are not recorded as away on any of its dates."""

    key = "not_away"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses dates inside a recorded absence; nobody but the person reads more than "away"."""
        for span in context.session.spans:
            day = day_of(span.starts_at)
            if any(self._covers(away, day) for away in context.away):
                return self._refuse(day, context.asked_by_other)
        return None

    def _covers(self, away: Away, day: date) -> bool:
        return away.starts_on <= day and (away.until is None or day <= away.until)

    def _refuse(self, day: date, asked_by_other: bool) -> Refusal:
        if asked_by_other:
            return Refusal(
                self.key, f"They are away on {long_date(day)}.", "Choose another date for them.", asks=ANYWAY
            )
        return Refusal(
            self.key,
            f"You are recorded as away on {long_date(day)}.",
            "Choose another date. If that is wrong, tell us and we will ask for the staff file to be corrected.",
            MY_DATA,
            asks=ANYWAY,
        )


class NotBookedAlready:
    """They have no live booking on this very session."""

    key = "not_booked_already"
    SENTENCES = {
        "requested": "You have asked for a place on this session, and wait for approval.",
        "waiting": "You are on the waiting list of this session.",
        "offered": "A place on this session is kept for you, and waits for your answer.",
    }

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses a second booking; the constraint in the database does the same."""
        if context.session.pk not in context.live_session_ids:
            return None
        return Refusal(
            self.key,
            self.SENTENCES.get(context.live_state, "You are already booked on this session."),
            "There is nothing more to do. You can see or cancel it with your other bookings.",
            Button("/my/bookings/", "See your bookings"),
        )


class NoClash:
    """They are not booked on something else at the same time."""

    key = "no_clash"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses overlapping dates, naming the booking in the way."""
        session = context.session
        for own in context.own:
            if own.session_id != session.pk and any(own.span.overlaps(span) for span in session.spans):
                when = f"{weekday_date(own.span.starts_at)}, {clock_span(own.span.starts_at, own.span.ends_at)}"
                return Refusal(
                    self.key,
                    f"You are booked on {own.title} at the same time ({when}).",
                    "Move that booking to another date, or cancel it, if you would rather come to this one.",
                    Button(f"{own.url}move/", f"Move {own.title} to another date"),
                )
        return None


class AllowanceEnough:
    """Each allowance year the session falls in has the days for it."""

    key = "allowance_enough"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses when any year is short, saying by how much in days."""
        short = [year for year in context.years if year.after < 0]
        if not short or context.session.pk in context.live_session_ids:
            return None
        if context.excess_minutes <= context.approved_excess:
            return None
        sentence = " ".join(self._sentence(year, context.minutes_per_day) for year in short)
        if not context.may_exceed:
            return Refusal(self.key, sentence, movements.SHORT_REMEDY, Button("/my/allowance/", "See your allowance"))
        return Refusal(
            self.key,
            sentence,
            "Cancel a booking you no longer need, or choose something shorter. If this learning matters "
            "for your work, your manager may let you go beyond it.",
            Button("/my/allowance/", "Ask your manager for time beyond the allowance", press=True),
            asks=BEYOND_ALLOWANCE,
        )

    def _sentence(self, year: YearNeed, minutes_per_day: int) -> str:
        needed = minutes_as_days_and_hours(year.needed, minutes_per_day)
        left = minutes_as_days(year.left, minutes_per_day) if year.left else "none"
        start = year.year_starts_on.year
        return f"This takes {needed} of your allowance for {start}/{(start + 1) % 100:02d}, and you have {left} left."
