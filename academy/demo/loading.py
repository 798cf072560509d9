"""Everything `manage.py demo` loads, step by step. Each step may be run again."""

from collections.abc import Callable
from datetime import date, datetime
from io import StringIO

from django.core.management import call_command

from academy.demo import (
    accounts,
    asye,
    carrying,
    claims,
    feedback,
    lessons,
    offer,
    opening,
    partners,
    pathways,
    reflections,
    requirements,
    staff,
    supervision,
)
from cms.actions.content import load_site
from cms.content.site import DEMO_CONTACT
from courses.actions.pathways.enrolments import enrol_by_rule
from cpd_records.actions.requirements.cycles import bring_up_to_date
from foundation.disposal.role import install
from workforce.actions.live_from import set_date
from workforce.models import LiveFrom

Say = Callable[[str], None]
LAUNCH = date(2017, 4, 1)
"""The Academy was launched in 2017 (DOMAIN row 6), and the training file begins here."""
LIVE = (LiveFrom.Module.COURSES, LiveFrom.Module.ALLOWANCE)


def load(at: datetime, say: Say) -> None:
    """Load the demo into a migrated database, or finish a load that was cut short."""
    for title, step in STEPS:
        say(f"  {title} …")
        done = step(at, lambda line: say(f"    {line}"))
        if done:
            say(f"    {done}")


def _words(at: datetime, say: Say) -> str:
    call_command("sync_taxonomies", verbosity=0)
    call_command("sync_forms", verbosity=0)
    call_command("sync_templates", verbosity=0)
    call_command("sync_roles", verbosity=0, stdout=StringIO())
    install()
    return ""


def _site(at: datetime, say: Say) -> str:
    load_site(by=None, at=at, contact=DEMO_CONTACT)
    return ""


def _courses(at: datetime, say: Say) -> str:
    return f"{offer.load_courses(at=at)} courses, {lessons.load_lessons(at=at)} lessons"


def _live(at: datetime, say: Say) -> str:
    for module in LIVE:
        set_date(module=module, team=None, starts_on=LAUNCH, by=None, at=at)
    requirements.go_live(at)
    return ""


def _supervised(at: datetime, say: Say) -> str:
    supervision.go_live(at)
    return ""


def _settle(at: datetime, say: Say) -> str:
    """Accounts, partners and carers came after their pathways and requirements: what the night would do for them."""
    return f"{enrol_by_rule(at=at)}; {bring_up_to_date(at=at)}"


STEPS: tuple[tuple[str, Callable[[datetime, Say], str]], ...] = (
    ("Words and roles", _words),
    ("The public site", _site),
    ("Courses", _courses),
    ("The day from which supervision is live", _supervised),
    ("Teams, people, posts, absences, and learning since 2017", staff.load),
    ("Dates from which learning is live", _live),
    ("What is required of whom", requirements.load),
    ("Accounts to sign in with", accounts.load),
    ("Newly qualified workers", asye.load),
    ("Pathways", pathways.load),
    ("Sessions and bookings", opening.load),
    ("Time to carry over", carrying.load),
    ("Supervision", supervision.load),
    ("Partners, schools and carers", partners.load),
    ("What people said of learning", feedback.load),
    ("What Alice made of it", reflections.load),
    ("Learning people claim, awards and mentoring", claims.load),
    ("Pathways and required learning, as each night", _settle),
)
