"""What the style guide shows in each component. Invented, like every name in the demo."""

from typing import Any

from django.core.paginator import Paginator

from foundation.allowance_bar import METHODOLOGIES, AllowanceBar, Spent

DAY = 444


def page_of_components(page_number: int) -> dict[str, Any]:
    """The context of templates/design/components.html."""
    return {
        "page_title": "Design of the Academy",
        "breadcrumbs": [
            {"label": "Home", "url": "/"},
            {"label": "Courses", "url": "/courses/"},
            {"label": "Design of the Academy"},
        ],
        "bars": _bars(),
        "courses": _courses(),
        "cards": _cards(),
        "page": Paginator(range(240), 20).get_page(page_number),
        "rows": _rows(),
        **_table(),
        "errors": [
            {"text": "Enter the date the session starts", "anchor": "#example"},
            {"text": "Choose a venue", "anchor": "#example"},
        ],
        "tags": ["", "green", "grey", "orange", "purple", "red", "teal", "yellow"],
        "colours": ["pine", "leaf", "apricot", "cream", "sos", "rp", "sp", "general"],
    }


def _bars() -> list[tuple[str, AllowanceBar]]:
    spent = Spent(sos=2 * DAY, rp=DAY, sp=DAY // 2, general=DAY // 2)
    return [
        (
            "Part of the year",
            AllowanceBar(15 * DAY, spent, reserved=2 * DAY, left=9 * DAY, ident="bar-part"),
        ),
        ("Nothing used yet", AllowanceBar(15 * DAY, left=15 * DAY, ident="bar-new")),
        (
            "Over, after fewer hours",
            AllowanceBar(3 * DAY, spent, reserved=DAY, overdrawn=2 * DAY, ident="bar-over"),
        ),
        ("No allowance", AllowanceBar(0, ident="bar-none")),
    ]


def _courses() -> list[dict[str, Any]]:
    both = [dict(zip(("key", "label"), pair, strict=True)) for pair in METHODOLOGIES]
    return [
        {
            "title": "Mapping worries and strengths with a family",
            "summary": "Build a one-page map together, in the family's own words.",
            "methodologies": both[:1],
            "facts": [
                "2 days",
                "Next: 12 November 2026, Riverside House",
                "4 places left",
            ],
            "status": None,
        },
        {
            "title": "Restorative conversations when something went wrong",
            "summary": "Questions that repair, for practitioners and managers.",
            "methodologies": both[1:3],
            "facts": ["Half a day", "Next: 3 December 2026, online"],
            "status": {"text": "Waiting list", "colour": "yellow"},
        },
        {
            "title": "The common third: doing things together",
            "summary": "How a shared activity opens a relationship with a young person.",
            "methodologies": [both[2], both[3]],
            "facts": ["1 day", "No date yet: tell us you are interested"],
            "status": {"text": "You are booked", "colour": "green"},
        },
    ]


def _cards() -> list[dict[str, Any]]:
    return [
        {
            "title": "Approvals waiting for you",
            "number": 3,
            "text": "The oldest has waited two days.",
            "link_text": "Decide on them",
        },
        {
            "title": "Your next session",
            "number": "",
            "text": "Mapping worries and strengths, Thursday 12 November 2026, 9:30am to 4pm.",
            "link_text": "See where and how to get there",
        },
        {
            "title": "Days left",
            "number": "9",
            "text": "Of up to 15 days until 31 March 2027.",
            "link_text": "See your allowance",
        },
    ]


def _rows() -> list[dict[str, Any]]:
    return [
        {"key": "When", "value": "Thursday 12 November 2026, 9:30am to 4pm"},
        {"key": "Where", "value": "Riverside House, Main Street, room 3"},
        {
            "key": "Access needs",
            "value": "Step-free access",
            "actions": [{"text": "Change", "url": "#", "about": "access needs"}],
        },
    ]


def _table() -> dict[str, Any]:
    return {
        "table_head": [
            {"text": "Session"},
            {"text": "Place"},
            {"text": "Places left", "numeric": True},
        ],
        "table_rows": [
            [
                {"text": "12 November 2026"},
                {"text": "Riverside House"},
                {"text": 4, "numeric": True},
            ],
            [
                {"text": "3 December 2026"},
                {"text": "Online"},
                {"text": 11, "numeric": True},
            ],
        ],
    }
