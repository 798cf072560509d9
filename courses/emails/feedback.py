"""Letters about forms: asked, reminded, done. Each opens a page with a button; opening does nothing."""

from django.conf import settings

from courses.emails.letters import Letter
from courses.models import FormRequest
from foundation.british_dates import long_date
from foundation.wordings import WordingBook


def values(request: FormRequest, first_name: str) -> dict[str, str]:
    """What `wordings.feedback.ABOUT_FORM` promises."""
    site = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    return {
        "first_name": first_name,
        "form": request.version.schema.title,
        "course": _course(request),
        "learner": request.about.full_name if request.about else "",
        "colleague": request.person.full_name,
        "note": request.note,
        "last_day": long_date(request.due_on),
        "form_link": f"{site}/my/forms/{request.public_id}/",
        "contact_link": f"{site}/contact/",
    }


def asked(request: FormRequest, words: WordingBook) -> Letter:
    """Somebody is asked to fill in a form."""
    kind = f"{request.purpose}-asked"
    return Letter(kind, *words.compose(kind, values(request, request.person.first_name)))


def reminder(request: FormRequest, words: WordingBook) -> Letter:
    """The one reminder, while the form is still open."""
    kind = "form-reminder"
    return Letter(kind, *words.compose(kind, values(request, request.person.first_name)))


def observed(request: FormRequest, words: WordingBook) -> Letter:
    """To whoever was observed: the observation is there to read."""
    assert request.about is not None  # noqa: S101  an observation is of somebody; the database says so
    kind = "observation-done"
    return Letter(kind, *words.compose(kind, values(request, request.about.first_name)), part="done")


def _course(request: FormRequest) -> str:
    if request.booking is not None:
        return request.booking.session.course.title
    return request.course.title if request.course else ""
