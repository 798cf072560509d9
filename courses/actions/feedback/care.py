"""What the clock does for forms: asks, sends, reminds, lapses, closes, releases. Repeatable."""

from datetime import datetime, timedelta

from django.db import transaction

from courses.actions.feedback.evaluations import EVALUATION, release_certificate
from courses.actions.feedback.impact import ask_impact
from courses.actions.feedback.letters import send
from courses.actions.feedback.pulses import PULSE, close_rounds
from courses.emails import feedback as emails
from courses.feedback_policies import CERTIFICATE_WAITS, REMIND_DAYS
from courses.models import Booking, FormRequest
from courses.rules.conditions.loading import local_day
from cpd_records.models import Certificate
from foundation import policies, wordings
from foundation.models import OutboxMessage
from foundation.policies import PolicyBook
from foundation.wordings import WordingBook

AT_ONCE = 1000


def look_after(*, at: datetime) -> int:
    """Everything that is due; answers how many letters, lapses and certificates that were."""
    book, words = policies.book(), wordings.book()
    done = lapse(at=at) + close_rounds(at=at)
    with transaction.atomic():
        for request in ask_impact(book=book, at=at):
            send(emails.asked(request, words), request, request.person, at)
            done += 1
    done += announce_pulses(words=words, at=at)
    done += remind(book=book, words=words, at=at)
    return done + release_waiting(book=book, at=at)


@transaction.atomic
def lapse(*, at: datetime) -> int:
    """Forms nobody filled in by their last day are asked for no longer."""
    overdue = FormRequest.objects.overdue(local_day(at))
    return overdue.update(state=FormRequest.State.LAPSED)


@transaction.atomic
def announce_pulses(*, words: WordingBook, at: datetime) -> int:
    """Tell people of a round that has begun, each once."""
    told = OutboxMessage.objects.filter(kind=f"{PULSE}-asked").values("source")
    begun = FormRequest.objects.filter(purpose=PULSE).open_on(local_day(at)).with_subject()
    sources = set(told.values_list("source", flat=True))
    fresh = [request for request in begun.select_related("person__user") if request.source not in sources][:AT_ONCE]
    for request in fresh:
        send(emails.asked(request, words), request, request.person, at)
    return len(fresh)


@transaction.atomic
def remind(*, book: PolicyBook, words: WordingBook, at: datetime) -> int:
    """One reminder each, so many days before the last; never on the day it was asked."""
    day = local_day(at)
    soon = day + timedelta(days=book.whole(REMIND_DAYS, day))
    open_ = FormRequest.objects.open_on(day).filter(due_on__lte=soon, reminded_on__isnull=True, opens_on__lt=day)
    due = list(open_.select_for_update(of=("self",), skip_locked=True).with_subject()[:AT_ONCE])
    for request in due:
        request.reminded_on = day
        send(emails.reminder(request, words), request, request.person, at)
    FormRequest.objects.bulk_update(due, ["reminded_on"])
    return len(due)


def release_waiting(*, book: PolicyBook, at: datetime) -> int:
    """Where certificates no longer wait for the evaluation, issue those that did."""
    if book.yes(CERTIFICATE_WAITS, local_day(at)):
        return 0
    issued = Certificate.objects.valid().filter(record__source__startswith="booking:").values("record__source")
    there = set(issued.values_list("record__source", flat=True))
    waiting = FormRequest.objects.filter(purpose=EVALUATION, state__in=("asked", "lapsed"), booking__state="attended")
    bookings = Booking.objects.filter(pk__in=waiting.values("booking")).order_by("pk")
    found = [booking for booking in bookings if booking.source not in there]
    return sum(release_certificate(booking, by=None, at=at) for booking in found[:AT_ONCE])
