"""Small tags that components and form templates share."""

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def html_attrs(attrs: Mapping[str, Any] | None) -> SafeString:
    """{{ attrs|html_attrs }}: ' name="value"' escaped; True is a bare name, False and None nothing."""
    return flatatt(dict(attrs)) if attrs else mark_safe("")


@register.filter
def heading_at(head: Iterable[Mapping[str, Any]] | None, column: int) -> str:
    """{{ head|heading_at:forloop.counter0 }}: the words above a column, where rows stand alone on a phone."""
    words = [str(cell.get("text", "")) for cell in head or ()]
    return words[column] if column < len(words) else ""


@register.simple_tag
def classes(*names: str | None) -> str:
    """{% classes "govuk-tag" extra %}: the given class names with one space between."""
    return " ".join(str(name) for name in names if name)


@register.simple_tag
def page_items(page: Page) -> list[dict[str, Any]]:
    """Numbers of a pagination: first, last, the current page and its neighbours, gaps between."""
    window = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        {"ellipsis": True}
        if number == page.paginator.ELLIPSIS
        else {"number": number, "current": number == page.number}
        for number in window
    ]


@register.simple_tag(takes_context=True)
def page_href(context: template.Context, number: int) -> str:
    """The present address with another ``page``, so that filters stay in shared addresses."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def message_title_id(number: int) -> str:
    """Two banners on one page must not share the id of their titles."""
    return "govuk-notification-banner-title" + (f"-{number}" if number > 1 else "")


@register.simple_tag
def any_actions(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Has any row of a summary list something to press?"""
    return any(row.get("actions") for row in rows)


@register.simple_tag
def summary_errors(form: BaseForm) -> list[dict[str, Any]]:
    """The messages of a form in the order of its fields, each with the id of what to mend."""
    errors: list[dict[str, Any]] = [{"text": message, "anchor": ""} for message in form.non_field_errors()]
    for field in form:
        anchor = getattr(field, "error_anchor", field.id_for_label)
        texts = getattr(field, "messages", field.errors)
        errors += [{"text": text, "anchor": f"#{anchor}"} for text in texts]
    return errors


@register.filter
def drawing_of_data_uri(address: str) -> SafeString:
    """The SVG inside a base64 ``data:`` address made by a library of ours; nothing for any other address.

    Never pass it anything a person typed: the drawing goes into the page as it is.
    """
    kind, _, body = str(address or "").partition(";base64,")
    if kind != "data:image/svg+xml":
        return SafeString("")
    drawing = base64.b64decode(body).decode()
    return SafeString(drawing[drawing.index("<svg") :])
