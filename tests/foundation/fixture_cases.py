"""GOV.UK Frontend's own fixtures, and what of them the Academy deliberately does not offer."""

import json
import re
from pathlib import Path

COMPONENTS = Path(__file__).parents[2] / "node_modules/govuk-frontend/dist/govuk/components"

NOT_OFFERED = [
    # (components, option paths, why)
    ("input", r"(prefix|suffix)\.(html|classes|attributes)|inputWrapper", "affixes are plain words"),
    ("input", "pattern", "the browser's own refusal cannot be worded; the server says it"),
    ("select|radios|checkboxes", r"items\[\]\.(attributes|label|id|name)", "no choice is special"),
    ("select|radios|checkboxes", r"items\[\]\.disabled", "a choice nobody can make is left out"),
    ("select|radios|checkboxes|summary-list|table", r"(items|rows)\[\]$", "an empty row is not a row"),
    ("date-input", r"items|(day|month|year)(\.(label|classes|value|name)|$)", "the same three boxes everywhere"),
    ("file-upload", "javascript|.*Text|wrapper", "the plain file input is what assistive technology knows"),
    ("file-upload", "multiple", "one file at a time, each with its own message"),
    ("character-count|password-input", ".*(Limit|Description|[Ss]how|[Hh]id).*Text", "one wording, in English"),
    ("character-count", r"countMessage|attributes\.maxlength", "one look; the browser never cuts text"),
    ("character-count", "maxwords", "the old spelling of count type words"),
    ("password-input", "value", "a password is never sent back to the page"),
    ("panel", "actions", "interruption cards are not in use"),
    ("date-input|radios|checkboxes", r"fieldset\.attributes|attributes", "attributes belong to inputs"),
    ("pagination", ".*", "drawn from Django's paginator; see test_components"),
]
NEEDED = [
    # (component, path that must be there, why)
    ("select", r"items\[\]\.value", "every choice has a value"),
    ("character-count", "maxlength", "a counter needs a limit"),
]
NAMED = {
    ("input", "custom type"): "numbers are typed as text with a number keyboard, as the design system advises",
    ("panel", "interruption, no actions"): "interruption cards are not in use",
    ("panel", "interruption with custom classes"): "interruption cards are not in use",
    ("select", "with falsy values"): "an empty row is not a row",
    ("date-input", "with errors only"): "no box turns red without a message",
    ("error-summary", "autofocus disabled"): "no summary without an error",
    ("error-summary", "autofocus explicitly enabled"): "no summary without an error",
    ("button", "start link with html"): "buttons say plain words",
}


def load(component):
    """The fixtures of one component."""
    return json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]


def option_paths(value, path=""):
    """ "items[].hint.text" and so on, for every leaf of a fixture's options."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from option_paths(child, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for child in value:
            yield from option_paths(child, f"{path}[]")
    else:
        yield path


def reason_not_offered(component, case):
    """Why the case is left out, or "" when the Academy must match it."""
    paths = set(option_paths(case["options"]))
    for components, pattern, reason in NOT_OFFERED:
        if re.fullmatch(components, component) and any_matches(pattern, paths):
            return reason
    for needing, pattern, reason in NEEDED:
        if needing == component and not any_matches(pattern, paths):
            return reason
    return NAMED.get((component, case["name"]), "")


def any_matches(pattern, paths):
    return any(re.match(rf"(?:{pattern})(?:$|[.\[])", path) for path in paths)


def offered(components):
    """(component, name, options, html) of every case the Academy must match."""
    return [
        (component, case["name"], case["options"], case["html"])
        for component in components
        for case in load(component)
        if not reason_not_offered(component, case)
    ]
