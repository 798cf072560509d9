"""DOMAIN 9's matrix as data: each capacity, what it opens, and on what condition. What is not here is closed.

Where the domain leaves a choice, the narrower reading was taken:
- twelve months are counted back from today, so a window closes by itself;
- wellbeing answers are open to the supervisor, or to HR, only where the supervisee shared them with
  exactly them; no sample, audit, inspection, investigation or broken glass opens them;
- a delegate reads what they led themselves, as they wrote it, and of the rest only what is open.
"""

from collections.abc import Mapping
from enum import StrEnum

from supervision.rules.access.names import Capacity as C
from supervision.rules.access.names import Thing as T
from supervision.rules.access.names import Way as W


class Condition(StrEnum):
    """When something is open to a capacity; `asking` decides each from the facts of the record."""

    ALWAYS = "always"
    SHARED = "shared with the supervisor"
    LAST_MONTHS = "held within the months handed over"
    FROM_FIRST_DAY = "held since their first day in that capacity"
    FROM_FIRST_DAY_SHARED = "the same, and shared with the supervisor"
    OPEN_OR_FROM_FIRST_DAY = "still open, or held since their first day"
    OPEN = "still open"
    LED = "led by themselves"
    OPEN_OR_LED = "still open, or led by themselves"
    WROTE_IN_MONTHS = "written by themselves, within the months of a former supervisor"
    OPENED = "opened to them for a stated reason"
    CONSENTED = "opened to them, with the supervisee’s consent for that audit"
    REFERRED = "the one class that was referred to them"
    REFERRED_SHARED = "referred to them, and shared with HR or occupational health"
    ATTENDED = "of a group they, or whom they supervise, attended"
    COHORT = "of the assessed year, in their own cohort"
    RELEASED = "released by the supervisee"


def _all(condition: Condition, *things: T) -> dict[T, Condition]:
    return dict.fromkeys(things, condition)


_OF_THE_TWO = (T.AGREEMENT, T.ACTIONS, T.SCHEDULE, T.COMPLIANCE, T.NEEDS, T.EVIDENCE, T.READS, T.PERSONAL_DONE)
_STANDING_IN = {
    **_all(Condition.ALWAYS, T.AGREEMENT, T.ACTIONS, T.SCHEDULE, T.COMPLIANCE),
    **_all(Condition.FROM_FIRST_DAY, T.MANAGEMENT, T.LEARNING, T.PERSONAL, T.PERSONAL_DONE, T.NEEDS, T.EVIDENCE),
    T.CASE: Condition.OPEN_OR_FROM_FIRST_DAY,
    T.WELLBEING: Condition.FROM_FIRST_DAY_SHARED,
}
_OF_A_GROUP = _all(Condition.ATTENDED, T.MANAGEMENT, T.CASE, T.LEARNING, T.SCHEDULE)
_AUDITING = {**_all(Condition.OPENED, T.MANAGEMENT, T.CASE, T.PERSONAL_DONE), T.PERSONAL: Condition.CONSENTED}
_BY_TWO = _all(Condition.OPENED, T.MANAGEMENT, T.CASE, T.LEARNING, T.PERSONAL, T.ACTIONS, T.AGREEMENT, T.SCHEDULE)

