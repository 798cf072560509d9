"""Courses, venues and sessions for tests, written straight to the database."""

import datetime
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from courses.models import Course, Session, SessionDate, SessionTrainer, Venue
from courses.rules.session_minutes import minutes_by_date

LONDON = ZoneInfo("Europe/London")


def local(year, month, day, hour=9, minute=30):
    """An aware moment by the clock on the wall in Rotherham."""
    return datetime.datetime(year, month, day, hour, minute, tzinfo=LONDON)


def days_ahead(days, hour=9, minute=30):
    """The same, so many days from today."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return local(day.year, day.month, day.day, hour, minute)


class CourseFactory(factory.django.DjangoModelFactory):
    """A published one-day course, all of it general learning."""

    class Meta:
        model = Course
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"T{n:03}")
    title = factory.Sequence(lambda n: f"Course number {n}")
    slug = factory.LazyAttribute(lambda course: f"course-{course.code.lower()}")
    summary = "What this course is about, in a sentence."
    mode = Course.Mode.ROOM
    learning_minutes = 444
    live = True

    @factory.post_generation
    def audiences(self, create, extracted, **kwargs):
        _set_terms(self, "audiences", extracted)

    @factory.post_generation
    def topics(self, create, extracted, **kwargs):
        _set_terms(self, "topics", extracted)


def _set_terms(course, name, terms):
    if terms:
        getattr(course, name).set(terms)
        course.save()


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Venue {n}")
    address = "1 Example Street, Rotherham"
    access = "Step-free from the street. Hearing loop."


class SessionFactory(factory.django.DjangoModelFactory):
    """An open session a fortnight ahead, 9:30am to 4:30pm, with the course's minutes and weights.

    `spans=[(start, end), ...]` gives it other dates; `trainers=["Name"]` somebody to lead it.
    """

    class Meta:
        model = Session
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    ref = factory.Sequence(lambda n: f"S{n:04}")
    state = Session.State.OPEN
    capacity = 16
    venue = factory.SubFactory(VenueFactory)
    learning_minutes = factory.SelfAttribute("course.learning_minutes")
    weight_sos = factory.SelfAttribute("course.weight_sos")
    weight_rp = factory.SelfAttribute("course.weight_rp")
    weight_sp = factory.SelfAttribute("course.weight_sp")
    weight_general = factory.SelfAttribute("course.weight_general")
    counts_towards_allowance = factory.SelfAttribute("course.counts_towards_allowance")
    spans = factory.LazyFunction(lambda: [(days_ahead(14), days_ahead(14, 16))])
    starts_at = factory.LazyAttribute(lambda session: session.spans[0][0])
    ends_at = factory.LazyAttribute(lambda session: session.spans[-1][1])

    @classmethod
    def _create(cls, model_class, *args, spans, **kwargs):
        session = super()._create(model_class, *args, **kwargs)
        clock = [int((end - start).total_seconds() // 60) for start, end in spans]
        shares = minutes_by_date(session.learning_minutes, clock)
        for (start, end), minutes in zip(spans, shares, strict=True):
            SessionDate.objects.create(session=session, starts_at=start, ends_at=end, learning_minutes=minutes)
        return session

    @factory.post_generation
    def trainers(self, create, extracted, **kwargs):
        for name in extracted or ():
            SessionTrainer.objects.create(session=self, name=name)
