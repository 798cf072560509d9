"""Everything workforce keeps in the database."""

from workforce.models.organisations import Organisation, Team, TeamVersion
from workforce.models.people import Person, User
from workforce.models.posts import Absence, Post
from workforce.models.roles import ActingManager, Deputy, RoleGrant

__all__ = [
    "Absence",
    "ActingManager",
    "Deputy",
    "Organisation",
    "Person",
    "Post",
    "RoleGrant",
    "Team",
    "TeamVersion",
    "User",
]