MATRIX: Mapping[C, Mapping[T, Condition]] = {
    C.SUPERVISEE: _all(Condition.ALWAYS, T.MANAGEMENT, T.CASE, T.LEARNING, T.PERSONAL, T.WELLBEING, *_OF_THE_TWO),
    C.SUPERVISOR: {
        **_all(Condition.ALWAYS, T.MANAGEMENT, T.CASE, T.LEARNING, T.PERSONAL, *_OF_THE_TWO),
        T.WELLBEING: Condition.SHARED,
    },
    C.NEW_SUPERVISOR: {
        **_all(Condition.ALWAYS, T.AGREEMENT, T.SCHEDULE, T.COMPLIANCE),
        T.ACTIONS: Condition.OPEN,
        **_all(Condition.LAST_MONTHS, T.MANAGEMENT, T.LEARNING, T.NEEDS),
    },
    C.ACTING_MANAGER: _STANDING_IN,
    C.DEPUTY: _STANDING_IN,
    C.DELEGATE: {
        **_all(Condition.ALWAYS, T.AGREEMENT, T.ACTIONS, T.SCHEDULE),
        T.CASE: Condition.OPEN_OR_LED,
        **_all(Condition.LED, T.MANAGEMENT, T.LEARNING, T.PERSONAL, T.PERSONAL_DONE, T.NEEDS),
    },
    C.FORMER_SUPERVISOR: _all(
        Condition.WROTE_IN_MONTHS, T.MANAGEMENT, T.CASE, T.LEARNING, T.PERSONAL, T.SCHEDULE, T.PERSONAL_DONE
    ),
    C.SUPERVISORS_MANAGER: {
        **_all(Condition.ALWAYS, T.COMPLIANCE, T.SCHEDULE),
        **_all(Condition.OPENED, T.MANAGEMENT, T.CASE),
    },
    C.LINE_MANAGER: _all(Condition.ALWAYS, T.COMPLIANCE),
    C.GROUP_ATTENDEE: _OF_A_GROUP,
    C.ATTENDEES_SUPERVISOR: _OF_A_GROUP,
    C.HR: {
        **_all(Condition.REFERRED, T.MANAGEMENT, T.CASE, T.LEARNING, T.PERSONAL),
        T.WELLBEING: Condition.REFERRED_SHARED,
    },
    C.COORDINATOR: {T.NEEDS: Condition.RELEASED},
    C.ASYE_COORDINATOR: _all(Condition.COHORT, T.EVIDENCE, T.SCHEDULE, T.COMPLIANCE),
    C.TRAINER: {},
    C.EDITOR: {},
    C.AUDITOR: _AUDITING,
    C.MODERATOR: _AUDITING,
    C.LEADER: {},
    C.BOARD_READER: {},
    C.PARTNER_ADMINISTRATOR: {},
    C.INSPECTOR: _all(Condition.OPENED, T.MANAGEMENT, T.CASE),
    C.RECORDS_MANAGER: {T.HOLDING: Condition.ALWAYS},
    C.SYSTEM_ADMINISTRATOR: {},
    C.BREAK_GLASS: _BY_TWO,
    C.INVESTIGATOR: _BY_TWO,
    C.NOBODY: {},
}
"""Leaders, board readers and inspectors also see aggregates; those name no record and go through the gate."""

_WORDS = frozenset({W.PAGE, W.PDF, W.SUBJECT_ACCESS})
WAYS: Mapping[T, frozenset[W]] = {
    **dict.fromkeys((T.MANAGEMENT, T.CASE, T.LEARNING, T.PERSONAL, T.WELLBEING, T.AGREEMENT, T.ACTIONS), _WORDS),
    T.PERSONAL_DONE: frozenset({W.PAGE}),
    T.SCHEDULE: frozenset({W.PAGE, W.PDF, W.MAIL, W.API, W.SUBJECT_ACCESS}),
    T.COMPLIANCE: frozenset({W.PAGE, W.CSV, W.SUBJECT_ACCESS}),
    T.NEEDS: frozenset({W.PAGE, W.PDF, W.CSV, W.CMS, W.SUBJECT_ACCESS}),
    T.EVIDENCE: frozenset({W.PAGE, W.PDF, W.SUBJECT_ACCESS}),
    T.READS: frozenset({W.PAGE, W.SUBJECT_ACCESS}),
    T.HOLDING: frozenset({W.PAGE, W.CSV}),
}
"""By which ways a thing may leave at all. No words by CSV, API, search, mail or the CMS, for anybody."""

TAKES_AWAY = frozenset(
    {C.SUPERVISEE, C.SUPERVISOR, C.NEW_SUPERVISOR, C.ACTING_MANAGER, C.DEPUTY, C.GROUP_ATTENDEE, C.ASYE_COORDINATOR}
)
"""Those who may have a PDF of what is open to them; all others read it on the page, where the look is logged."""
THE_TWO = frozenset({C.SUPERVISEE, C.SUPERVISOR})
"""Whose reading is not logged."""
OWN_EXPORT = frozenset({C.SUPERVISEE, C.GROUP_ATTENDEE})
"""In whose own export it stands: whom it is about, and of a group whoever was there, as far as they read it."""
