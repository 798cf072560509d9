"""The site's addresses and one more: a form for signed-in people that says what it was sent."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.urls import path

from academy.urls import *  # noqa: F403
from academy.urls import urlpatterns as site


@login_required
def echo(request):
    return JsonResponse({name: request.POST.getlist(name) for name in request.POST})


urlpatterns = [path("echo/", echo), *site]
