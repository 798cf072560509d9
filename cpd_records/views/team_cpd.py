"""`/team/cpd/`: a manager sees counts for registration, and reads what was shared with them, by name."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cpd_records.actions import reflections as acts
from cpd_records.actions.reflections.reading import NotShared
from cpd_records.models import Reflection
from cpd_records.permissions import can_write_for
from cpd_records.presenters import reflections as phrased
from cpd_records.presenters.registration import team_lines
from foundation.policies import book
from workforce.permissions import has_team

A_PAGE = 25


@require_safe
@login_required
def team_cpd(request: HttpRequest) -> HttpResponse:
    """How my people stand with their bodies, most missing first; reflections shared with me."""
    on = timezone.localdate()
    if not has_team(request.user, on):
        raise PermissionDenied("This page is for people who manage a team.")
    shared = (
        Reflection.objects.visible_to(request.user, on)
        .shared()
        .exclude(pk__in=Reflection.objects.for_user(request.user, on).values("pk"))
    )
    page = Paginator(shared.latest_first().with_names(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": team_lines(request.user, on, book()),
        "page": page,
        "cards": [phrased.card(row, mine=False) for row in page],
    }
    return render(request, "cpd_records/team_cpd.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reflection(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One reflection that was shared with me. A press opens it, because reading is noted and can not be undone."""
    now = timezone.now()
    on = timezone.localdate(now)
    row = Reflection.objects.visible_to(request.user, on).filter(public_id=public_id).with_names().first()
    if row is None or can_write_for(request.user, row.person_id, on):
        raise Http404("There is no such reflection shared with you.")
    if request.method != "POST":
        return render(
            request, "cpd_records/team_reflection_ask.html", {"row": row, "card": phrased.card(row, mine=False)}
        )
    try:
        acts.note_read(reflection_id=row.pk, by=request.user, at=now)
    except NotShared as gone:
        raise Http404(str(gone)) from None
    row = Reflection.objects.visible_to(request.user, on).filter(pk=row.pk).with_names().with_terms().get()
    return render(request, "cpd_records/team_reflection.html", {"row": row, "shown": phrased.page(row, on, mine=False)})
