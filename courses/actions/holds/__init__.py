"""Places kept for a team, an organisation or a manager's people (DOMAIN 29).

Every action locks the session first. Named or not, a kept place counts as taken until it is released.
"""

from courses.actions.holds.asking import RequestRefused, answer, ask
from courses.actions.holds.keeping import HoldRefused, keep, last_day_to_name, note_purchase_order
from courses.actions.holds.letters import tell_of_change
from courses.actions.holds.naming import Named, name, name_listed
from courses.actions.holds.releasing import end_with_session, release, release_due, warn
from courses.actions.holds.substituting import SubstitutionRefused, substitute

__all__ = [
    "HoldRefused",
    "Named",
    "RequestRefused",
    "SubstitutionRefused",
    "answer",
    "ask",
    "end_with_session",
    "keep",
    "last_day_to_name",
    "name",
    "name_listed",
    "note_purchase_order",
    "release",
    "release_due",
    "substitute",
    "tell_of_change",
    "warn",
]
