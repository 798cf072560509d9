"""`/learn/…`: working through a self-paced course."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions import self_paced
from courses.forms.lessons import CheckForm
from courses.models import Course, Lesson, SelfPacedRun
from courses.presenters.self_paced import learn_page, lesson_url, progress, takes_of, way_of
from courses.rules.self_paced import Step, Way, questions_of
from workforce.models import Person

CONFLICT = 409


@login_required
@require_safe
def learn(request: HttpRequest, slug: str) -> HttpResponse:
    """The lessons, how far one is, and what beginning means for the allowance."""
    course = _course(slug)
    run = _latest(request.user, course)
    found = _way(course, run)
    takes = ""
    if run is None or not run.is_open:
        takes = takes_of(Person.objects.for_user(request.user).first(), course, timezone.now())
    return render(request, "courses/learn.html", {"page": learn_page(course, run, found, takes)})


@login_required
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin, or take up again, and go to the next lesson."""
    course = _course(slug)
    person = Person.objects.for_user(request.user).first()
    if person is None:
        return render(request, "courses/learn_no_record.html", {"course": course}, status=403)
    try:
        run = self_paced.start(course_id=course.pk, person_id=person.pk, by=request.user, at=timezone.now())
    except self_paced.SelfPacedRefused as refused:
        context = {"page": learn_page(course, None, _way(course, None), ""), "refused": str(refused)}
        return render(request, "courses/learn.html", context, status=CONFLICT)
    following = _way(course, run).next
    return redirect(lesson_url(course, following) if following else f"/learn/{slug}/")


def lesson(request: HttpRequest, slug: str, key: UUID, preview: Lesson | None = None) -> HttpResponse:
    """One lesson and its check. `preview` is a draft that the CMS wants to see as it would be."""
    if preview is not None:
        return _preview(request, preview)
    return _lesson(request, slug, key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def _lesson(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    course = _course(slug)
    run = _latest(request.user, course)
    if run is None:
        return redirect("courses:learn", slug=slug)
    found = _way(course, run)
    step = found.at(key)
    if step is None:
        raise Http404("This lesson is no longer part of the course. Your place is on the course's page.")
    if not step.open:
        messages.info(request, "Finish the lessons before that one first: here is your place.")
        return redirect("courses:learn", slug=slug)
    form = _form(request, run, step)
    if request.method == "POST" and form.is_valid():
        return _answer(request, course, run, step, form)
    return _lesson_page(request, course, run, found, step, form)


def _answer(request: HttpRequest, course: Course, run: SelfPacedRun, step: Step, form: CheckForm) -> HttpResponse:
    try:
        answered = self_paced.answer(
            run_id=run.pk, key=step.lesson.key, answers=form.answers, by=request.user, at=timezone.now()
        )
    except self_paced.LessonNotOpen as refused:
        messages.info(request, str(refused))
        return redirect("courses:learn", slug=course.slug)
    if answered.wrong:
        form.say_wrong(answered.wrong)
        return _lesson_page(request, course, run, answered.way, step, form)
    following = answered.way.after(step)
    if answered.run.state == SelfPacedRun.State.COMPLETED or following is None:
        return redirect("courses:learn", slug=course.slug)
    return redirect(lesson_url(course, following))


def _form(request: HttpRequest, run: SelfPacedRun, step: Step) -> CheckForm:
    earlier: dict[str, list[str]] = next(
        (row.answers for row in run.results.all() if row.lesson_key == step.lesson.key), {}
    )
    data = request.POST if request.method == "POST" else None
    return CheckForm(questions_of(step.lesson.checks), data, earlier)


def _lesson_page(
    request: HttpRequest, course: Course, run: SelfPacedRun, found: Way, step: Step, form: CheckForm
) -> HttpResponse:
    following = found.after(step)
    context = {
        "course": course,
        "learn_url": f"/learn/{course.slug}/",
        "step": step,
        "count": len(found.steps),
        "progress": progress(found),
        "percent": found.percent,
        "form": form,
        "previous_url": lesson_url(course, found.steps[step.number - 2]) if step.number > 1 else "",
        "next_url": lesson_url(course, following) if following and step.done else "",
        "can_answer": run.is_open,
    }
    return render(request, "courses/lesson.html", context)


def _preview(request: HttpRequest, preview: Lesson) -> HttpResponse:
    """The draft among its course's lessons, as somebody would read it who has come that far."""
    form = CheckForm(questions_of(preview.checks))
    context = {
        "course": preview.course,
        "learn_url": preview.course.get_absolute_url(),
        "step": Step(preview, preview.position, done=False, open=True),
        "count": max(preview.position, Lesson.objects.of_course(preview.course.slug).count()),
        "progress": "Preview",
        "form": form,
        "preview": True,
    }
    return render(request, "courses/lesson.html", context)


def _course(slug: str) -> Course:
    found = Course.objects.published().filter(slug=slug, mode=Course.Mode.SELF_PACED).first()
    if found is None:
        raise Http404("No course of this address is learned in your own time. Search the catalogue.")
    return found


def _latest(user: Any, course: Course) -> SelfPacedRun | None:
    """One's open run of the course; without one, the latest that was completed."""
    mine = SelfPacedRun.objects.for_user(user).filter(course=course).prefetch_related("results")
    return mine.exclude(state=SelfPacedRun.State.CLOSED).order_by("-started_at", "-pk").first()


def _way(course: Course, run: SelfPacedRun | None) -> Way:
    lessons = list(Lesson.objects.published().filter(course=course))
    return way_of(lessons, run.results.all() if run else ())
