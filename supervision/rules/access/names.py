"""The words of the access matrix: as what somebody looks, at what, by which way out."""

from enum import StrEnum


class Capacity(StrEnum):
    """As what somebody stands to one record (DOMAIN 9). A user may stand as several; anyone else as nothing."""

    SUPERVISEE = "supervisee"
    SUPERVISOR = "supervisor"
    NEW_SUPERVISOR = "new_supervisor"
    ACTING_MANAGER = "acting_manager"
    DEPUTY = "deputy"
    DELEGATE = "delegate"
    FORMER_SUPERVISOR = "former_supervisor"
    SUPERVISORS_MANAGER = "supervisors_manager"
    LINE_MANAGER = "line_manager"
    GROUP_ATTENDEE = "group_attendee"
    ATTENDEES_SUPERVISOR = "attendees_supervisor"
    HR = "hr"
    COORDINATOR = "coordinator"
    ASYE_COORDINATOR = "asye_coordinator"
    TRAINER = "trainer"
    EDITOR = "editor"
    AUDITOR = "auditor"
    MODERATOR = "moderator"
    LEADER = "leader"
    BOARD_READER = "board_reader"
    PARTNER_ADMINISTRATOR = "partner_administrator"
    INSPECTOR = "inspector"
    RECORDS_MANAGER = "records_manager"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    BREAK_GLASS = "break_glass"
    INVESTIGATOR = "investigator"
    NOBODY = "nobody"


class Thing(StrEnum):
    """What there is to read. The first five are the classes a section of a form may have."""

    MANAGEMENT = "management"
    CASE = "case"
    LEARNING = "learning"
    PERSONAL = "personal"
    WELLBEING = "wellbeing"
    PERSONAL_DONE = "personal_done"
    """Only whether the personal sections were completed."""
    AGREEMENT = "agreement"
    ACTIONS = "actions"
    SCHEDULE = "schedule"
    COMPLIANCE = "compliance"
    NEEDS = "needs"
    """Structured learning needs, without prose."""
    EVIDENCE = "evidence"
    """Evidence and stage of the assessed year (form T4)."""
    READS = "reads"
    """Who has read the record."""
    HOLDING = "holding"
    """Retention, holds and disposal: about the record, none of its words."""


class Way(StrEnum):
    """How something could leave the house."""

    PAGE = "page"
    PDF = "pdf"
    CSV = "csv"
    API = "api"
    SEARCH = "search"
    MAIL = "mail"
    CMS = "cms"
    SUBJECT_ACCESS = "subject_access"


SECTIONS = (Thing.MANAGEMENT, Thing.CASE, Thing.LEARNING, Thing.PERSONAL, Thing.WELLBEING)
