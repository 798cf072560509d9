"""A person who has only a keyboard: Tab, Shift and Tab, Space, Enter, arrows."""

from playwright.sync_api import Locator, Page, expect

FURTHEST = 120
"""Presses of Tab that anybody would put up with."""
FOCUSED = "(element) => element === document.activeElement"
SHOWN = "(element) => element.matches(':focus-visible')"


def tab_to(page: Page, thing: Locator) -> None:
    """Tab until the thing has the focus, which then shows. Fails where Tab never comes there."""
    expect(thing).to_have_count(1)
    for _ in range(FURTHEST):
        if thing.evaluate(FOCUSED):
            assert thing.evaluate(SHOWN), f"focus does not show on {thing}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {thing} on {page.url}")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    """Tab to something by what it is called, and press it."""
    tab_to(page, page.get_by_role(role, name=name))
    if key == "Enter":
        with page.expect_navigation():
            page.keyboard.press(key)
    else:
        page.keyboard.press(key)
