"""Asking people about learning, and what they hand in: evaluation, impact, observation, pulse, quotes."""

from courses.actions.feedback.answering import AnswerRefused, hand_in
from courses.actions.feedback.care import look_after
from courses.actions.feedback.evaluations import Asked, ask_evaluation, withdraw_evaluation
from courses.actions.feedback.observations import ObserverRefused, invite_observer, withdraw_invitation
from courses.actions.feedback.pulses import PulseRefused, open_round
from courses.actions.feedback.quotes import decide, take_back

__all__ = [
    "AnswerRefused",
    "Asked",
    "ObserverRefused",
    "PulseRefused",
    "ask_evaluation",
    "decide",
    "hand_in",
    "invite_observer",
    "look_after",
    "open_round",
    "take_back",
    "withdraw_evaluation",
    "withdraw_invitation",
]
