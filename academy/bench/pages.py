"""CPU of the site's pages against a bare Wagtail page, through all of our middleware."""

import os
from collections.abc import Callable, Iterator

from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from academy.bench.bare import BareSite
from academy.bench.register import register_of
from academy.bench.statement import PAST_DAY, ten_years_of
from academy.bench.table import Ratio
from academy.bench.visits import LEARNER, MANAGER, signed_in, times_bare, visit
from cms.models import ContentPage
from courses.models import Session

Asked = tuple[str, Callable[[], object], float]
ON_THE_REGISTER = 200
ANEW = "?page=1"
"""An address with a question is never answered from a kept copy."""
COORDINATES = "crowd0@example.org"
WANTED = os.environ.get("BENCH_PAGES", "")


def measure() -> Iterator[Ratio]:
    """One line a page: each, or those whose words hold `BENCH_PAGES`."""
    site = BareSite()
    queries, size = site.weigh()
    for what, work, budget in asked(site):
        if WANTED not in what:
            continue
        yield Ratio(what, times_bare(work, site), budget, note=f"bare page: {queries} queries, {size:,} bytes")


def asked(site: BareSite) -> Iterator[Asked]:
    """What is asked for: the words of its line, the visit, the budget of DESIGN 8."""
    nobody, learner, manager = Client(), signed_in(LEARNER), signed_in(MANAGER)
    course = _course()
    yield "catalogue of 60 courses, signed out, kept copy", kept(nobody, "/courses/"), 0.15
    yield "catalogue of 60 courses, signed out, made anew", visit(nobody, f"/courses/{ANEW}", "60 courses"), 1.2
    yield "catalogue of 60 courses, signed in", visit(learner, "/courses/", "60 courses"), 1.2
    yield "course with its sessions, signed out, made anew", visit(nobody, course + ANEW, "Sign in to book"), 1.2
    yield "course with its sessions, signed in", visit(learner, course, "leaves you"), 1.2
    yield "public CMS page, kept copy", kept(nobody, _public_page()), 0.15
    yield "desk of a learner", visit(learner, "/desk/", "Your next learning"), 2
    yield "desk of a manager", visit(manager, "/desk/", "Learning your team missed"), 2
    yield "own allowance with its statement", visit(learner, "/my/allowance/", "Given to the crowd"), 2
    veteran, past = ten_years_of(learner_email=LEARNER)
    yield "statement of a year among ten years of movements", visit(veteran, past, "Attended for the bench"), 2
    yield "the same as it stood on a past day", visit(veteran, f"{past}&on={PAST_DAY}", "As it stood on"), 2
    register, path = register_of(ON_THE_REGISTER, COORDINATES, timezone.now())
    yield "register of 200", visit(register, path, "200</strong> of 200 still to mark"), 4


def kept(client: Client, path: str) -> Callable[[], object]:
    """A visit answered from the kept copy; the first makes it."""
    client.get(path)
    answer = client.get(path)
    if answer.get("X-Public-Copy") != "kept":
        raise RuntimeError(f"{path} is not kept for the signed-out.")
    return lambda: client.get(path)


def _public_page() -> str:
    """A page of the site's own kind, which may be kept."""
    parent = Site.objects.get(is_default_site=True).root_page
    if not ContentPage.objects.filter(slug="bench-public-page").exists():
        parent.add_child(instance=ContentPage(title="A public page", slug="bench-public-page"))
    return "/bench-public-page/"


def _course() -> str:
    session = Session.objects.filter(state=Session.State.OPEN, starts_at__gt=timezone.now()).order_by("pk").first()
    if session is None:
        raise RuntimeError("The crowd has no session ahead.")
    return f"/courses/{session.course.slug}/"
