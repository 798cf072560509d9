"""Why a supervision was moved or did not take place: codes, never words (DOMAIN 5, compliance)."""

from django.db import models


class Reason(models.TextChoices):
    """One of these is always given; nobody types a story about somebody's illness here."""

    SUPERVISEE_ILL = "supervisee_ill", "The supervisee was ill"
    SUPERVISEE_LEAVE = "supervisee_leave", "The supervisee was on leave"
    SUPERVISOR_ILL = "supervisor_ill", "The supervisor was ill"
    SUPERVISOR_LEAVE = "supervisor_leave", "The supervisor was on leave"
    EMERGENCY = "emergency", "A child or family needed somebody at once"
    COURT = "court", "Court or another hearing"
    TRAINING = "training", "Training or learning"
    CLASH = "clash", "Another meeting that could not be moved"
    ROOM = "room", "No private room, or the link failed"
    ASKED = "asked", "One of the two asked for another time"
    LEFT = "left", "One of the two no longer works here or has changed teams"


NO_SUPERVISOR = "no_supervisor"
"""Of a turn, never of a date: nobody was named to supervise, so nobody can be asked why it was missed."""
OF_TURNS = [*Reason.choices, (NO_SUPERVISOR, "No supervisor named")]
LABELS = dict(OF_TURNS)
