"""List, look, change. A change is shown with whom it touches before it can be saved."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from academy.gates import for_administrators
from academy.policies import presenters
from academy.policies.forms import PolicyForm
from foundation import policies
from foundation.actions.policies import set_value, touched
from foundation.models import PolicyValue

TRAIL = [{"label": "Desk", "url": "/desk/"}, {"label": "Policies", "url": "/policies/"}]


@require_safe
@for_administrators
def index(request: HttpRequest) -> HttpResponse:
    """Every policy with the figure in force today."""
    defined = sorted(policies.definitions().values(), key=lambda item: item.key)
    rows = list(PolicyValue.objects.all())
    context = {
        "rows": presenters.lines(defined, policies.book(), rows, timezone.localdate()),
        "breadcrumbs": [TRAIL[0], {"label": "Policies"}],
    }
    return render(request, "policies/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def policy(request: HttpRequest, key: str) -> HttpResponse:
    """One policy: its history, and a new figure in two steps (look, then save)."""
    definition = policies.definitions().get(key)
    if definition is None:
        raise Http404("There is no such policy.")
    now = timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = PolicyForm(definition, timezone.localdate(now), posted)
    lines = None
    if form.is_valid():
        if request.POST.get("step") == "save" and request.POST.get("looked") == _looked(form):
            set_value(key=key, by=request.user, at=now, **form.cleaned_data)
            messages.success(request, "The new figure is set.")
            return redirect("policies:policy", key)
        lines = touched(key=key, value=form.cleaned_data["value"], starts_on=form.cleaned_data["starts_on"])
    return render(request, "policies/policy.html", _context(definition, form, lines))


def _looked(form: PolicyForm) -> str:
    """What the look was at: only the same figure and day can be saved."""
    return f"{form.cleaned_data['value'].normalize():f} {form.cleaned_data['starts_on']}"


def _context(definition: policies.PolicyDefinition, form: PolicyForm, lines: list[str] | None) -> dict[str, object]:
    today = timezone.localdate()
    value = policies.book().value(definition.key, today)
    rows = PolicyValue.objects.filter(key=definition.key).select_related("created_by")
    return {
        "policy": definition,
        "now": presenters.in_words(value, definition.unit),
        "form": form,
        "looked": _looked(form) if lines is not None else "",
        "lines": lines,
        "head": presenters.history_head(),
        "rows": presenters.history_rows(definition, list(rows)),
        "breadcrumbs": [*TRAIL, {"label": definition.name}],
    }
