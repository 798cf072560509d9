"""What people said, in the CMS: results behind the gate, quotes to decide on, rounds of the survey."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions import feedback
from courses.forms.pulses import PulseForm
from courses.models import Course, FormRequest, PulseRound, Quote
from courses.presenters import feedback_results as present
from courses.viewsets.session_pages import coordinators_only
from foundation import changelog, spreadsheets

BY = {"course": "By course", "session": "By session", "trainer": "By trainer"}
TABS = (
    ("feedback:index", "Results"),
    ("feedback:quotes", "Quotes"),
    ("feedback:pulses", "Pulse survey"),
)
A_PAGE = 50


@coordinators_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Results by course, session or trainer."""
    by = request.GET.get("by", "course")
    by = by if by in BY else "course"
    book = present.load(timezone.localdate())
    tables = {"course": book.by_course, "session": book.by_session, "trainer": book.by_trainer}
    page = Paginator(tables[by](), A_PAGE).get_page(request.GET.get("p"))
    context = _context("feedback:index", "What people said") | {
        "by": by,
        "choices": BY.items(),
        "page_obj": page,
        "headings": present.HEADINGS,
        "first": "Trainer" if by == "trainer" else "Course",
        "second": {"session": "Date", "course": "Code"}.get(by, ""),
    }
    return render(request, "courses/admin/feedback.html", context)


@coordinators_only
@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything people said of one course."""
    found = get_object_or_404(Course, pk=pk)
    results = present.course_results(pk, timezone.localdate())
    context = _context("feedback:index", found.title, "What people said") | {"results": results, "said": present.said}
    return render(request, "courses/admin/feedback_course.html", context)


@coordinators_only
@require_safe
def results_csv(request: HttpRequest, by: str) -> HttpResponse:
    """The same lines as the page, through the same gate."""
    book, now = present.load(timezone.localdate()), timezone.now()
    changelog.record(
        by=request.user, at=now, verb="exported feedback", subject=cast(Model, request.user), reason=f"by {by}"
    )
    rows = present.csv_rows(book, by)
    lines = spreadsheets.write_csv(("Name", "Detail", *present.HEADINGS), rows)
    response = HttpResponse(b"".join(lines), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="feedback-by-{by}.csv"'
    return response


@coordinators_only
@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """Words that may be quoted: those to decide on first. No names: the words are all that counts."""
    rows = Quote.objects.standing().select_related("course").order_by("decision", "-consented_at", "pk")
    context = _context("feedback:quotes", "Quotes") | {
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    }
    return render(request, "courses/admin/quotes.html", context)


@coordinators_only
@require_POST
def decide_quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words on the site, or keep them back."""
    get_object_or_404(Quote.objects.standing(), pk=pk)
    approve = request.POST.get("decision") == "show"
    feedback.decide(quote_id=pk, approve=approve, by=request.user, at=timezone.now())
    messages.success(request, "The quote is shown on the site." if approve else "The quote is not shown.")
    return redirect("feedback:quotes")


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def pulses(request: HttpRequest) -> HttpResponse:
    """Rounds of the survey with how many answered; on POST, open one."""
    form = PulseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = feedback.open_round(**form.cleaned_data, by=request.user, at=timezone.now())
        except feedback.PulseRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{made.name} is open. People get their letters within the hour.")
            return redirect("feedback:pulses")
    counts = FormRequest.objects.counted("pulse", "state")
    asked: dict[int, int] = {}
    answered: dict[int, int] = {}
    for row in counts.filter(pulse__isnull=False):
        asked[row["pulse"]] = asked.get(row["pulse"], 0) + row["requests"]
        if row["state"] == "answered":
            answered[row["pulse"]] = row["requests"]
    rounds = [(each, asked.get(each.pk, 0), answered.get(each.pk, 0)) for each in PulseRound.objects.all()]
    return render(
        request,
        "courses/admin/pulses.html",
        _context("feedback:pulses", "Pulse survey")
        | {
            "form": form,
            "rounds": rounds,
            "media": form.media,
        },
    )


@coordinators_only
@require_safe
def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    """Results of a closed round."""
    found = get_object_or_404(PulseRound.objects.select_related("version"), pk=pk)
    results = [(found.version.schema.title, present.pulse_results(found))]
    context = _context("feedback:pulses", found.name, "Pulse survey") | {"results": results, "said": present.said}
    return render(request, "courses/admin/feedback_course.html", context)


urlpatterns: list[Any] = [
    path("", index, name="index"),
    path("course/<int:pk>/", course, name="course"),
    *[path(f"{by}.csv", results_csv, {"by": by}, name=f"{by}_csv") for by in BY],
    path("quotes/", quotes, name="quotes"),
    path("quotes/<int:pk>/", decide_quote, name="decide_quote"),
    path("pulse/", pulses, name="pulses"),
    path("pulse/<int:pk>/", pulse, name="pulse"),
]


def _context(tab: str, title: str, above: str = "") -> dict[str, Any]:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": "Home"}]
    if above:
        crumbs.append({"url": reverse(tab), "label": above})
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "comment",
        "tabs": [(reverse(name), label, name == tab) for name, label in TABS],
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
    }
