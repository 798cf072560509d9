"""`/my/cpd/registration/`: what a body asks, the pieces for it, and the pack to copy or print."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd_records.actions.reflections import Stale
from cpd_records.actions.registration import pieces
from cpd_records.forms import PieceForm
from cpd_records.models import PeerInvitation, Piece, Reflection, RegistrationRule
from cpd_records.pdf.pack import pack_pdf, pack_text
from cpd_records.presenters import registration as phrased
from cpd_records.presenters.reflections import card
from cpd_records.rules.frameworks import vocabularies
from cpd_records.rules.pieces import questions_of
from cpd_records.rules.registration_counts import standings
from cpd_records.views.in_hand import forgotten, in_hand
from cpd_records.views.typed import rebound
from foundation.drafting import private
from foundation.drafting.answering import face
from foundation.policies import book
from foundation.private_files import private_file
from foundation.taxonomies import terms_in
from workforce.models import Person

SHOWN = 20


@require_safe
@login_required
def registration(request: HttpRequest) -> HttpResponse:
    """What counts, what is missing and by when; reflections that could become a piece."""
    now = timezone.now()
    on = timezone.localdate(now)
    person = Person.objects.for_user(request.user).first()
    found = phrased.packs(request.user, person, on, now, book()) if person else []
    spare = Reflection.objects.for_user(request.user, on).filter(pieces__isnull=True).latest_first().with_names()
    asking = PeerInvitation.objects.visible_to(request.user, on).asking(request.user, on).open(now)
    context = {
        "packs": found,
        "writes": [each for each in found if each.writes],
        "cards": [card(row) for row in spare[:SHOWN]],
        "asking": asking.with_piece().newest_first(),
        "key": uuid4(),
    }
    return render(request, "cpd_records/registration.html", context)


@require_POST
@login_required
def start(request: HttpRequest, code: str) -> HttpResponse:
    """A piece in one press: of the reflection that is named, or from nothing."""
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid4()
    try:
        made = pieces.start(
            person_id=person.pk,
            rule_code=code,
            key=key,
            reflection=_named_reflection(request),
            by=request.user,
            at=timezone.now(),
        )
    except pieces.NoSuchRule as unknown:
        raise Http404(str(unknown)) from None
    return redirect("cpd_records:piece", public_id=made.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def piece(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write it in the body's own order; every save keeps everything."""
    row = own_piece(request, public_id)
    rule, place = _rule(row), pieces.place_of(row.public_id)
    if forgotten(request, place):
        return redirect(request.path)
    form = _form(request, row, rule)
    kept = in_hand(request, form, place)
    if request.method != "POST" or kept.clash or not form.is_valid():
        return _page(request, row, rule, form, status=409 if kept.clash else 200, **kept.context)
    given, names = form.cleaned_data, form.asked
    answers = pieces.Answers(**{name: given[name] if name in names else getattr(row, name) for name in ANSWERS})
    try:
        saved = pieces.save(
            piece_id=row.pk,
            answers=answers,
            terms=form.terms(),
            version=given["version"] or 0,
            in_hand=place,
            by=request.user,
            at=timezone.now(),
        )
    except Stale as stale:
        newer = [(words, getattr(stale.current, field)) for _, field, words in questions_of(rule)]
        again = rebound(form, version=stale.current.version)
        return _page(request, row, rule, again, status=409, newer=newer, conflict=str(stale), **kept.context)
    if form.warned() and "keep" not in request.POST:
        fresh: dict[str, Any] = {"draft": face(private.url(place), None)}
        return _page(request, saved, rule, rebound(form, version=saved.version), look_again=True, **fresh)
    messages.success(request, "Saved.")
    return redirect("cpd_records:piece", public_id=public_id)


ANSWERS = ("kind", "activity", "happened_on", "learned", "impact", "peer")


@require_POST
@login_required
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove a piece, or say whether it was handed in."""
    row, what = own_piece(request, public_id), request.POST.get("what", "")
    given: dict[str, Any] = {"piece_id": row.pk, "by": request.user, "at": timezone.now()}
    if what == "remove":
        pieces.remove(**given)
        messages.success(request, "The piece is removed. The reflection it came from stays.")
    elif what in ("handed-in", "not-handed-in"):
        pieces.hand_in(handed_in=what == "handed-in", **given)
        messages.success(request, "Noted." if what == "handed-in" else "Noted: not handed in.")
    else:
        raise Http404("There is nothing to decide like this.")
    return redirect("cpd_records:registration")


@require_safe
@login_required
def download(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """A pack as a PDF or as plain text."""
    now = timezone.now()
    on, figures = timezone.localdate(now), book()
    person = Person.objects.for_user(request.user).first()
    found = phrased.packs(request.user, person, on, now, figures) if person else []
    pack = next((each for each in found if each.code == code), None)
    if pack is None or person is None:
        raise Http404("Nothing is asked of you under this heading.")
    standing = next(each for each in standings([person], on, figures) if each.rule.code == code)
    shown = phrased.paper(pack, standing, person.full_name, on)
    content = pack_pdf(shown) if kind == "pdf" else pack_text(shown).encode()
    name = f"cpd-{code}.{kind}"
    return private_file(ContentFile(content, name=name), allowed=True, name=name)


def own_piece(request: HttpRequest, public_id: UUID) -> Piece:
    """A piece of the user's own."""
    mine = Piece.objects.for_user(request.user, timezone.localdate()).filter(public_id=public_id)
    row: Piece | None = mine.select_related("person").prefetch_related("terms").first()
    if row is None:
        raise Http404("There is no such piece of yours.")
    return row


def _named_reflection(request: HttpRequest) -> Reflection | None:
    key = request.POST.get("reflection", "")
    if not key:
        return None
    try:
        found = Reflection.objects.for_user(request.user, timezone.localdate()).filter(public_id=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404("There is no such reflection of yours.")
    return found


def _rule(row: Piece) -> Any:
    return RegistrationRule.objects.in_force(row.rule_code, timezone.localdate())


def _form(request: HttpRequest, row: Piece, rule: Any) -> PieceForm:
    initial = {name: getattr(row, name) for name in ANSWERS} | {"version": row.version}
    data = request.POST if request.method == "POST" else None
    form = PieceForm(data, initial=initial, questions=questions_of(rule))
    order = vocabularies((row.person.registration_body,), carer="carer" in row.person.external_role)
    chosen = [term.pk for term in row.terms.all()]
    form.offer(terms_in(order, row.happened_on or timezone.localdate(), besides=chosen), order, chosen)
    return form


def _page(request: HttpRequest, row: Piece, rule: Any, form: PieceForm, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    asked = PeerInvitation.objects.for_user(request.user, timezone.localdate(now)).filter(piece=row).newest_first()
    beside = [row]
    context = {
        "form": form,
        "rule": rule,
        "piece": row,
        "shown": phrased.piece_card(row, rule, beside),
        "invitations": [phrased.invitation(each, now) for each in asked],
        "takes_peers": any(code == "peer" for code, _, _ in questions_of(rule)),
    }
    return render(request, "cpd_records/piece.html", context | more, status=status)
