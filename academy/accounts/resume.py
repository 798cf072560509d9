"""`/accounts/resume/<key>/`: the words of a form that met a closed session."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from academy import resume_post


@never_cache
@require_GET
@login_required
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Shows what was typed; a button sends it to where it was meant for, with a fresh token."""
    post = resume_post.take(request, key)
    if post is None:
        return render(request, "accounts/resume_gone.html", status=410)
    if post.person and post.person != str(request.user.pk):
        return render(request, "accounts/resume_other.html", status=403)
    context = {"post": post, "rows": rows_of(post)}
    return render(request, "accounts/resume.html", context)


def rows_of(post: resume_post.KeptPost) -> list[dict[str, Any]]:
    """Name and words for people: "starts_on-day" becomes "Starts on day"."""
    return [
        {"key": name.replace("_", " ").replace("-", " ").strip().capitalize(), "value": value}
        for name, value in post.pairs
    ]
