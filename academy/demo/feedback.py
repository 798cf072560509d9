"""Courses of some weeks ago, and what people said of them: all through the actions."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from academy.demo.sessions import LONDON
from courses.actions import feedback, registers
from courses.actions.bookings import BookingRefused, book
from courses.actions.sessions import DateSpan, SessionPlan, Trainer, open_session, plan_session
from courses.models import Course, FormRequest, Quote, Session, Venue
from foundation.working_days import add_working_days
from workforce.models import Person, Post

SEED = 2017
WEEKS_AGO = (("LA27", 30, 12), ("LA09", 34, 9), ("LA17", 28, 3))
"""Course, working days ago, and how many came; the last is too small to show."""
TRAINER_EMAIL = "nathan.hattersley@example.org"
WILL_CHANGE = (
    "Ask the child what they would like to be different before I tell anybody what I think.",
    "Write the plan in the family's own words, and read it to them.",
    "Start with what is working well. I always meant to and never did.",
    "Use the scale in supervision, for myself too.",
    "Stop writing 'contact' and say who is coming to see whom.",
)
WORKED_WELL = ("Practising in threes.", "Real examples, and time to think.", "A trainer who has done the job.")


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Hold the sessions and hand in the forms. A demo that has them is left as it is."""
    if FormRequest.objects.exists():
        return "already there"
    rng = Random(SEED)  # noqa: S311  the same demo every time
    for code, days, people in WEEKS_AGO:
        _session(code, days, people, rng, at)
    _approve_one(at)
    return f"{FormRequest.objects.answered().count()} evaluations"


def _session(code: str, days: int, people: int, rng: Random, at: datetime) -> None:
    day = add_working_days(timezone.localdate(at), -days)
    ref, start = f"{code}-{day:%Y%m%d}", timezone.make_aware(datetime.combine(day, time(9, 0)), LONDON)
    course = Course.objects.filter(code=code).first()
    if course is None or Session.objects.filter(ref=ref).exists():
        return
    trainer, planned = Person.objects.get(work_email=TRAINER_EMAIL), start - timedelta(days=40)
    plan = SessionPlan(
        dates=(DateSpan(start, start + timedelta(hours=8)),),
        capacity=16,
        venue=Venue.objects.order_by("pk").first(),
        trainers=(Trainer(trainer.full_name, trainer.pk),),
    )
    session = plan_session(course=course, plan=plan, by=None, at=planned, ref=ref)
    open_session(session_id=session.pk, by=None, at=planned)
    _book(session, people, rng, planned + timedelta(days=1))
    closed = start + timedelta(hours=8)
    date = session.dates.get()
    marks = [registers.Given(booking.pk, date.pk, "present") for booking in session.bookings.filter(state="booked")]
    registers.mark(session_id=session.pk, marks=marks, by=None, at=closed)
    registers.close(session_id=session.pk, by=None, at=closed)
    for request in FormRequest.objects.filter(booking__session=session).select_related("version"):
        _answer(request, rng, closed + timedelta(days=rng.randint(0, 9)))


def _book(session: Session, people: int, rng: Random, at: datetime) -> None:
    posts = Post.objects.current().running(timezone.localdate(at)).exclude(contract=Post.Contract.AGENCY)
    staff = sorted(set(posts.values_list("person_id", flat=True)))
    made = 0
    for person in rng.sample(staff, min(len(staff), people * 6)):
        if made == people:
            return
        try:
            made += book(session_id=session.pk, person_id=person, by=None, at=at).state == "booked"
        except BookingRefused:
            continue


def _answer(request: FormRequest, rng: Random, at: datetime) -> None:
    before = rng.randint(2, 6)
    said = {
        "confidence_before": before,
        "confidence_after": min(10, before + rng.randint(1, 4)),
        "will_change": rng.choice(WILL_CHANGE),
        "useful": rng.randint(6, 10),
        "working_well": rng.choice(WORKED_WELL),
    }
    fields = {field.code: field.id for field in request.version.schema.fields()}
    answers = {fields[code]: value for code, value in said.items() if code in fields}
    consents = [fields["will_change"]] if rng.random() < 0.4 else []
    feedback.hand_in(request_id=request.pk, answers=answers, consents=consents, by=None, at=at)


def _approve_one(at: datetime) -> None:
    quote = Quote.objects.to_read().order_by("pk").first()
    if quote is not None:
        feedback.decide(quote_id=quote.pk, approve=True, by=None, at=at)
