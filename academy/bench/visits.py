"""Visits of the bench: somebody signed in, a page asked for, its CPU beside the yardstick's."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.test.client import ClientHandler

from academy.accounts.demo import BACKEND
from academy.accounts.second_factor import KEY
from academy.bench.bare import BareSite
from academy.bench.cpu import per_call, ratio
from workforce.models import User

LEARNER, MANAGER = "crowd13@example.org", "crowd16@example.org"
"""Of the crowd: the sixth of a team of eight, and the head of another."""

HANDLER = ClientHandler(enforce_csrf_checks=False)
"""One for all browsers, as a web process has one: each would otherwise build the middleware on its first visit,
which finds every static file on the disk."""


class WrongPage(RuntimeError):
    """A page of the bench did not answer as it must; its ratio would mean nothing."""


def signed_in(email: str) -> Client:
    """A browser with a session of somebody of the crowd, second factor included."""
    client = Client()
    client.handler = HANDLER
    client.force_login(User.objects.get(email=email), backend=BACKEND)
    session = client.session
    session[KEY] = "bench"
    session.save()
    return client


def visit(client: Client, path: str, holds: str) -> Callable[[], Any]:
    """Something to call again and again. Raises `WrongPage` unless the page is there and holds the words."""

    def ask() -> Any:
        return client.get(path)

    page = ask()
    if page.status_code != 200 or holds not in page.content.decode():
        raise WrongPage(f"{path} answered {page.status_code}, or without “{holds}”.")
    return ask


def times_bare(work: Callable[[], object], site: BareSite, *, calls: int = 20, rounds: int = 7) -> float:
    """A visit's CPU over the bare page's."""
    return ratio(lambda: per_call(work, calls=calls), site.cost, rounds=rounds)
