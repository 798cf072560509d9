"""Learning in one's own time: beginning, finishing lessons, resting, completing.

Completing writes the same ledger entries, record and certificate as attending does. No manager is
asked: there is no place to take from anybody and no day away from the team.
"""

from courses.actions.self_paced.completing import LessonNotOpen, answer
from courses.actions.self_paced.resting import close_leavers, rest_idle
from courses.actions.self_paced.starting import SelfPacedRefused, start

__all__ = ["LessonNotOpen", "SelfPacedRefused", "answer", "close_leavers", "rest_idle", "start"]
