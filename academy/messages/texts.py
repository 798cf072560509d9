"""Texts of letters in the CMS: every letter by kind, rewritten with placeholders, looked at, and put back."""

from itertools import groupby
from typing import Any

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.gates import MESSAGE_READERS, only_for
from academy.messages.forms import TextForm
from foundation import wordings
from foundation.actions.wordings import WordingChangedMeanwhile, go_back, newest, rewrite
from foundation.british_dates import date_and_time
from foundation.models import MessageWording
from foundation.wordings import BadWording, Wording, WordingBook

HISTORY = 20


@require_safe
@only_for(MESSAGE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every letter, under its heading, with whether somebody has rewritten it."""
    book = wordings.book()
    found = sorted(wordings.definitions().values(), key=lambda each: (each.group, each.name))
    groups = [(name, [_line(each, book) for each in rows]) for name, rows in groupby(found, lambda each: each.group)]
    return render(request, "messages/admin/texts.html", _page("Texts of letters") | {"groups": groups})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(MESSAGE_READERS)
def text(request: HttpRequest, kind: str) -> HttpResponse:
    """One letter: its text, what it looks like, its placeholders, and what it was before."""
    wording = _wording(kind)
    subject, body = wordings.book().text(kind)
    form = TextForm(request.POST or None, initial={"subject": subject, "body": body, "seen": newest(kind)})
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = _looked(wording, form)
        if preview and request.POST.get("step") == "save" and _saved(request, wording, form):
            notices.success(request, "Saved. Letters use this text from now on.")
            return redirect("message_text", kind)
    shown = preview or wording.example(subject, body)
    status = 422 if form.errors else 200
    return render(request, "messages/admin/text.html", _context(wording, form, shown, (subject, body)), status=status)


@require_POST
@only_for(MESSAGE_READERS)
def put_back(request: HttpRequest, kind: str) -> HttpResponse:
    """Use the text that comes with the product."""
    wording = _wording(kind)
    try:
        seen = int(request.POST.get("seen", "0"))
        go_back(kind=wording.kind, seen=seen, by=request.user, at=timezone.now())
    except (ValueError, WordingChangedMeanwhile):
        notices.error(request, "Somebody else has saved this text since you opened it. Look at theirs first.")
    else:
        notices.success(request, "Letters use the text that comes with the product again.")
    return redirect("message_text", kind)


def _looked(wording: Wording, form: TextForm) -> tuple[str, str] | None:
    """The letter with its examples; None, and an error beside the box, where it would be no letter."""
    subject, body = form.cleaned_data["subject"].strip(), form.cleaned_data["body"]
    try:
        wordings.check(wording, subject, body)
    except BadWording as refused:
        form.add_error(refused.field, str(refused))
        return None
    return wording.example(subject, body)


def _saved(request: HttpRequest, wording: Wording, form: TextForm) -> bool:
    said = form.cleaned_data
    try:
        rewrite(kind=wording.kind, by=request.user, at=timezone.now(), **said)
    except WordingChangedMeanwhile as meanwhile:
        form.add_error(None, str(meanwhile))
        return False
    return True


def _context(wording: Wording, form: TextForm, shown: tuple[str, str], current: tuple[str, str]) -> dict[str, Any]:
    book, meanwhile = wordings.book(), bool(form.non_field_errors())
    rows = MessageWording.objects.filter(kind=wording.kind).select_related("created_by")[:HISTORY]
    return _page(wording.name, wording.group) | {
        "wording": wording,
        "form": form,
        "preview": shown,
        "current": current if meanwhile else None,
        "placeholders": [(name, *said) for name, said in wording.placeholders.items()],
        "rewritten": book.is_rewritten(wording.kind),
        "out_of_date": book.is_out_of_date(wording.kind),
        "seen": form["seen"].value() if form.is_bound and not meanwhile else newest(wording.kind),
        "newest": newest(wording.kind),
        "history": [_version(row) for row in rows],
    }


def _version(row: MessageWording) -> dict[str, str]:
    who = row.created_by.get_full_name() if row.created_by else "The Academy"
    return {
        "when": date_and_time(row.created_at),
        "who": who,
        "subject": row.subject if not row.shipped else "Back to the text that comes with the product",
        "body": row.body,
    }


def _line(wording: Wording, book: WordingBook) -> dict[str, Any]:
    state = (
        "Needs a look" if book.is_out_of_date(wording.kind) else "Rewritten" if book.is_rewritten(wording.kind) else ""
    )
    return {
        "name": wording.name,
        "when": wording.when,
        "state": state,
        "url": reverse("message_text", args=[wording.kind]),
    }


def _wording(kind: str) -> Wording:
    found = wordings.definitions().get(kind)
    if found is None:
        raise Http404("There is no such letter.")
    return found


def _page(title: str, subtitle: str = "") -> dict[str, Any]:
    trail = [{"url": reverse("wagtailadmin_home"), "label": "Home"}]
    if subtitle:
        trail.append({"url": reverse("message_texts"), "label": "Texts of letters"})
    return {
        "page_title": title,
        "header_title": title,
        "page_subtitle": subtitle,
        "header_icon": "mail",
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
    }
