"""The sheet people sign, on the Academy's letterhead."""

from dataclasses import dataclass

from foundation.letterhead import Story, build_pdf, facts, heading, new_page, paragraph, space, table

WIDTH, NAME = 170, 62
"""Millimetres between the margins, and of the column of names."""
HEIGHT = 10
"""Of a box to sign in."""
BLANK_LINES = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. `parts` are the dates of each sheet; `blanks` are lines to write on."""

    title: str
    where: str
    trainers: str
    parts: list[list[str]]
    names: list[str]
    blanks: range = range(BLANK_LINES)


def sheet_pdf(sheet: Sheet) -> bytes:
    """The finished PDF; a page or more for every four dates, headings repeated."""
    story: Story = []
    for number, days in enumerate(sheet.parts):
        story += [new_page()] if number else []
        story += _part(sheet, days)
    return build_pdf(story, title=f"Sign-in sheet: {sheet.title}", subject="To be signed in the room")


def _part(sheet: Sheet, days: list[str]) -> Story:
    rows = [("Where", sheet.where)] + ([("With", sheet.trainers)] if sheet.trainers else [])
    if len(days) == 1:
        rows.insert(0, ("When", days[0]))
    box = (WIDTH - NAME) / len(days)
    headings = ["Name", *(days if len(days) > 1 else ["Signature"])]
    lines = [[name, *[""] * len(days)] for name in sheet.names]
    lines += [[""] * (len(days) + 1) for _ in sheet.blanks]
    return [
        heading(sheet.title),
        facts(rows, label_width=20),
        space(4),
        table(headings, lines, widths=[NAME, *[box] * len(days)], boxes=HEIGHT),
        space(3),
        paragraph("Not on the list? Write your name and work e-mail on an empty line.", "small"),
    ]
