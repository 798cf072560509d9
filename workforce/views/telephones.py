"""`/my/data/phone/`: the number to ring when a session changes late."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from workforce.actions.telephones import set_number
from workforce.forms import PhoneForm
from workforce.models import Person

LEAD = "If a session changes at the last moment and you have not opened the news, a coordinator rings this number."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """One's own number."""
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404("No record is held about you, so there is no number to keep.")
    form = PhoneForm(request.POST if request.method == "POST" else None, initial={"phone": person.phone})
    if request.method == "POST" and form.is_valid():
        set_number(person=person, phone=form.cleaned_data["phone"], by=request.user, at=timezone.now())
        messages.success(request, "Your telephone number is saved.")
        return redirect("my_data")
    context = {"title": "Your telephone number", "lead": LEAD, "form": form, "button": "Save"}
    return render(request, "workforce/form_page.html", context)
