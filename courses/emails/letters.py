"""What every message about a booking is made of."""

from dataclasses import dataclass
from datetime import date

from courses.models import Booking, Session, SessionDate
from courses.rules.booking_tokens import token_of
from courses.rules.invitations import Invitation, Party
from foundation.british_dates import clock_span, weekday_date
from foundation.wordings import WordingBook
from workforce.models import Person


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, ready for the outbox. `part` tells apart letters of one kind about one change.

    `news` is what cannot wait when the session is near, whatever somebody's quiet hours; then `text`
    also goes to those who take texts. A letter that is `once` is not repeated when the booking changes.
    """

    kind: str
    subject: str
    body: str
    part: str = ""
    calendar: str = ""
    calendar_method: str = ""
    news: bool = True
    text: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A booking with everything its letters say. `site` is the site's address without a last slash.

    `last_day` is the last day on which giving the place up is in time; `words` are the letters' texts.
    """

    booking: Booking
    session: Session
    dates: tuple[SessionDate, ...]
    person: Person
    site: str
    organiser: Party
    last_day: date
    words: WordingBook

    def values(self, **more: str) -> dict[str, str]:
        """What `wordings.placeholders.ABOUT_BOOKING` promises, and what one letter says besides."""
        return {
            "first_name": self.person.first_name,
            "course": self.title,
            "date": weekday_date(self.dates[0].starts_at),
            "when_and_where": when_and_where(self),
            "joining_notes": self.session.joining_notes.strip(),
            "booking_link": self.url,
            "cancel_link": self.cancel_url,
            "course_link": self.course_url,
            "record_link": f"{self.site}/my/cpd/",
            "contact_link": f"{self.site}/contact/",
            "last_day": weekday_date(self.last_day),
            **more,
        }

    def compose(self, wording: str, **more: str) -> tuple[str, str]:
        """Subject and body of a letter about this booking, as coordinators have worded it."""
        return self.words.compose(wording, self.values(**more))

    @property
    def title(self) -> str:
        """The course's title."""
        return self.session.course.title

    @property
    def url(self) -> str:
        """The booking's own page."""
        return f"{self.site}/my/bookings/{self.booking.public_id}/"

    @property
    def cancel_url(self) -> str:
        """The page with the button that gives up the place; opening it does nothing (DESIGN 4)."""
        return f"{self.url}cancel/"

    @property
    def confirm_url(self) -> str:
        """The page with two buttons: still coming, or not; for people without an account by its token."""
        if self.person.user is None:
            return f"{self.site}/confirm/{token_of(self.booking)}/"
        return f"{self.url}confirm/"

    @property
    def why_url(self) -> str:
        """The page with the short list of reasons."""
        return f"{self.url}why/"

    @property
    def accept_url(self) -> str:
        """The page on which a manager accepts a reason for them."""
        return f"{self.site}/team/bookings/{self.booking.public_id}/why/"

    @property
    def rebook_url(self) -> str:
        """After a cancelled session: the page on which one press books another date; else the course's own."""
        return f"{self.url}another-date/" if self.person.user is not None else self.course_url

    @property
    def course_url(self) -> str:
        """The course's page, with its other dates."""
        return f"{self.site}/courses/{self.session.course.slug}/"

    @property
    def place(self) -> str:
        """Where to go, or how to join; only for those who are booked."""
        return place_of(self.session)

    def invitation(self, each: SessionDate) -> Invitation:
        """The calendar invitation to one of the dates, at the booking's present sequence."""
        return invitation_to(self.booking, self.session, each, site=self.site, organiser=self.organiser)


def place_of(session: Session) -> str:
    """Where to go, or where the link to join will be: the link itself is for the booking's page, near the time."""
    if session.venue is not None:
        address = ", ".join(line.strip() for line in session.venue.address.splitlines() if line.strip())
        return f"{session.venue.name}, {address}" if address else session.venue.name
    if session.join_link:
        return "Online. The link will be on your booking's page shortly before."
    return "We will tell you where nearer the day."


def invitation_to(booking: Booking, session: Session, each: SessionDate, *, site: str, organiser: Party) -> Invitation:
    """The same event for the letter and for the private feed, so that no calendar shows it twice."""
    url = f"{site}/my/bookings/{booking.public_id}/"
    return Invitation(
        booking_id=booking.public_id,
        date_id=each.public_id,
        sequence=booking.sequence,
        title=session.course.title,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        place=place_of(session),
        description=f"{session.course.title}. Everything about your booking: {url}",
        url=url,
        attendee=Party(booking.person.full_name, booking.person.work_email),
        organiser=organiser,
    )


def when(each: SessionDate) -> str:
    """ "Thursday 12 November 2026, 9:30am to 4pm"."""
    return f"{weekday_date(each.starts_at)}, {clock_span(each.starts_at, each.ends_at)}"


def when_and_where(facts: Facts) -> str:
    """The lines of a letter that people look for first."""
    dates = [when(each) for each in facts.dates]
    label = "When:  " if len(dates) == 1 else "Dates: "
    lines = [f"{label if index == 0 else '       '}{text}" for index, text in enumerate(dates)]
    return "\n".join([*lines, f"Where: {facts.place}"])
