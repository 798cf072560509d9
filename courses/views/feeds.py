"""`/calendar/<token>.ics` for calendar programs, and `/my/calendar/` where its owner makes and revokes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions import calendar_feeds
from courses.forms.feeds import FeedForm
from courses.models import CalendarFeed
from courses.presenters import feeds
from foundation import rate_limits

SECONDS = 300
OF_ONE_FEED, UNKNOWN = 30, 20
"""Requests in so many seconds for one feed, and of one visitor for addresses that nobody has.

Large calendar providers ask for many people from one place, so good requests are not counted by place.
"""


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed's owner's own bookings; nothing tells an address that was taken back from one never made."""
    owner = calendar_feeds.owner_of(token=token, at=timezone.now())
    try:
        if owner is None:
            who = rate_limits.address_of(request)
            rate_limits.count(what="feed-unknown", who=who, limit=UNKNOWN, seconds=SECONDS)
            raise Http404("There is no calendar at this address. It may have been taken back.")
        rate_limits.count(what="feed", who=str(owner.pk), limit=OF_ONE_FEED, seconds=SECONDS)
    except rate_limits.AskedTooOften as refusal:
        return HttpResponse(str(refusal), status=429, content_type="text/plain", headers={"Retry-After": str(SECONDS)})
    text = feeds.feed_of(owner, timezone.now())
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="academy.ics"'},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The user's private addresses; a new one is shown once, in the answer to the press that made it."""
    form, made = FeedForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            token = calendar_feeds.make(user=request.user, name=form.cleaned_data["name"], at=timezone.now())
        except calendar_feeds.FeedRefused as refused:
            form.add_error("name", str(refused))
        else:
            form, made = FeedForm(), request.build_absolute_uri(reverse("courses:feed", args=[token]))
    context = {
        "form": form,
        "made": made,
        "subscribe": made.partition(":")[2] and f"webcal:{made.partition(':')[2]}",
        "feeds": feeds.lines(calendar_feeds.live_feeds(request.user)),
    }
    return render(request, "my/calendar.html", context, status=422 if form.is_bound and form.errors else 200)


@login_required
@require_POST
def revoke_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back."""
    try:
        calendar_feeds.revoke(user=request.user, feed_id=pk, at=timezone.now())
    except CalendarFeed.DoesNotExist:
        raise Http404("There is no such address among yours.") from None
    messages.success(request, "The address no longer works. Calendars that used it will show nothing new.")
    return redirect("courses:my_calendar")
