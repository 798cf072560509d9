"""The named accounts of the demo: one for each kind of user. Everyone is invented."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils import timezone

from workforce.actions.invitations import join
from workforce.actions.roles import grant
from workforce.models import Organisation, Person, RoleGrant, Team, User


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to sign in as. `roles` are (role code, team code of the scope or "").

    `partner` is the code of the organisation of somebody who is not in the staff file.
    """

    email: str
    who: str
    try_this: str
    roles: tuple[tuple[str, str], ...] = ()
    partner: str = ""


ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "alice.gibbons@example.org",
        "Alice Gibbons, social worker, North Locality 5",
        "See your days, find a course that fits them, book it, and read the invitation.",
    ),
    DemoAccount(
        "joseph.skelton@example.org",
        "Joseph Skelton, team manager, North Locality 5",
        "See your team's days and who is away; name somebody to stand in.",
    ),
    DemoAccount(
        "ruth.chikwanha@example.org",
        "Ruth Chikwanha, learning coordinator",
        "Publish a course, plan a session, take the registers that wait on your desk.",
        (("coordinator", ""),),
    ),
    DemoAccount(
        "nathan.hattersley@example.org",
        "Nathan Hattersley, trainer",
        "Take the register of the session you led, on a phone.",
        (("trainer", ""),),
    ),
    DemoAccount(
        "hayley.beckett@example.org",
        "Hayley Beckett, assistant director, social care",
        "See how learning reaches your services: figures, and names only of your own team.",
        (("leader", "SC"),),
    ),
    DemoAccount(
        "eleanor.howarth@example.org",
        "Eleanor Howarth, administrator",
        "Preview and apply an HR file, read the history, change a policy from a date.",
        (("system_administrator", ""), ("hr", "")),
    ),
    DemoAccount(
        "liam.spurr@example.org",
        "Liam Spurr, newly qualified social worker, started in September",
        "See a part-year allowance with its sum spelled out, and a first year with protected time and reviews.",
    ),
    DemoAccount(
        "louise.cooke@example.org",
        "Louise Cooke, ASYE coordinator, social care",
        "See your cohort: who waits, whose review is near or late, who has had their protected time.",
        (("asye_coordinator", "SC"),),
    ),
    DemoAccount(
        "monika.kowalska@example.org",
        "Monika Kowalska, advanced practitioner, who assesses newly qualified workers",
        "Record a review and an observation of practice.",
    ),
    DemoAccount(
        "grace.ashby@example.org",
        "Grace Ashby, agency social worker",
        "See a record without an allowance.",
    ),
    DemoAccount(
        "imani.lockwood@example.org",
        "Imani Lockwood, administrator of a partner charity",
        "Invite a colleague of your charity; see only your own people.",
        (("partner_administrator", ""),),
        partner="wath-family-link",
    ),
    DemoAccount(
        "hayley.haigh@example.org",
        "Hayley Haigh, records manager",
        "See the retention schedule and what is due; propose a disposal, set a legal hold.",
        (("records_manager", ""),),
    ),
    DemoAccount(
        "daisy.benfield@example.org",
        "Daisy Benfield, records manager",
        "Be the second person: confirm what Hayley has proposed, or withdraw it.",
        (("records_manager", ""),),
    ),
)
PARTNERS = {"wath-family-link": "Wath Family Link"}
"""Code and name of partner bodies, invented like everybody in them."""


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Users for the named accounts, with proven addresses and their roles."""
    for account in ACCOUNTS:
        person = _partner(account, at) if account.partner else Person.objects.get(work_email=account.email)
        user = User.objects.filter(email=account.email).first() or User.objects.create_user(account.email)
        user.display_name = person.full_name
        user.save(update_fields=["display_name"])
        EmailAddress.objects.get_or_create(user=user, email=account.email, defaults={"verified": True, "primary": True})
        if person.user_id is None:
            person.user = user
            person.save(update_fields=["user"])
        _grant(user, account, at)
    return f"{len(ACCOUNTS)} accounts"


def _partner(account: DemoAccount, at: datetime) -> Person:
    organisation, _ = Organisation.objects.get_or_create(
        code=account.partner, defaults={"name": PARTNERS[account.partner], "kind": Organisation.Kind.VOLUNTARY}
    )
    first_name, _, last_name = account.who.partition(",")[0].partition(" ")
    return join(organisation=organisation, email=account.email, first_name=first_name, last_name=last_name, at=at)


def _grant(user: User, account: DemoAccount, at: datetime) -> None:
    day = timezone.localdate(at)
    for role, team in account.roles:
        if RoleGrant.objects.filter(user=user, role=role).exists():
            continue
        scope = Team.objects.get(code=team) if team else None
        organisation = Organisation.objects.get(code=account.partner) if account.partner else None
        grant(
            user=user,
            role=role,
            team=scope,
            organisation=organisation,
            starts_on=day,
            ends_on=None,
            reason="An account of the demo",
            by=None,
            at=at,
        )
