"""Certificates to print: of one session, or of those a run has just issued, as one file."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import Booking, BulkRun
from courses.viewsets.list_files import written_down
from courses.viewsets.session_pages import coordinators_only, one_session
from cpd_records.models import Certificate
from cpd_records.pdf.certificate import certificates_pdf
from cpd_records.presenters.certificates import facts
from foundation.private_files import private_file

A_FILE = 200
"""Certificates in one file: about as many as are drawn while somebody waits."""
PRINTED = frozenset({BulkRun.Verb.CERTIFY, BulkRun.Verb.REISSUE})


@coordinators_only
@require_safe
def of_session(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Those that stand for learning on this session."""
    session = one_session(request, pk)
    bookings = Booking.objects.visible_to(request.user).filter(session=session)
    back = reverse("sessions:edit", args=[pk])
    return _file(request, bookings, f"certificates-{session.ref}", f"Certificates of session {session.ref}", back)


@coordinators_only
@require_safe
def of_run(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Those that stand for what one run of this coordinator's was about."""
    mine = BulkRun.objects.visible_to(request.user).filter(verb__in=PRINTED)
    run = get_object_or_404(mine, public_id=public_id)
    bookings = Booking.objects.visible_to(request.user).filter(pk__in=run.steps.values("subject"))
    return _file(request, bookings, "certificates", "Certificates", reverse("bulk_run", args=[public_id]))


def parts(total: int) -> list[tuple[int, str]]:
    """(number, "201 to 400") of each file that so many certificates take."""
    firsts = range(1, total + 1, A_FILE)
    return [(number, f"{first} to {min(first + A_FILE - 1, total)}") for number, first in enumerate(firsts, 1)]


def _file(request: HttpRequest, bookings: Iterable[Booking], name: str, title: str, back: str) -> HttpResponseBase:
    """One part of them; that somebody took names away is written down."""
    seen = Certificate.objects.visible_to(request.user, timezone.localdate()).valid().with_until()
    found = seen.of_sources(booking.source for booking in bookings).select_related("record")
    rows = list(Paginator(found, A_FILE).get_page(request.GET.get("part")))
    if not rows:
        messages.error(request, "There is no certificate to print here. Issue them first.")
        return redirect(back)
    written_down(request.user, "printed certificates", title)
    papers = [facts(row, _address(request, row), row.until) for row in rows]
    file = ContentFile(certificates_pdf(papers, title=title), name=f"{name}.pdf")
    return private_file(file, allowed=True, name=f"{name}.pdf")


def _address(request: HttpRequest, row: Certificate) -> str:
    return request.build_absolute_uri(reverse("cpd_records:verify_code", args=[row.code]))
