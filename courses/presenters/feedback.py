"""Forms people are asked to fill in, and what they handed in, as pages say it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.models import FormRequest
from courses.rules.feedback import may_be_answered, refusal_of
from foundation.british_dates import long_date
from foundation.versioned_forms.reading import ReadSection, read

PURPOSE = FormRequest.Purpose


@dataclass(frozen=True, slots=True)
class FormCard:
    """One form in a list."""

    key: str
    title: str
    about: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form on its own page. `closed` says why it cannot be filled in, or nothing."""

    card: FormCard
    intro: str
    words_of_asker: str
    closed: str
    waits_for_certificate: bool
    sections: list[ReadSection]
    is_pulse: bool
    handed_in: str
    can_withdraw: bool = False


def form_card(request: FormRequest, day: date, viewer: Any = None) -> FormCard:
    """`viewer` is the user who looks: whoever the form is about reads who filled it in."""
    return FormCard(
        key=str(request.public_id),
        title=request.version.schema.title,
        about=_about(request, viewer),
        note=_note(request, day),
        url=f"/my/forms/{request.public_id}/",
    )


def form_page(request: FormRequest, day: date, viewer: Any) -> FormPage:
    """Everything but the inputs. The answers of a pulse are nobody's to read."""
    response = getattr(request, "response", None)
    own = request.person.user_id == viewer.pk
    open_ = own and may_be_answered(request, day)
    return FormPage(
        card=form_card(request, day, viewer),
        intro=request.version.schema.intro,
        words_of_asker=request.note,
        closed="" if open_ or response else refusal_of(request, day),
        waits_for_certificate=request.purpose == PURPOSE.EVALUATION,
        sections=read(response.version, response.answers) if response else [],
        is_pulse=request.purpose == PURPOSE.PULSE,
        handed_in=long_date(request.answered_on) if request.answered_on else "",
    )


def _about(request: FormRequest, viewer: Any) -> str:
    """What or whom it is about: "Priya Shah, Signs of Safety"."""
    course = request.booking.session.course if request.booking else request.course
    others = viewer is not None and request.about is not None and request.about.user_id == viewer.pk
    who = request.person if others else request.about
    name = (f"by {who.full_name}" if others else who.full_name) if who else ""
    return ", ".join(part for part in (name, course.title if course else "") if part)


def _note(request: FormRequest, day: date) -> str:
    if request.state == FormRequest.State.ASKED:
        return f"Please answer by {long_date(request.due_on)}" if request.due_on >= day else "Late, and still welcome"
    if request.answered_on:
        return f"Handed in on {long_date(request.answered_on)}"
    return str(request.get_state_display())
