"""Short ways to write the blocks of a page as data."""

from typing import Any

Block = dict[str, Any]


def p(*texts: str) -> str:
    """Paragraphs. Texts may hold `<b>`, `<i>` and `<a href>`."""
    return "".join(f"<p>{text}</p>" for text in texts)


def ul(*items: str) -> str:
    """A bulleted list."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def h3(text: str) -> str:
    """A heading inside a section."""
    return f"<h3>{text}</h3>"


def section(heading: str, *html: str) -> Block:
    """A heading and what stands under it."""
    return {"type": "section", "value": {"heading": heading, "text": "".join(html)}}


def text(*html: str) -> Block:
    """Words without a heading."""
    return {"type": "text", "value": "".join(html)}


def callout(title: str, html: str) -> Block:
    """The one thing to remember."""
    return {"type": "callout", "value": {"title": title, "text": html}}


def steps(heading: str, *rows: tuple[str, str]) -> Block:
    """Numbered steps: (title, text)."""
    found = [{"title": title, "text": p(words)} for title, words in rows]
    return {"type": "steps", "value": {"heading": heading, "steps": found}}


def questions(heading: str, *asked: str) -> Block:
    """Questions to carry into a conversation."""
    return {"type": "questions", "value": {"heading": heading, "questions": list(asked)}}


def cards(heading: str, *rows: tuple[str, str, str]) -> Block:
    """Ways onward: (title, text, address)."""
    found = [{"title": title, "text": words, "page": None, "address": address} for title, words, address in rows]
    return {"type": "cards", "value": {"heading": heading, "cards": found}}


def facts(heading: str, *rows: tuple[str, str, str]) -> Block:
    """Figures: (figure, text, source)."""
    found = [{"figure": figure, "text": words, "source": source} for figure, words, source in rows]
    return {"type": "facts", "value": {"heading": heading, "facts": found}}


def word_table(heading: str, *rows: tuple[str, str, str]) -> Block:
    """Words: (instead of, we say, because)."""
    found = [{"instead_of": old, "say": new, "because": why} for old, new, why in rows]
    return {"type": "words", "value": {"heading": heading, "rows": found}}


def timeline(heading: str, *rows: tuple[str, str]) -> Block:
    """Moments: (when, text)."""
    found = [{"when": when, "text": p(words)} for when, words in rows]
    return {"type": "timeline", "value": {"heading": heading, "moments": found}}


def details(summary: str, *html: str) -> Block:
    """A question that opens."""
    return {"type": "details", "value": {"summary": summary, "text": "".join(html)}}


def standard(code: str, title: str, html: str, family_sees: str) -> Block:
    """A practice standard."""
    value = {"standard": code, "title": title, "text": html, "family_sees": family_sees}
    return {"type": "standard", "value": value}
