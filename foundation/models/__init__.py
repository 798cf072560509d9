"""Everything foundation keeps in the database."""

from foundation.models.base import PeriodModel, PlainModel, RecordedModel
from foundation.models.changelog import ChangeLogEntry
from foundation.models.disposal import FileRemoval, Tombstone
from foundation.models.drafts import Drafted
from foundation.models.forms import FormInDraft, FormTemplate, FormVersion, FrozenForm
from foundation.models.imports import ImportedFile, ImportIssue, ImportRun
from foundation.models.language import CaringWord
from foundation.models.media import AcademyDocument, AcademyImage, AcademyRendition
from foundation.models.outbox import OutboxMessage
from foundation.models.policies import PolicyValue
from foundation.models.preferences import MessagePreferences
from foundation.models.public import PublicContent
from foundation.models.taxonomies import Term, Vocabulary
from foundation.models.wordings import MessageWording
from foundation.models.written import PrivateDraft, WordsInHand

__all__ = [
    "AcademyDocument",
    "AcademyImage",
    "AcademyRendition",
    "CaringWord",
    "ChangeLogEntry",
    "Drafted",
    "FileRemoval",
    "FormInDraft",
    "FormTemplate",
    "FormVersion",
    "FrozenForm",
    "ImportIssue",
    "ImportRun",
    "ImportedFile",
    "MessagePreferences",
    "MessageWording",
    "OutboxMessage",
    "PeriodModel",
    "PlainModel",
    "PolicyValue",
    "PrivateDraft",
    "PublicContent",
    "RecordedModel",
    "Term",
    "Tombstone",
    "Vocabulary",
    "WordsInHand",
]
