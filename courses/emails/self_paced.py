"""The letter when a self-paced course is completed."""

from django.conf import settings

from courses.emails.letters import Letter, letter_text
from courses.models import SelfPacedRun
from foundation.durations import minutes_as_hours


def completed(run: SelfPacedRun) -> Letter:
    """Recorded, with a certificate. The run comes with its person and course."""
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    body = letter_text(
        run.person.first_name,
        f"You have completed {run.course.title}. Well done.",
        f"We have recorded {minutes_as_hours(run.learning_minutes)} of learning for you. It is in your CPD record, "
        f"with your certificate:\n{site}/my/cpd/",
        "Talk it through with your supervisor soon: what will you do differently, and how would a child notice?",
    )
    return Letter("self-paced-completed", f"Completed: {run.course.title}"[:255], body)
