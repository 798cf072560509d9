"""GOV.UK Frontend's own fixtures, and what of them the Academy deliberately does not offer."""

import json
import re
from pathlib import Path

COMPONENTS = Path(__file__).parents[2] / "node_modules/govuk-frontend/dist/govuk/components"

NOT_OFFERED = [
    # (components, option path as a pattern, why)
    (r"input", r"(prefix|suffix)\.(html|classes|attributes)|inputWrapper", "affixes are plain words"),
    (r"input", r"pattern", "the browser's own refusal cannot be worded; the server says it"),
    (r"select|radios|checkboxes", r"items\[\]\.(attributes|label|id|name)", "choices come from the model; none is special"),
    (r"select|radios|checkboxes", r"items\[\]\.disabled", "a choice nobody can make is left out"),
    (r"date-input", r"items\[\]", "a date is day, month and year in boxes of fixed size"),
    (r"date-input", r"(day|month|year)\.(label|classes|value|name)", "the same three boxes everywhere, in English"),
    (r"date-input", r"year", "a date without a year is not asked for"),
    (r"file-upload", r"javascript|.*Text|wrapper", "the plain file input is the one every assistive technology knows"),
    (r"character-count|password-input", r".*(Limit|Description|show|hide|shown|hidden|Show|Hide).*Text.*|.*Text\.(one|other)", "one wording, in English"),
    (r"character-count", r"countMessage.*|attributes\.maxlength", "one look; the browser never cuts text"),
    (r"panel", r"actions.*", "interruption cards are not in use"),
    (r"date-input|radios|checkboxes", r"fieldset\.attributes.*", "a fieldset carries no attributes of its own"),
    (r".*", r"fieldset\.describedBy|describedBy", ""),
]
NOT_OFFERED = [row for row in NOT_OFFERED if row[2]]


def load(component):
    """The fixtures of one component."""
    return json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]


def option_paths(value, path=""):
    """"items[].hint.text" and so on, for every leaf of a fixture's options."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from option_paths(child, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for child in value:
            yield from option_paths(child, f"{path}[]")
    else:
        yield path


def reason_not_offered(component, options):
    """Why the case is left out, or "" when the Academy must match it."""
    for components, pattern, reason in NOT_OFFERED:
        if not re.fullmatch(components, component):
            continue
        if any(re.match(rf"(?:{pattern})(?:$|[.\[])", path) for path in option_paths(options)):
            return reason
    return ""


def offered(components):
    """(component, name, options, html) of every case the Academy must match."""
    return [
        (component, case["name"], case["options"], case["html"])
        for component in components
        for case in load(component)
        if not reason_not_offered(component, case["options"])
    ]
