"""Everything workforce keeps in the database."""

from workforce.models.access_keys import AccessKey
from workforce.models.facts import FactDispute, JoinDecision, LiveFrom, ReadLog
from workforce.models.invitations import Invitation
from workforce.models.organisations import AttachmentStage, Organisation, Team, TeamVersion
from workforce.models.people import Person, User
from workforce.models.posts import Absence, Post
from workforce.models.roles import ActingManager, Deputy, RoleGrant

__all__ = [
    "Absence",
    "ActingManager",
    "AccessKey",
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
