"""The named accounts of the demo: one for each kind of user. Everyone is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to sign in as. `roles` are (role code, team code of the scope or "")."""

    email: str
    who: str
    try_this: str
    roles: tuple[tuple[str, str], ...] = ()


ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "alice.gibbons@example.org",
        "Alice Gibbons, social worker, North Locality 5",
        "See your days, find a course that fits them, book it, and read the invitation.",
    ),
    DemoAccount(
        "joseph.skelton@example.org",
        "Joseph Skelton, team manager, North Locality 5",
        "See your team's days and who is away; open Alice's learning.",
    ),
    DemoAccount(
        "ruth.chikwanha@example.org",
        "Ruth Chikwanha, learning coordinator",
        "Publish a course, plan a session, take yesterday's register.",
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
        "See how learning reaches your services: figures, no names.",
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
        "See a part-year allowance with its sum spelled out.",
    ),
    DemoAccount(
        "grace.ashby@example.org",
        "Grace Ashby, agency social worker",
        "See a record without an allowance.",
    ),
)
