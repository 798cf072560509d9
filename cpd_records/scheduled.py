"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings)."""

from celery import shared_task
from django.utils import timezone

from cpd_records.actions import carry_over, claims
from cpd_records.actions.asye import enrolments
from cpd_records.actions.entitlement import reconcile
from cpd_records.actions.reflections import prompting
from cpd_records.actions.registration import prompting as registration_prompting
from cpd_records.actions.requirements import cycles, reminders


@shared_task(name="cpd_records.reconcile_allowances")
def reconcile_allowances() -> str:
    """Bring everybody's allowances in step each night: a new year opens, a dated policy begins."""
    return str(reconcile(by=None, at=timezone.now()))


@shared_task(name="cpd_records.lapse_carry_overs")
def lapse_carry_overs() -> str:
    """Take back carried time that was not used by its last day."""
    return f"{carry_over.lapse_due(at=timezone.now())} minutes of carried time have lapsed"


@shared_task(name="cpd_records.look_after_requirements")
def look_after_requirements() -> str:
    """Bring everybody's cycles up to date, then remind whom a mark has newly passed."""
    at = timezone.now()
    done = cycles.bring_up_to_date(at=at)
    return f"{done}, reminders {reminders.send_due(at=at)}"


@shared_task(name="cpd_records.ask_for_reflections")
def ask_for_reflections() -> str:
    """Ask what was learned and what difference it made; say what a registration year still lacks."""
    at = timezone.now()
    return f"reflections {prompting.send_due(at=at)}, registration years {registration_prompting.send_due(at=at)}"


@shared_task(name="cpd_records.propose_asye")
def propose_asye() -> str:
    """Newly qualified workers whose first day has come wait for the ASYE coordinator."""
    return f"{enrolments.propose(at=timezone.now())} proposed"


@shared_task(name="cpd_records.look_after_claims")
def look_after_claims() -> str:
    """Remind whoever has not answered a claim, then ask further up."""
    at = timezone.now()
    return f"{claims.remind(by=None, at=at)} reminded, {claims.escalate(by=None, at=at)} passed further up"
