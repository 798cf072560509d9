"""The clock's jobs, by the names of their tasks; the settings hand this to Celery's beat."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "send-waiting-messages": {"task": "foundation.sweep_outbox", "schedule": 60.0},
    "start-waiting-imports": {"task": "foundation.start_waiting_imports", "schedule": 60.0},
    "finish-imports": {"task": "foundation.finish_imports", "schedule": 300.0},
    "publish-scheduled": {"task": "academy.publish_scheduled", "schedule": 60.0},
    "forget-sessions": {"task": "academy.forget_sessions", "schedule": crontab(hour=2, minute=10)},
    "forget-import-uploads": {"task": "foundation.forget_uploads", "schedule": 24 * 3600.0},
    "forget-drafts": {"task": "foundation.forget_drafts", "schedule": crontab(hour=2, minute=50)},
    "reconcile-allowances": {"task": "cpd_records.reconcile_allowances", "schedule": crontab(hour=1, minute=40)},
    "lapse-carry-overs": {"task": "cpd_records.lapse_carry_overs", "schedule": crontab(hour=1, minute=50)},
    "look-after-requirements": {"task": "cpd_records.look_after_requirements", "schedule": crontab(hour=5, minute=20)},
    "ask-for-reflections": {"task": "cpd_records.ask_for_reflections", "schedule": crontab(hour=8, minute=25)},
    "propose-asye": {"task": "cpd_records.propose_asye", "schedule": crontab(hour=5, minute=40)},
    "look-after-claims": {"task": "cpd_records.look_after_claims", "schedule": crontab(hour=7, minute=25)},
    "look-after-dues": {"task": "supervision.look_after_dues", "schedule": crontab(hour=5, minute=40)},
    "issue-unsigned-supervision": {"task": "supervision.issue_unsigned", "schedule": crontab(hour=1, minute=40)},
    "tell-of-unsealed-openings": {"task": "supervision.tell_unsealed", "schedule": crontab(hour=8, minute=10)},
    "remind-of-supervision": {"task": "supervision.send_reminders", "schedule": crontab(hour=7, minute=20)},
    "look-after-pathways": {"task": "courses.look_after_pathways", "schedule": crontab(hour=4, minute=50)},
    "look-after-standing": {"task": "workforce.look_after_standing", "schedule": crontab(hour=1, minute=10)},
    "finish-disposals": {"task": "workforce.finish_disposals", "schedule": 60.0},
    "look-after-exports": {"task": "workforce.look_after_exports", "schedule": 300.0},
    "keep-waiting-lists": {"task": "courses.keep_waiting_lists", "schedule": 60.0},
    "finish-bulk": {"task": "courses.finish_bulk", "schedule": 60.0},
    "look-after-approvals": {"task": "courses.look_after_approvals", "schedule": 600.0},
    "erase-arrangements": {"task": "courses.erase_arrangements", "schedule": crontab(hour=2, minute=30)},
    "look-after-sessions": {"task": "courses.look_after_sessions", "schedule": crontab(minute=20)},
    "release-leavers": {"task": "courses.release_leavers", "schedule": crontab(hour=1, minute=30)},
    "give-kept-places-back": {"task": "courses.give_kept_places_back", "schedule": crontab(minute=20)},
    "settle-charges": {"task": "courses.settle_charges", "schedule": crontab(hour=2, minute=30)},
    "look-after-forms": {"task": "courses.look_after_forms", "schedule": crontab(minute=20)},
    "send-reminders": {"task": "courses.send_reminders", "schedule": crontab(hour="7-18", minute=10)},
    "read-replies": {"task": "courses.read_replies", "schedule": 300.0},
    "nudge-registers": {"task": "courses.nudge_registers", "schedule": crontab(hour=7, minute=30)},
    "tell-of-dates": {"task": "courses.tell_of_dates", "schedule": crontab(hour=7, minute=45)},
    "rest-self-paced": {"task": "courses.rest_self_paced", "schedule": crontab(hour=1, minute=35)},
}
