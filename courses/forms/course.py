"""The course form of the CMS."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm

from courses.actions.courses import TERM_FIELDS
from courses.forms.learning_time import LearningTimeField
from courses.models import Course

RESERVED = frozenset({"calendar", "sessions"})
"""What stands at `/courses/…/` besides courses."""
WEIGHTS = ("weight_sos", "weight_rp", "weight_sp", "weight_general")


class CourseForm(WagtailAdminModelForm):
    """Checks what the database would refuse, in words; makes code and address where they are left empty."""

    learning_minutes = LearningTimeField(
        label="Learning time",
        help_text="Without lunch. Enter days (a day is 7 hours 24 minutes, half a day is 0.5), "
        "or hours and minutes for something shorter.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("code", "slug"):
            if name in self.fields:
                self.fields[name].required = False
        for name in TERM_FIELDS:
            if name in self.fields:
                self._offer_running_terms(name)

    def _offer_running_terms(self, name: str) -> None:
        """Terms in use today, and those the course already has."""
        field, today = self.fields[name], timezone.localdate()
        chosen = [term.pk for term in getattr(self.instance, name).all()] if self.instance.pk else []
        field.queryset = field.queryset.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today) | Q(pk__in=chosen))

    def clean_code(self) -> str:
        """What was typed, or the next free code of the series in use."""
        return self.cleaned_data["code"] or next_code()

    def clean_slug(self) -> str:
        """What was typed, or an address made from the title."""
        if self.cleaned_data["slug"] in RESERVED:
            raise ValidationError("This address is taken by a page of the site. Choose another.", code="reserved")
        return self.cleaned_data["slug"] or free_slug(self.cleaned_data.get("title", ""), self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """The four shares must be whole and total 100."""
        cleaned = super().clean()
        shares = [cleaned.get(name) for name in WEIGHTS]
        if None not in shares and sum(shares) != 100:
            self.add_error("weight_sos", ValidationError(_shares_message(sum(shares)), code="weights"))
        first = cleaned.get("prerequisites")
        if first is not None and self.instance.pk:
            loops = [each.title for each in first if _comes_after(each, self.instance)]
            if loops:
                message = f"{', '.join(loops)} cannot come first: this course comes before it, or it is this course."
                self.add_error("prerequisites", ValidationError(message, code="loop"))
        return cleaned


def _comes_after(course: Course, other: Course) -> bool:
    """Whether one course is the other, or is booked only after it."""
    return course.pk == other.pk or course.prerequisites.filter(pk=other.pk).exists()


def _shares_message(total: int) -> str:
    difference = abs(100 - total)
    remedy = f"add {difference}" if total < 100 else f"take {difference} off"
    return f"The four shares come to {total}%. They must come to 100%: {remedy}."


def next_code() -> str:
    """The series most courses use, one further: LA33 after LA32."""
    found = (re.fullmatch(r"(\D+)(\d+)", code) for code in Course.objects.values_list("code", flat=True))
    last = max(filter(None, found), key=lambda match: int(match[2]), default=None)
    if last is None:
        return "LA01"
    return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"


def free_slug(title: str, own: int | None) -> str:
    """An address from the title that no other course has."""
    stem = slugify(title)[:70] or "course"
    taken = RESERVED | set(
        Course.objects.exclude(pk=own or 0).filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if slug not in taken)
