"""The site with one page more: a form whose words are kept while they are written, for tests alone."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from foundation.drafting import private
from foundation.drafting.answering import face, posted
from foundation.drafting.filling import fill

PLACE = "test:page"
PAGE = """{% extends "base.html" %}{% block content %}<h1 class="govuk-heading-xl">A reflection</h1>
{% include "components/draft_conflicts.html" with conflicts=conflicts only %}
<form method="post" novalidate {% include "components/draft_attrs.html" %}>{% csrf_token %}{{ form }}
{% include "components/draft_status.html" %}{% include "components/language_helper.html" %}
{% include "components/button.html" with text="Save" name="save" only %}
{% include "components/button.html" with text="Hand in" name="hand_in" only %}</form>{% endblock %}"""


class ReflectionForm(forms.Form):
    experience = forms.CharField(label="What did you see?", widget=forms.Textarea, required=False)
    feeling = forms.CharField(label="What did you feel?", widget=forms.Textarea, required=False)
    zone = forms.ChoiceField(
        label="Your zone", choices=[("c", "Comfort"), ("l", "Learning")], widget=forms.RadioSelect, required=False
    )
    pressure = forms.MultipleChoiceField(
        label="Pressure",
        choices=[("v", "Visits"), ("r", "Recording")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@login_required
def page(request):
    draft = private.open_one(request.user, PLACE)
    saved, rows = None, []
    form = ReflectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = posted(request, draft)
        rows = [(form[name].label, request.POST.get(name, ""), theirs) for name, theirs in saved.conflicts.items()]
        if "hand_in" in request.POST and not rows:
            words = form["experience"].value()
            private.finish(request.user, PLACE)
            return HttpResponse(f"<title>Thanks</title><p>Thank you: {words}</p>")
    else:
        fill(form, draft.boxes)
    context = {"form": form, "draft": face(private.url(PLACE), draft, saved), "conflicts": rows}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("test/draft/", page), path("", include("academy.urls"))]
handler403 = "academy.errors.permission_denied"
