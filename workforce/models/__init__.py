"""Everything workforce keeps in the database."""

from workforce.models.access_keys import AccessKey
from workforce.models.agreed_actions import ActionEvent, ActionReader, AgreedAction
from workforce.models.facts import FactDispute, JoinDecision, LiveFrom, ReadLog
from workforce.models.invitations import Invitation
from workforce.models.organisations import AttachmentStage, Organisation, Team, TeamVersion
from workforce.models.people import Person, User
from workforce.models.posts import Absence, Post
from workforce.models.retention import AbsenceTotal, Disposal, DisposalItem, LegalHold
from workforce.models.roles import ActingManager, Deputy, RoleGrant
from workforce.models.subject_access import DataComplaint, Review, SubjectRequest, SubjectStep

__all__ = [
    "Absence",
    "AbsenceTotal",
    "AccessKey",
    "ActingManager",
    "ActionEvent",
    "ActionReader",
    "AgreedAction",
    "AttachmentStage",
    "DataComplaint",
    "Deputy",
    "Disposal",
    "DisposalItem",
    "FactDispute",
    "Invitation",
    "JoinDecision",
    "LegalHold",
    "LiveFrom",
    "Organisation",
    "Person",
    "Post",
    "ReadLog",
    "Review",
    "RoleGrant",
    "SubjectRequest",
    "SubjectStep",
    "Team",
    "TeamVersion",
    "User",
]
