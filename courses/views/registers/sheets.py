"""The sheet people sign on paper: a page to print, and a PDF."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.pdf.sign_in_sheet import sheet_pdf
from courses.presenters.register_desk import Desk, opened
from courses.presenters.sign_in_sheet import sheet
from foundation.private_files import private_file


@login_required
@require_safe
def sign_in_sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Names and boxes to sign, with lines for people who walk in."""
    return serve_sheet(request, opened(request.user, public_id, timezone.now()))


def serve_sheet(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    shown = sheet(desk.session, desk.dates, desk.roster)
    context = {"sheet": shown, "page": desk.page(desk.shown("")), "keeper": desk.keeper}
    return render(request, "courses/sign_in_sheet.html", context)


@login_required
@require_safe
def sign_in_sheet_pdf(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The same as a PDF on the letterhead."""
    return serve_sheet_pdf(request, opened(request.user, public_id, timezone.now()))


def serve_sheet_pdf(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The same for whoever the desk is open before."""
    content = sheet_pdf(sheet(desk.session, desk.dates, desk.roster))
    name = f"sign-in-sheet-{desk.session.ref.lower()}.pdf"
    return private_file(ContentFile(content, name=name), allowed=True, name=name)
