"""`/courses/<slug>/interest/`: asking for a course that is full, or has no date that suits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import interest
from courses.models import Course, Interest
from workforce.models import Person

NOTED = "Thank you. We will write to you when there is a date."
TAKEN_BACK = "You are no longer asking for it."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what asking means; on POST, ask or take it back. Opening the page does nothing."""
    course = Course.objects.published().filter(slug=slug).first()
    if course is None:
        raise Http404("No course has this address. It may have been renamed: search the catalogue.")
    asked = Interest.objects.for_user(request.user).filter(course=course, withdrawn_at__isnull=True).exists()
    person = Person.objects.for_user(request.user).first()
    if request.method != "POST" or person is None:
        context = {"course": course, "asked": asked, "person": person}
        return render(request, "courses/interest.html", context)
    take_back = request.POST.get("do") == "take_back"
    act = interest.withdraw if take_back else interest.declare
    try:
        act(course_id=course.pk, person_id=person.pk, by=request.user, at=timezone.now())
    except interest.InterestRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, TAKEN_BACK if take_back else NOTED)
    return redirect("courses:course", slug=slug)
