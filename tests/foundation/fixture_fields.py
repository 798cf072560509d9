"""The options of a GOV.UK form component, as a Django form of ours."""

from types import SimpleNamespace

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.utils.safestring import mark_safe

from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea, DateInput3

FIELDS = (
    "input", "textarea", "select", "radios", "checkboxes", "date-input", "file-upload",
    "character-count", "password-input",
)  # fmt: skip
GROUPS = ("radios", "checkboxes", "date-input")


class Verbatim(forms.Field):
    """Stands for the field a choice opens; it is drawn as the fixture's own markup."""

    def __init__(self, html):
        super().__init__(required=False)
        self.html = html

    def get_bound_field(self, form, field_name):
        return SimpleNamespace(as_field_group=mark_safe(self.html), is_hidden=False)


def words(options, key="text"):
    """Text, or markup that counts as safe."""
    if not options:
        return ""
    return mark_safe(options["html"]) if options.get("html") else options.get(key, "")


def widget_of(component, options):
    attrs = {"id": options.get("idPrefix") or options.get("id") or options["name"]}
    attrs |= options.get("attributes", {})
    described = options.get("describedBy") or options.get("fieldset", {}).get("describedBy")
    if described:
        attrs["aria-describedby"] = described
    for name in ("rows", "autocapitalize", "autocomplete"):
        if options.get(name):
            attrs[name] = options[name]
    makers = {
        "input": lambda: typed_input(options, attrs),
        "textarea": lambda: forms.Textarea(attrs),
        "select": lambda: forms.Select(attrs),
        "radios": lambda: forms.RadioSelect(attrs),
        "checkboxes": lambda: forms.CheckboxSelectMultiple(attrs),
        "date-input": lambda: DateInput3(attrs),
        "file-upload": lambda: forms.FileInput(attrs),
        "password-input": lambda: forms.PasswordInput(attrs),
        "character-count": lambda: counted(options, attrs),
    }
    return makers[component]()


def typed_input(options, attrs):
    widget = forms.TextInput(attrs)
    widget.input_type = options.get("type", "text")
    return widget


def counted(options, attrs):
    return CountedTextarea(
        attrs,
        maxlength=options.get("maxlength"),
        count_type=options.get("countType", ""),
        threshold=options.get("threshold"),
    )


def look_of(component, options):
    head = options.get("fieldset", {}).get("legend", {}) if component in GROUPS else options.get("label", {})
    group, items = options.get("formGroup", {}), [item for item in options.get("items", []) if item]
    divider = [items[n + 1]["value"] for n, item in enumerate(items) if item.get("divider")]
    return FieldLook(
        label_classes=head.get("classes", ""),
        page_heading=head.get("isPageHeading", False),
        classes=options.get("classes", ""),
        group_classes=group.get("classes", ""),
        group_attrs=group.get("attributes", {}),
        prefix=words(options.get("prefix")),
        suffix=words(options.get("suffix")),
        inputmode=options.get("inputmode", ""),
        spellcheck=options.get("spellcheck"),
        fieldset_classes=options.get("fieldset", {}).get("classes", ""),
        item_hints={i["value"]: words(i["hint"]) for i in items if i.get("hint")},
        divider_before=str(divider[0]) if divider else "",
        reveals={str(i["value"]): f"reveal-{n}" for n, i in enumerate(items) if revealed(i)},
        exclusive=next((i["value"] for i in items if i.get("behaviour") == "exclusive"), ""),
    )  # fmt: skip


def revealed(item):
    return bool((item.get("conditional") or {}).get("html"))


def field_of(component, options):
    legend = options.get("fieldset", {}).get("legend")
    label = words(legend) if component in GROUPS else words(options.get("label"))
    common = {
        "label": label,
        "help_text": words(options.get("hint")),
        "required": False,
        "widget": widget_of(component, options),
        "disabled": options.get("disabled", False),
    }
    if component in ("select", "radios", "checkboxes"):
        items = [item for item in options["items"] if item and not item.get("divider")]
        common["choices"] = [(str(i.get("value", i.get("text"))), words(i)) for i in items]
        kind = forms.MultipleChoiceField if component == "checkboxes" else forms.ChoiceField
        return kind(**common)
    return forms.FileField(**common) if component == "file-upload" else forms.Field(**common)


def initial_of(component, options):
    items = [item for item in options.get("items", []) if item and not item.get("divider")]
    flag = "selected" if component == "select" else "checked"
    given = options.get("values") or []
    if component == "date-input":
        prefix = f"{options['namePrefix']}-" if options.get("namePrefix") else ""
        values = {k.removeprefix(prefix): str(v) for k, v in dict(given).items()}
        return tuple(values.get(part, "") for part in ("day", "month", "year"))
    if component == "checkboxes":
        return [str(i["value"]) for i in items if i.get(flag, i["value"] in given)]
    if component in ("select", "radios"):
        chosen = [str(i["value"]) for i in items if i.get(flag, i["value"] == options.get("value"))]
        return chosen[0] if chosen else None
    return options.get("value")


def errors_of(component, options, name):
    message = words(options.get("errorMessage"))
    if not message:
        return ErrorDict()
    flags = {part: (options.get(part) or {}).get("error") for part in ("day", "month", "year")}
    parts = [part for part, flag in flags.items() if flag]
    parts = parts or [part for part, flag in flags.items() if flag is not False]
    error = ValidationError(message, params={"parts": parts} if parts else None)
    return ErrorDict({name: ErrorList([error])})


def render_field(component, options):
    """The markup our one field template gives for the fixture's options."""
    name = options.get("name") or options.get("namePrefix") or "date"
    reveals = {
        f"reveal-{n}": Verbatim(item["conditional"]["html"])
        for n, item in enumerate([item for item in options.get("items", []) if item])
        if revealed(item)
    }
    form = type("FixtureForm", (forms.Form,), {"looks": {name: look_of(component, options)}})()
    form.fields = {name: field_of(component, options), **reveals}
    form.initial = {name: initial_of(component, options)}
    form._errors = errors_of(component, options, name)
    html = form[name].as_field_group()
    return html if options.get("namePrefix") else html.replace('name="date-', 'name="')
