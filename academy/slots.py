"""What stands in each slot: the one way a lower room runs what it may not import (foundation/slots.py types each)."""

SLOTS: dict[str, list[str]] = {
    "wordings": [
        "foundation.letters.WORDINGS",
        "workforce.emails.WORDINGS",
        "cpd_records.emails.WORDINGS",
        "courses.emails.wordings.WORDINGS",
    ],
    "policies": [
        "workforce.policies.POLICIES",
        "cpd_records.policies.POLICIES",
        "courses.policies.POLICIES",
        "courses.feedback_policies.POLICIES",
        "courses.approval_policies.POLICIES",
        "supervision.policies.POLICIES",
    ],
    "import_readers": [
        "workforce.imports.teams.TeamsReader",
        "workforce.imports.people.PeopleReader",
        "workforce.imports.posts.PostsReader",
        "workforce.imports.absences.AbsencesReader",
        "courses.imports.courses.CoursesReader",
        "courses.imports.training_history.TrainingHistory",
        "courses.imports.sessions.SessionsReader",
        "courses.imports.bookings.BookingsReader",
    ],
    "after_import": [
        "cpd_records.imports.reconcile_after_import",
        "cpd_records.imports.requirements_after_import",
        "courses.imports.pathways.enrol_after_import",
    ],
    "desk_cards": [
        "courses.desk.cards",
        "courses.desk_places.cards",
        "courses.coordinating.cards",
        "courses.desk_pathways.cards",
        "cpd_records.desk.cards",
        "cpd_records.desk_leader.cards",
        "cpd_records.desk_requirements.cards",
        "workforce.desk.cards",
        "academy.desk.administration.cards",
    ],
    "today_cards": ["courses.today.cards", "academy.messages.today.cards"],
    "supervision_agenda": [],
    "field_kinds": ["foundation.versioned_forms.kinds.KINDS"],
    "policy_previews": ["cpd_records.previews.preview"],
    "invariants": ["workforce.invariants.check", "cpd_records.invariants.breaches", "courses.invariants.breaches"],
}
