"""The site's form renderer (``settings.FORM_RENDERER``).

Forms of ours and of allauth come out as GOV.UK Frontend 6 markup; tests compare it with the design
system's own fixtures. Wagtail's editing forms keep Django's bound field, since their panels draw
the fields themselves.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.forms import BaseForm, BoundField, Field, renderers
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property

from foundation.forms.bound_field import AcademyBoundField


def bound_field_for(form: BaseForm, field: Field, name: str) -> BoundField:
    """Our bound field, except for forms of Wagtail's editing interface."""
    if is_editing_form(type(form)):
        return BoundField(form, field, name)
    return AcademyBoundField(form, field, name)


def is_editing_form(form_class: type) -> bool:
    """Does the form, or anything it inherits from, come from Wagtail?"""
    cached = _EDITING.get(form_class)
    if cached is None:
        cached = any(base.__module__.split(".")[0] == "wagtail" for base in form_class.__mro__)
        _EDITING[form_class] = cached
    return cached


_EDITING: dict[type, bool] = {}


class AcademyRenderer(renderers.DjangoTemplates):
    """Finds ``templates/`` of the project before the apps' and Django's own widget templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = staticmethod(bound_field_for)  # type: ignore[assignment]  # Django only calls it

    @cached_property
    def engine(self) -> Any:
        """The engine forms use: no context processors, since a field knows all it shows."""
        django_templates = Path(renderers.__file__).parent / "templates"
        ours: Any = settings.TEMPLATES[0]["DIRS"]
        return Backend(
            {
                "APP_DIRS": True,
                "DIRS": [*ours, django_templates],
                "NAME": "academyforms",
                "OPTIONS": {},
            }
        )
