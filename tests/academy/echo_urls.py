"""The site's addresses and two more: a form for signed-in people, and what says what it was sent."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path

from academy.urls import *  # noqa: F403
from academy.urls import urlpatterns as site


class NoteForm(forms.Form):
    note = forms.CharField(label="Note")


@login_required
def echo(request):
    return JsonResponse({name: request.POST.getlist(name) for name in request.POST})


@login_required
def echo_form(request):
    token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
    return HttpResponse(f'<form method="post" action="/echo/">{token}{NoteForm()}<button>Send</button></form>')


urlpatterns = [path("echo/", echo), path("echo-form/", echo_form), *site]
