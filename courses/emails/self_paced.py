"""The letter when a self-paced course is completed."""

from django.conf import settings

from courses.emails.letters import Letter
from courses.models import SelfPacedRun
from foundation import wordings
from foundation.durations import minutes_as_hours


def completed(run: SelfPacedRun) -> Letter:
    """Recorded, with a certificate. The run comes with its person and course."""
    values = {
        "first_name": run.person.first_name,
        "course": run.course.title,
        "learned": minutes_as_hours(run.learning_minutes),
        "record_link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/my/cpd/",
    }
    return Letter("self-paced-completed", *wordings.book().compose("self-paced-completed", values))
