"""The options of a GOV.UK component, as the context of our template of the same name."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from tests.foundation.fixture_fields import words

COMPONENTS = (
    "back-link", "breadcrumbs", "button", "details", "error-message", "error-summary",
    "inset-text", "notification-banner", "pagination", "panel", "phase-banner", "skip-link", "summary-list",
    "table", "tag", "warning-text",
)  # fmt: skip


def plain(options):
    """What nearly every component takes under the same name."""
    common = {"classes": options.get("classes", ""), "attrs": options.get("attributes", {})}
    common["text"] = words(options)
    for name in ("id", "open"):
        common[name] = options.get(name)
    return common


def back_link(options):
    return {"url": options.get("href")}


def breadcrumbs(options):
    classes = options.get("classes", "")
    if options.get("collapseOnMobile"):
        classes += " govuk-breadcrumbs--collapse-on-mobile"
    items = [{"label": words(i), "url": i.get("href"), "attrs": i.get("attributes")} for i in options.get("items", [])]
    return {"items": items, "classes": classes, "label": options.get("labelText")}


def button(options):
    return {
        "url": options.get("href"),
        "type": options.get("type"),
        "name": options.get("name"),
        "value": options.get("value"),
        "disabled": options.get("disabled"),
        "start": options.get("isStartButton"),
        "once": options.get("preventDoubleClick"),
    }


def details(options):
    summary = options.get("summaryHtml")
    return {"summary": mark_safe(summary) if summary else options.get("summaryText")}


def error_message(options):
    hidden = options.get("visuallyHiddenText", "Error")
    return {"prefix": hidden or ""}


def safe_or_text(options, name):
    html = options.get(f"{name}Html")
    return mark_safe(html) if html else options.get(f"{name}Text")


def error_summary(options):
    return {
        "title": safe_or_text(options, "title"),
        "description": safe_or_text(options, "description"),
        "errors": [
            {"text": words(e), "anchor": e.get("href"), "attrs": e.get("attributes")}
            for e in options.get("errorList", [])
        ],
        "disable_auto_focus": options.get("disableAutoFocus"),
    }  # fmt: skip


def notification_banner(options):
    title = options.get("titleHtml")
    return {
        "kind": "success" if options.get("type") == "success" else "",
        "html": mark_safe(options["html"]) if options.get("html") else "",
        "title": mark_safe(title) if title else options.get("titleText"),
        "title_id": options.get("titleId"),
        "level": options.get("titleHeadingLevel"),
        "role": options.get("role"),
        "disable_auto_focus": options.get("disableAutoFocus"),
    }


def panel(options):
    title = options.get("titleHtml")
    return {
        "title": mark_safe(title) if title else options.get("titleText"),
        "level": options.get("headingLevel"),
    }


def phase_banner(options):
    tag = options.get("tag") or {}
    return {"tag": words(tag), "tag_classes": tag.get("classes")}


def skip_link(options):
    return {"url": options.get("href")}


def actions(options):
    return [
        {
            "text": words(a),
            "url": a.get("href"),
            "about": a.get("visuallyHiddenText"),
            "classes": a.get("classes"),
            "attrs": a.get("attributes"),
        }
        for a in (options or {}).get("items") or []
    ]


def summary_list(options):
    rows = [
        {
            "key": words(row["key"]),
            "key_classes": row["key"].get("classes"),
            "value": words(row["value"]),
            "value_classes": row["value"].get("classes"),
            "classes": row.get("classes"),
            "actions": actions(row.get("actions")),
            "actions_classes": (row.get("actions") or {}).get("classes"),
        }
        for row in options["rows"]
        if row
    ]
    return {"rows": rows, "card": summary_card(options.get("card"))}


def summary_card(card):
    if not card:
        return None
    title = card.get("title", {})
    return {
        "title": words(title),
        "level": title.get("headingLevel"),
        "actions": actions(card.get("actions")),
        "classes": card.get("classes"),
        "attrs": card.get("attributes"),
    }


def cell(options):
    return {
        "text": words(options),
        "numeric": options.get("format") == "numeric",
        "classes": options.get("classes"),
        "colspan": options.get("colspan"),
        "rowspan": options.get("rowspan"),
        "attrs": options.get("attributes"),
    }


def table(options):
    return {
        "caption": options.get("caption"),
        "caption_size": (options.get("captionClasses") or "").removeprefix("govuk-table__caption--"),
        "head": [cell(c) for c in options.get("head", [])],
        "rows": [[cell(c) for c in row] for row in options["rows"] if row],
        "first_is_header": options.get("firstCellIsHeader"),
    }  # fmt: skip


def warning_text(options):
    return {"prefix": options.get("iconFallbackText")}


SPECIAL = {
    maker.__name__: maker
    for maker in (
        back_link, breadcrumbs, button, details, error_message, error_summary, notification_banner,
        panel, phase_banner, skip_link, summary_list, table, warning_text,
    )
}  # fmt: skip


def render_component(component, options):
    """The markup of ``templates/components/<component>.html``."""
    name = component.replace("-", "_")
    context = plain(options) | SPECIAL.get(name, lambda _: {})(options)
    return render_to_string(f"components/{name}.html", context)
