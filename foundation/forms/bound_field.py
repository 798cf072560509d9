"""A form field as GOV.UK Frontend draws it: which template, which ids, which attributes.

Ids follow the design system (``<id>-hint``, ``<id>-error``, first choice without a number), so that
error summaries reach a real element.
"""

from typing import Any

from django import forms
from django.forms.widgets import Input
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from foundation.forms import choices, wording
from foundation.forms.looks import DEFAULT_LOOK, FieldLook
from foundation.forms.widgets import CountedTextarea, DateInput3

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateInput3, "date"),
    (CountedTextarea, "count"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (Input, "input"),
)
"""First match wins; a widget of none of these is drawn by its own template."""

GROUPED = {"date", "checkboxes", "radios"}
STYLE = {
    "input": "govuk-input",
    "password": "govuk-input",
    "textarea": "govuk-textarea",
    "count": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
}
DROPPED = ("placeholder", "maxlength", "minlength", "min", "max", "step", "cols", "required")
"""Browser limits that cut pasted text or refuse with words of their own, where the server says it better;
and text that vanishes on typing, where a hint stays."""


class AcademyBoundField(forms.BoundField):
    """Adds to Django's bound field what the templates in ``templates/forms`` ask for."""

    @cached_property
    def look(self) -> FieldLook:
        """The form's wish for this field, else its wish for all, else none."""
        default: FieldLook = getattr(self.form, "default_look", DEFAULT_LOOK)
        look: FieldLook = getattr(self.form, "looks", {}).get(self.name, default)
        return look

    @cached_property
    def kind(self) -> str:
        """Which of our widget templates draws it; "hidden" and "other" are drawn by Django."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        for widget_class, kind in KINDS:
            if isinstance(widget, widget_class):
                return kind
        return "other"

    @property
    def element_id(self) -> str:
        """The id of the input, or the stem of the ids of several."""
        return str(self.field.widget.attrs.get("id") or self.auto_id)

    @property
    def is_group(self) -> bool:
        """Is it drawn as a fieldset with a legend?"""
        if self.kind == "other":
            return self.use_fieldset
        return self.kind in GROUPED and bool(self.label)

    @property
    def is_revealed(self) -> bool:
        """Is it drawn inside a choice of another field?"""
        looks: dict[str, FieldLook] = getattr(self.form, "looks", {})
        return any(self.name in look.reveals.values() for look in looks.values())

    @property
    def has_label(self) -> bool:
        """A single checkbox carries its label beside the box; a group without label has none."""
        return bool(self.label) and self.kind not in (
            "checkbox",
            "checkboxes",
            "radios",
            "date",
        )

    @property
    def hint_is_above(self) -> bool:
        """A single checkbox shows its hint below its label."""
        return self.kind != "checkbox"

    @property
    def group_css(self) -> str:
        """Classes of the form group."""
        error = "govuk-form-group--error" if self.errors else ""
        module = {"count": "govuk-character-count", "password": "govuk-password-input"}
        return " ".join(part for part in (error, module.get(self.kind, "")) if part)

    @property
    def count_attrs(self) -> dict[str, Any]:
        """What the counting script reads."""
        widget = self.field.widget
        return {
            "data-module": "govuk-character-count",
            "data-maxlength": widget.maxlength,
            "data-threshold": widget.threshold,
            "data-count-type": widget.count_type or None,
        }

    @property
    def items_css(self) -> str:
        """Classes of the group of radios or checkboxes."""
        stem = "govuk-radios" if self.kind == "radios" else "govuk-checkboxes"
        return f"{stem} {self.look.classes}".strip()

    @property
    def hint_id(self) -> str:
        """The id of the help text, or nothing."""
        return f"{self.element_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        """The id of the messages, or nothing."""
        return f"{self.element_id}-error" if self.errors else ""

    @property
    def messages(self) -> list[str]:
        """What went wrong, as what to do about it."""
        return wording.messages_of(self)

    @property
    def error_html(self) -> SafeString:
        """All messages of the field, each already escaped or safe, on lines of their own."""
        return format_html_join(mark_safe("<br>"), "{}", ((text,) for text in self.messages))

    @property
    def error_anchor(self) -> str:
        """The id an error summary links to: the first input that is wrong."""
        if self.kind == "date":
            return f"{self.element_id}-{self.date_parts[self._first_wrong_part()].name}"
        if self.kind == "other":
            return self.id_for_label or self.element_id
        return self.element_id

    @property
    def described_by(self) -> str:
        """Ids of extra description, hint and error, in the design system's order."""
        if self.is_hidden:
            return ""
        own = str(self.field.widget.attrs.get("aria-describedby", ""))
        info = f"{self.element_id}-info" if self.kind == "count" else ""
        return " ".join(part for part in (own, info, self.hint_id, self.error_id) if part)

    @property
    def aria_describedby(self) -> str | None:
        """Django's hook, used for widgets we do not draw ourselves."""
        return self.described_by or None

    @property
    def label_css(self) -> str:
        """Classes of the label."""
        return self._sized("govuk-label")

    @property
    def legend_css(self) -> str:
        """Classes of the legend."""
        return self._sized("govuk-fieldset__legend")

    def _sized(self, stem: str) -> str:
        size = f"{stem}--{self.look.label_size}" if self.look.label_size else ""
        bare = "govuk-visually-hidden" if self.look.bare else ""
        return " ".join(part for part in (stem, size, self.look.label_classes, bare) if part)

    @property
    def style(self) -> str:
        """CSS classes of the input itself."""
        stem = STYLE.get(self.kind, "")
        extra = self.field.widget.attrs.get("class", "")
        module = {
            "count": "govuk-js-character-count",
            "password": "govuk-password-input__input govuk-js-password-input-input",
        }.get(self.kind, "")
        error = f"{stem}--error" if stem and self.errors else ""
        return " ".join(part for part in (stem, module, extra, self.look.classes, error) if part)

    @cached_property
    def widget_context(self) -> dict[str, Any]:
        """Django's own context of the widget: name, value, optgroups, attrs."""
        attrs = {"id": self.element_id} if self.element_id else {}
        context: dict[str, Any] = self.field.widget.get_context(self.html_name, self.value(), attrs)["widget"]
        return context

    @property
    def input_type(self) -> str:
        """Numbers, dates and times are typed as text with a helpful keyboard, as the design system asks."""
        kind = self.widget_context.get("type", "text")
        return "text" if kind in ("number", "date", "time", "datetime-local") else kind

    @property
    def inputmode(self) -> str:
        """Which keyboard a phone shows."""
        if self.look.inputmode:
            return self.look.inputmode
        if not isinstance(self.field.widget, forms.NumberInput):
            return ""
        return "decimal" if isinstance(self.field, forms.DecimalField | forms.FloatField) else "numeric"

    @property
    def autocomplete(self) -> str:
        """What the browser may fill in (WCAG 1.3.5)."""
        given = self.look.autocomplete or self.field.widget.attrs.get("autocomplete", "")
        return str(given or ("current-password" if self.kind == "password" else ""))

    @property
    def other_attrs(self) -> dict[str, Any]:
        """What the form's author put on the widget and no template places by name."""
        placed = {
            "id",
            "class",
            "aria-describedby",
            "autocomplete",
            "rows",
            "spellcheck",
            *DROPPED,
        }
        attrs = self.widget_context["attrs"]
        kept = {name: value for name, value in attrs.items() if name not in placed}
        if self.field.disabled:
            kept["disabled"] = True
        return kept

    @property
    def rows(self) -> str:
        """Lines of a text area; Django's default of 10 is the design system's 5."""
        rows = str(self.field.widget.attrs.get("rows", "5"))
        return "5" if rows == "10" else rows

    @cached_property
    def items(self) -> list[choices.Item]:
        """The choices of radios and checkboxes, ready for the template."""
        return choices.items_of(self)

    @property
    def date_parts(self) -> list[Any]:
        """Day, month and year with their values and whether each is wrong."""
        parts: list[Any] = self.widget_context["parts"]
        wrong = choices.wrong_parts(self)
        return [part.marked(part.name in wrong) for part in parts]

    def _first_wrong_part(self) -> int:
        marked = [index for index, part in enumerate(self.date_parts) if part.wrong]
        return marked[0] if marked else 0

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        """Our template for the kinds we know; Django's for the rest and for explicit calls."""
        if widget or attrs or only_initial or self.kind in ("hidden", "other"):
            return super().as_widget(widget, attrs, only_initial)
        kind = "checkboxes" if self.kind == "checkbox" else self.kind
        html = self.form.renderer.render(f"forms/widgets/{kind}.html", {"field": self})
        return SafeString(html)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Never the browser's own "required": its message cannot be read by everyone."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        return built
