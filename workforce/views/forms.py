"""One way to show a form page and to send it to an action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

PAGE = "workforce/form_page.html"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form too; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, form: Form, **context: Any) -> HttpResponse:
    """The form on a page of its own: title, lead, breadcrumbs and the button's text in the context."""
    return render(request, PAGE, {"form": form, "page_title": context["title"], **context})


def send(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    refusals: tuple[type[Exception], ...],
    done: str,
    to: str,
    **context: Any,
) -> HttpResponse:
    """Check the form, call the action, say so and go on; a refusal shows beside what to mend."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except refusals as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(to)
    return form_page(request, form, **context)
