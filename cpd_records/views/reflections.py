"""`/my/cpd/reflections/`: writing for oneself, and deciding who may read it."""

from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd_records.actions import reflections as acts
from cpd_records.actions.reflections.sharing import readers_today
from cpd_records.forms import ReflectionForm
from cpd_records.models import CpdRecord, Reflection
from cpd_records.presenters import reflections as phrased
from cpd_records.rules.frameworks import vocabularies
from cpd_records.views.in_hand import forgotten, in_hand
from cpd_records.views.typed import rebound
from foundation.drafting import private
from foundation.drafting.answering import face
from foundation.taxonomies import terms_in
from workforce.models import Person, User

A_PAGE = 25
NEW = "reflection:new"
"""Where one that has no row yet is kept while it is typed; with the key of its record behind."""
FIELDS = ("title", "happened_on", "learned", "will_do", "difference")


@require_safe
@login_required
def my_reflections(request: HttpRequest) -> HttpResponse:
    """Everything I wrote, newest first."""
    rows = Reflection.objects.for_user(request.user, timezone.localdate()).latest_first().with_names()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    unsaved = [phrased.unsaved(draft) for draft in private.begun(request.user, NEW)]
    context = {"page": page, "cards": [phrased.card(row) for row in page], "unsaved": unsaved}
    return render(request, "cpd_records/my_reflections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin one: on a piece of learning (`?record=`), or on something from practice."""
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404
    record = _record(request)
    on, initial = timezone.localdate(), _initial(record)
    place = f"{NEW}:{record.public_id}" if record else NEW
    if forgotten(request, place):
        return redirect(request.get_full_path())
    form = _form(request, person, on, initial)
    kept = in_hand(request, form, place)
    context = {"record": record, "heading": "New reflection", "cancel": "/my/cpd/", **kept.context}
    if request.method != "POST" or kept.clash or not form.is_valid():
        return _write_page(request, form, context, status=409 if kept.clash else 200)
    given = form.cleaned_data
    return _saved(
        request,
        form,
        context,
        lambda: acts.start(
            person_id=person.pk,
            key=given["key"],
            words=_words(given),
            terms=form.terms(),
            record=record,
            version=given["version"] or 0,
            in_hand=place,
            by=request.user,
            at=timezone.now(),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on with one."""
    row = _own(request, public_id)
    place = acts.place_of(row.public_id)
    if forgotten(request, place):
        return redirect(request.path)
    initial = {name: getattr(row, name) for name in FIELDS} | {"key": row.public_id, "version": row.version}
    form = _form(request, row.person, row.happened_on, initial, row)
    kept = in_hand(request, form, place)
    context = {"record": row.record, "heading": "Your reflection", "cancel": f"/my/cpd/reflections/{public_id}/"}
    context |= kept.context
    if request.method != "POST" or kept.clash or not form.is_valid():
        return _write_page(request, form, context, status=409 if kept.clash else 200)
    given = form.cleaned_data
    return _saved(
        request,
        form,
        context,
        lambda: acts.save(
            reflection_id=row.pk,
            words=_words(given),
            terms=form.terms(),
            version=given["version"] or 0,
            in_hand=place,
            by=request.user,
            at=timezone.now(),
        ),
    )


@require_safe
@login_required
def reflection(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of mine: the words, who can read them, who has."""
    row, now = _own(request, public_id), timezone.now()
    today = readers_today(row.person_id, now)
    context = {
        "shown": phrased.page(row, timezone.localdate(now)),
        "would_read": phrased.names(f"{person.full_name} ({as_what.lower()})" for person, as_what in today),
        "not_yet": "" if row.state == Reflection.State.DRAFT else phrased.newly_in_charge(row, today),
        "record": row.record,
    }
    return render(request, "cpd_records/reflection.html", context)


@require_POST
@login_required
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Share it, put it on the agenda, take it back, or remove it."""
    row, what = _own(request, public_id), request.POST.get("what", "")
    given: dict[str, Any] = {"reflection_id": row.pk, "by": cast(User, request.user), "at": timezone.now()}
    try:
        done = _decided(what, given)
    except (acts.NobodyToRead, acts.AlreadyRead, acts.NotRemovable) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("cpd_records:my_reflections") if what == "remove" else _to(row)


def _decided(what: str, given: dict[str, Any]) -> str:
    if what in ("share", "agenda"):
        acts.share(on_agenda=what == "agenda", **given)
        return "It is on the agenda of your next supervision." if what == "agenda" else "It is shared."
    if what == "unshare":
        acts.unshare(**given)
        return "It is private again. Nobody has read it."
    if what == "remove":
        acts.remove(**given)
        return "The draft is removed."
    raise Http404("There is nothing to decide like this.")


def _initial(record: CpdRecord | None) -> dict[str, Any]:
    begun = {"key": uuid4(), "version": 1, "happened_on": record.ends_on if record else timezone.localdate()}
    return begun | ({"title": record.title[:160]} if record else {})


def _form(
    request: HttpRequest, person: Person, on: date, initial: dict[str, Any], row: Reflection | None = None
) -> ReflectionForm:
    form = ReflectionForm(request.POST if request.method == "POST" else None, initial=initial)
    order = vocabularies((person.registration_body,), carer="carer" in person.external_role)
    chosen = [term.pk for term in row.terms.all()] if row else []
    form.offer(terms_in(order, on, besides=chosen), order, chosen)
    return form


def _saved(request: HttpRequest, form: ReflectionForm, context: dict[str, Any], press: Any) -> HttpResponse:
    """Save; on a conflict both versions are shown, and a likely identifier is pointed out once."""
    try:
        row = press()
    except acts.Stale as stale:
        newer = [(words, getattr(stale.current, name)) for name, words in phrased.QUESTIONS]
        again = rebound(form, version=stale.current.version, key=stale.current.public_id)
        return _write_page(request, again, context | {"newer": newer, "conflict": str(stale)}, status=409)
    if form.warned() and "keep" not in request.POST:
        again = rebound(form, version=row.version, key=row.public_id)
        fresh = face(context["draft"].url, None)
        return _write_page(request, again, context | {"look_again": True, "draft": fresh})
    messages.success(request, "Saved.")
    return _to(row)


def _write_page(request: HttpRequest, form: ReflectionForm, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "cpd_records/write_reflection.html", context | {"form": form}, status=status)


def _words(given: dict[str, Any]) -> acts.Words:
    return acts.Words(**{name: given[name] for name in FIELDS})


def _own(request: HttpRequest, public_id: UUID) -> Reflection:
    mine = Reflection.objects.for_user(request.user, timezone.localdate()).filter(public_id=public_id)
    row: Reflection | None = mine.with_names().with_terms().first()
    if row is None:
        raise Http404("There is no such reflection of yours.")
    return row


def _record(request: HttpRequest) -> CpdRecord | None:
    """The learning the address names, if it is one's own; anything else is something from practice."""
    try:
        key = UUID(request.GET.get("record", ""))
    except ValueError:
        return None
    mine = CpdRecord.objects.for_user(request.user, timezone.localdate()).standing()
    return mine.filter(public_id=key).first()


def _to(row: Reflection) -> HttpResponse:
    return redirect("cpd_records:reflection", public_id=row.public_id)
