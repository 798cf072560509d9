"""`/my/data/copies/<id>/file/`: the whole of what is held about somebody in one file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.accounts.enrolment import proved_lately
from foundation.private_files import private_file
from workforce.actions.subject_access import note_fetched
from workforce.models import Person, SubjectRequest

NAME = "what-the-academy-holds-about-me.zip"


@never_cache
@require_safe
@login_required
def copy(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Stream the file to whom it is about, and to nobody else. A session left open is not enough."""
    now = timezone.now()
    mine = Person.objects.for_user(request.user)
    own = SubjectRequest.objects.visible_to(request.user, timezone.localdate(now)).filter(person__in=mine)
    found = get_object_or_404(own.filter(state=SubjectRequest.State.READY), public_id=public_id)
    if not proved_lately(request):
        return redirect(f"{reverse('prove_again')}?{urlencode({'next': request.path})}")
    if request.method == "HEAD":
        return HttpResponse()
    note_fetched(request=found, by=request.user, at=now)
    return private_file(found.export, allowed=True, name=NAME)
