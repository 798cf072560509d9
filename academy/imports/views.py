"""Upload, look, apply. Every page works without JavaScript: a run under way asks the browser to look again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from academy.gates import for_administrators
from academy.imports import presenters
from academy.imports.forms import ApplyForm, UploadForm
from foundation import changelog
from foundation.import_runs import Incoming, NothingToImport
from foundation.import_runs.uploads import NotApplicable, start_apply, start_preview
from foundation.models import ImportedFile, ImportIssue, ImportRun
from foundation.private_files import private_file
from foundation.spreadsheets import write_csv

UNDER_WAY = (ImportRun.State.QUEUED, ImportRun.State.RUNNING)
LOOK_AGAIN_SECONDS = "3"
TRAIL = [{"label": "Desk", "url": "/desk/"}, {"label": "Imports", "url": "/imports/"}]


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def index(request: HttpRequest) -> HttpResponse:
    """Upload files for a preview, and every run so far."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        files = [Incoming(file.name, file.read()) for file in form.cleaned_data["chosen"]]
        try:
            run = start_preview(files, by=request.user, at=timezone.now())
        except NothingToImport as refusal:
            form.add_error("chosen", str(refusal))
        else:
            return redirect("imports:run", run.pk)
    runs = ImportRun.objects.select_related("by").prefetch_related("files").order_by("-started_at", "-pk")
    page = Paginator(runs, 20).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": presenters.history_rows(list(page.object_list)),
        "breadcrumbs": [TRAIL[0], {"label": "Imports"}],
    }
    return render(request, "imports/index.html", context)


@require_GET
@for_administrators
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run: under way, or what came of it."""
    found = get_object_or_404(ImportRun.objects.select_related("by", "applies"), pk=run_id)
    under_way = found.state in UNDER_WAY
    files = list(found.files.all())
    issues = ImportIssue.objects.filter(file__run=found).select_related("file")
    context = {
        "run": found,
        "under_way": under_way,
        "tag": presenters.state_tag(found),
        "who": presenters.who(found),
        "file_head": presenters.file_head(),
        "file_rows": presenters.file_rows(found, files),
        "rejected": sum(file.rejected for file in files),
        "errors": _some(issues, "error"),
        "warnings": _some(issues, "warning"),
        "issue_head": presenters.issue_head(),
        "apply_form": ApplyForm() if _may_apply(found, files) else None,
        "breadcrumbs": [*TRAIL, {"label": f"Import {found.pk}"}],
    }
    response = render(request, "imports/run.html", context)
    if under_way:
        response["Refresh"] = LOOK_AGAIN_SECONDS
    return response


def _some(issues: QuerySet[ImportIssue], severity: str) -> dict[str, object]:
    """How many there are, and the first of them."""
    chosen = issues.filter(severity=severity)
    return {"count": chosen.count(), "rows": presenters.issue_rows(list(chosen[: presenters.SHOWN]))}


def _may_apply(found: ImportRun, files: list[ImportedFile]) -> bool:
    applied = ImportRun.objects.filter(applies=found).exclude(state=ImportRun.State.REJECTED)
    return found.state == ImportRun.State.PREVIEWED and all(file.upload for file in files) and not applied.exists()


@require_POST
@for_administrators
def apply(request: HttpRequest, run_id: int) -> HttpResponse:
    """Write what a preview showed."""
    preview = get_object_or_404(ImportRun, pk=run_id)
    form = ApplyForm(request.POST)
    strict = form.is_valid() and form.cleaned_data["strict"] == "strict"
    try:
        started = start_apply(preview, strict=strict, by=request.user, at=timezone.now())
    except NotApplicable as refusal:
        messages.error(request, str(refusal))
        return redirect("imports:run", preview.pk)
    return redirect("imports:run", started.pk)


@require_GET
@for_administrators
def rejected(request: HttpRequest, run_id: int, file_id: int) -> FileResponse:
    """The rejected rows of a file, each with its error: mend them and import that file."""
    file = get_object_or_404(ImportedFile.objects.exclude(rejected_rows=""), pk=file_id, run_id=run_id)
    changelog.record(by=request.user, at=timezone.now(), verb="exported rejected rows", subject=file)
    return private_file(file.rejected_rows, allowed=True)


@require_GET
@for_administrators
def problems(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    """Every problem of a run as one CSV."""
    found = get_object_or_404(ImportRun, pk=run_id)
    changelog.record(by=request.user, at=timezone.now(), verb="exported problems", subject=found)
    issues = ImportIssue.objects.filter(file__run=found).order_by("file", "line", "pk")
    rows = issues.values_list("severity", "file__name", "line", "column", "value", "reason")
    headings = ["severity", "file", "line", "column", "value", "reason"]
    response = StreamingHttpResponse(write_csv(headings, rows.iterator(2000)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{found.pk}-problems.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
