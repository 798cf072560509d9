"""Everything workforce keeps in the database."""

from workforce.models.facts import FactDispute, JoinDecision, LiveFrom, ReadLog
from workforce.models.invitations import Invitation
from workforce.models.organisations import AttachmentStage, Organisation, Team, TeamVersion
from workforce.models.people import Person, User
from workforce.models.posts import Absence, Post
from workforce.models.roles import ActingManager, Deputy, RoleGrant
from workforce.models.tokens import ApiToken

__all__ = [
    "Absence",
    "ActingManager",
    "ApiToken",
    "AttachmentStage",
    "Deputy",
    "FactDispute",
    "Invitation",
    "JoinDecision",
    "LiveFrom",
    "Organisation",
    "Person",
    "Post",
    "ReadLog",
    "RoleGrant",
    "Team",
    "TeamVersion",
    "User",
]
