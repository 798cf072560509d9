"""Every role somebody can hold, as code (DESIGN 4 "Scope and roles", DOMAIN 9).

Three kinds: roles that follow from facts (a running post, a line manager's number in the file),
roles that stand in for somebody between two dates (Deputy), and roles that are granted with a
scope and dates (RoleGrant). Anyone not listed sees nothing.
"""

from dataclasses import dataclass
from typing import Literal

ScopeKind = Literal["self", "reports", "principal", "team", "organisation", "whole", "own_sessions"]
Source = Literal["facts", "deputy", "grant"]


@dataclass(frozen=True, slots=True)
class Role:
    """One role.

    `scopes` lists the kinds of scope it may be given; `sees_people` says whether it opens rows
    about named people inside that scope; `dated` whether a grant must end. `cms_group` names the
    one group of the CMS its holders join, or is empty. `sees` says it in words, for the screens.
    """

    code: str
    name: str
    sees: str
    scopes: tuple[ScopeKind, ...]
    source: Source = "grant"
    needs_second_factor: bool = False
    sees_people: bool = False
    dated: bool = False
    cms_group: str = ""

    @property
    def granted(self) -> bool:
        """Whether somebody gives it by hand."""
        return self.source == "grant"


_LEARNER = Role("learner", "Learner", "Their own records.", ("self",), source="facts", sees_people=True)
_LINE_MANAGER = Role(
    "line_manager",
    "Line manager",
    "The people whose running post names them as manager.",
    ("reports",),
    source="facts",
    needs_second_factor=True,
    sees_people=True,
)
_SUPERVISOR = Role(
    "supervisor",
    "Supervisor",
    "The people they supervise: their direct reports.",
    ("reports",),
    source="facts",
    needs_second_factor=True,
    sees_people=True,
)
_DEPUTY = Role(
    "deputy",
    "Deputy",
    "What the manager they stand in for sees and decides, new records only.",
    ("principal",),
    source="deputy",
    needs_second_factor=True,
    sees_people=True,
    dated=True,
)
_DELEGATE = Role(
    "delegate",
    "Delegate in absence",
    "Actions, agreements and open case work of the manager they stand in for; decides nothing.",
    ("principal",),
    source="deputy",
    needs_second_factor=True,
    sees_people=True,
    dated=True,
)
_COORDINATOR = Role(
    "coordinator",
    "Learning coordinator",
    "Bookings, allowances and released learning needs; publishes courses and pages.",
    ("team", "organisation", "whole"),
    needs_second_factor=True,
    sees_people=True,
    cms_group="Coordinators",
)
_EDITOR = Role(
    "editor",
    "Content editor",
    "Pages, news and resources. No records about people. A coordinator publishes.",
    ("whole",),
    needs_second_factor=True,
    cms_group="Editors of content",
)
_TRAINER = Role(
    "trainer",
    "Trainer",
    "Their own sessions: roster, access needs and register.",
    ("own_sessions",),
)
_ASYE_COORDINATOR = Role(
    "asye_coordinator",
    "ASYE coordinator",
    "Stage and evidence of newly qualified social workers in their own cohort.",
    ("team", "organisation", "whole"),
    needs_second_factor=True,
    sees_people=True,
)
_AUDITOR = Role(
    "auditor",
    "Auditor",
    "Management and case sections of sampled records; never personal reflection or wellbeing.",
    ("team", "whole"),
    needs_second_factor=True,
)
_MODERATOR = Role(
    "moderator",
    "Moderator",
    "As an auditor, and the first grade only after grading.",
    ("team", "whole"),
    needs_second_factor=True,
)
_LEADER = Role(
    "leader",
    "Senior leader",
    "True aggregates inside their own scope, logged; never words.",
    ("team", "organisation", "whole"),
    needs_second_factor=True,
)
_BOARD_READER = Role("board_reader", "Board reader", "Aggregates through the disclosure gate.", ("whole",))
_PARTNER_ADMINISTRATOR = Role(
    "partner_administrator",
    "Partner administrator",
    "Their own organisation's people, bookings and places.",
    ("organisation",),
    needs_second_factor=True,
    sees_people=True,
)
_HR = Role(
    "hr",
    "HR and occupational health",
    "Facts from the staff files, people missing from a file, records to join; referred items only.",
    ("team", "organisation", "whole"),
    needs_second_factor=True,
    sees_people=True,
)
_INSPECTOR = Role(
    "inspector",
    "Inspector",
    "Listed records and aggregates, hosted, read only, every view logged.",
    ("whole",),
    needs_second_factor=True,
    dated=True,
)
_RECORDS_MANAGER = Role(
    "records_manager",
    "Records manager",
    "Retention schedules, holds and the disposal list: no words.",
    ("whole",),
    needs_second_factor=True,
)
_SYSTEM_ADMINISTRATOR = Role(
    "system_administrator",
    "System administrator",
    "Configuration, imports, roles and messages; the facts behind them, never supervision.",
    ("whole",),
    needs_second_factor=True,
    sees_people=True,
    cms_group="System administrators",
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _LEARNER,
        _LINE_MANAGER,
        _SUPERVISOR,
        _DEPUTY,
        _DELEGATE,
        _COORDINATOR,
        _EDITOR,
        _TRAINER,
        _ASYE_COORDINATOR,
        _AUDITOR,
        _MODERATOR,
        _LEADER,
        _BOARD_READER,
        _PARTNER_ADMINISTRATOR,
        _HR,
        _INSPECTOR,
        _RECORDS_MANAGER,
        _SYSTEM_ADMINISTRATOR,
    )
}

LEARNER = _LEARNER.code
LINE_MANAGER = _LINE_MANAGER.code
SUPERVISOR = _SUPERVISOR.code
DEPUTY = _DEPUTY.code
DELEGATE = _DELEGATE.code
COORDINATOR = _COORDINATOR.code
EDITOR = _EDITOR.code
TRAINER = _TRAINER.code
ASYE_COORDINATOR = _ASYE_COORDINATOR.code
AUDITOR = _AUDITOR.code
MODERATOR = _MODERATOR.code
LEADER = _LEADER.code
BOARD_READER = _BOARD_READER.code
PARTNER_ADMINISTRATOR = _PARTNER_ADMINISTRATOR.code
HR = _HR.code
INSPECTOR = _INSPECTOR.code
RECORDS_MANAGER = _RECORDS_MANAGER.code
SYSTEM_ADMINISTRATOR = _SYSTEM_ADMINISTRATOR.code

GRANTABLE: tuple[Role, ...] = tuple(role for role in ROLES.values() if role.granted)
SEES_PEOPLE: frozenset[str] = frozenset(role.code for role in GRANTABLE if role.sees_people)
CMS_ROLES: tuple[Role, ...] = tuple(role for role in ROLES.values() if role.cms_group)


class UnknownRole(LookupError):
    """No role has this code; the message names it."""


def role(code: str) -> Role:
    """The role with this code. Raises UnknownRole."""
    try:
        return ROLES[code]
    except KeyError as unknown:
        raise UnknownRole(f"No role is called {code}.") from unknown
