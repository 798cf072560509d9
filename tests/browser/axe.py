"""axe in the browser tests: `assert_no_axe_violations(page)` on every page a journey visits.

The script is evaluated by the browser's own debugger, not added to the page, so the strict content
security policy stays on while it runs.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """([within, tags]) => axe.run(
    within || document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]},
).then((found) => found.violations)"""
"""Only what is wrong is described and sent: all that is right on a long page would be megabytes."""

DESIGN_SYSTEM = {
    # GOV.UK Frontend tells screen readers with aria-expanded that a choice opens a question; it was
    # tested with people, and axe only knows that the specification leaves it out.
    "aria-allowed-attr": ".govuk-radios__input[aria-expanded], .govuk-checkboxes__input[aria-expanded]",
}


def axe_violations(page: Page, within: str | None = None) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands, or inside one element of it."""
    page.evaluate(AXE.read_text())
    return [rule for rule in page.evaluate(RUN, [within, RULES]) if _stands(page, rule)]


def assert_no_axe_violations(page: Page, within: str | None = None) -> None:
    """Fails with the rule, the element and where to read about it."""
    problems = [
        f"{rule['id']}: {rule['help']} ({rule['helpUrl']})\n    " + "\n    ".join(_elements(rule))
        for rule in axe_violations(page, within)
    ]
    assert not problems, f"axe found on {page.url}:\n" + "\n".join(problems)


def _elements(rule: dict[str, Any]) -> list[str]:
    return [f"{' '.join(map(str, node['target']))}  {node['html'][:160]}" for node in rule["nodes"]]


def _stands(page: Page, rule: dict[str, Any]) -> bool:
    """Is any element of the rule not one the design system answers for?"""
    excused = DESIGN_SYSTEM.get(rule["id"])
    if not excused:
        return True
    return not all(
        page.locator(str(node["target"][0])).first.evaluate("(el, sel) => el.matches(sel)", excused)
        for node in rule["nodes"]
    )
