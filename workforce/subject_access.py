"""What workforce holds about somebody, for that somebody (slot "subject_access"); foundation's rows too."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.british_dates import date_and_time, long_date
from foundation.models import ChangeLogEntry, MessagePreferences, OutboxMessage
from foundation.slots import Section, SubjectRow
from workforce import roles
from workforce.models import (
    Absence,
    AccessKey,
    ActingManager,
    AgreedAction,
    DataComplaint,
    Deputy,
    FactDispute,
    Invitation,
    LegalHold,
    Person,
    Post,
    ReadLog,
    RoleGrant,
    SubjectRequest,
    User,
)
from workforce.presenters import words
from workforce.rules.census_codes import ETHNICITIES, REGISTRATION_BODIES, SEXES

YES_NO = {True: "Yes", False: "No"}


def sections(person_ids: Collection[int], at: datetime) -> Iterator[Section]:
    """Facts from the files first, then what was done and said, then what was sent."""
    users = list(User.objects.filter(person__in=person_ids).order_by("pk"))
    yield Section("about-you", "Who you are", ("What", "Held"), list(_about(person_ids)))
    yield Section(
        "posts",
        "Your posts",
        ("Job", "Team", "From", "Last day", "Hours", "Contract", "Line manager", "Where it is from", "Recorded"),
        list(_posts(person_ids)),
        "Every version: what was corrected later stays beside what was known before.",
    )
    away = ("From", "Last day", "Why", "Working days lost", "Where it is from", "Recorded")
    yield Section("absences", "When you were away", away, list(_absences(person_ids)))
    yield Section("roles", "Roles you held", ("Role", "From", "Last day", "Why"), list(_roles(users)))
    yield Section("standing-in", "Standing in", ("As", "Who", "From", "Last day"), list(_standing_in(person_ids)))
    said = ("About", "What you said", "When", "State", "Answer")
    yield Section("disputes", "Facts you said were wrong", said, list(_disputes(person_ids)))
    taken = ("What", "Due", "State", "Evidence", "Why not", "Agreed")
    yield Section("agreed-actions", "What you have taken on", taken, list(_actions(person_ids)))
    read = ("When", "Who", "As", "Page")
    yield Section("reads", "Who has looked at your record", read, list(_reads(person_ids)))
    yield from _sign_in(person_ids, users)
    yield from _letters(users)
    yield from _acts(users)
    yield from _requests(person_ids)


def _about(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    people = Person.objects.filter(pk__in=person_ids).select_related("organisation", "recorded_by_run").order_by("pk")
    for person in people:
        for label, held in _facts(person).items():
            yield SubjectRow(f"{person.pk}:{label}", (label, held or "Nothing"))


def _facts(person: Person) -> dict[str, str]:
    return {
        "Name": person.full_name,
        "Work e-mail": person.work_email,
        "Employee number": person.employee_number or "",
        "Organisation": person.organisation.name,
        "Standing": person.get_standing_display(),
        "Carer or volunteer": person.get_external_role_display(),
        "Registered with": REGISTRATION_BODIES.get(person.registration_body, person.registration_body),
        "Registration number": person.registration_number,
        "Unbroken service since": long_date(person.continuous_service_date) if person.continuous_service_date else "",
        "Year of birth": str(person.birth_year or ""),
        "Sex": SEXES.get(person.sex, ""),
        "Ethnicity": ETHNICITIES.get(person.ethnicity, ""),
        "Telephone": person.phone,
        "Personal e-mail": person.personal_email,
        "Where it is from": words.source(person.recorded_by_run, "Staff file"),
    }


def _posts(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = Post.objects.filter(person__in=person_ids).select_related("team", "line_manager", "recorded_by_run")
    rows = rows.order_by("starts_on", "pk")
    names = words.team_names(timezone.localdate(), {row.team_id for row in rows})
    for row in rows:
        manager = row.line_manager.full_name if row.line_manager else ""
        team = names.get(row.team_id, row.team.code)
        span = (long_date(row.starts_on), words.last_day(row.ends_on))
        kind = (words.hours(row.fte), row.get_contract_display(), manager)
        source = words.source(row.recorded_by_run, "Posts file", provisional=row.provisional)
        yield SubjectRow(str(row.pk), (row.job_title, team, *span, *kind, source, _recorded(row)))


def _absences(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = Absence.objects.filter(person__in=person_ids).select_related("recorded_by_run").order_by("starts_on", "pk")
    for row in rows:
        lost = "" if row.fte_days_lost is None else f"{row.fte_days_lost.normalize():f}"
        span = (long_date(row.starts_on), words.last_day(row.ends_on))
        source = words.source(row.recorded_by_run, "Absence file")
        yield SubjectRow(str(row.pk), (*span, row.get_reason_display(), lost, source, _recorded(row)))


def _recorded(row: Any) -> str:
    until = f" to {date_and_time(row.recorded_until)}" if row.recorded_until else ""
    return f"{date_and_time(row.recorded_from)}{until}"


def _roles(users: list[User]) -> Iterator[SubjectRow]:
    for row in RoleGrant.objects.filter(user__in=users).order_by("starts_on", "pk"):
        name = roles.ROLES[row.role].name if row.role in roles.ROLES else row.role
        cells = (name, long_date(row.starts_on), words.last_day(row.ends_on), row.reason)
        yield SubjectRow(str(row.pk), cells, mentions_others=True)


def _standing_in(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    """Who stood in for you, and for whom you did: names of colleagues in their work, no reasons."""
    for row in Deputy.objects.filter(deputy__in=person_ids).select_related("principal").order_by("pk"):
        span = (long_date(row.starts_on), words.last_day(row.ends_on))
        yield SubjectRow(f"for:{row.pk}", (f"You were {row.kind} for", row.principal.full_name, *span))
    for row in Deputy.objects.filter(principal__in=person_ids).select_related("deputy").order_by("pk"):
        span = (long_date(row.starts_on), words.last_day(row.ends_on))
        yield SubjectRow(f"by:{row.pk}", (f"Your {row.kind}", row.deputy.full_name, *span))
    for acting in ActingManager.objects.filter(person__in=person_ids).select_related("manager").order_by("pk"):
        span = (long_date(acting.starts_on), words.last_day(acting.ends_on))
        yield SubjectRow(f"acting:{acting.pk}", ("Your acting manager", acting.manager.full_name, *span))


def _disputes(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in FactDispute.objects.filter(person__in=person_ids).order_by("pk"):
        state = row.get_state_display()
        cells = (row.get_fact_display(), row.statement, date_and_time(row.raised_at), state, row.answer)
        yield SubjectRow(str(row.public_id), cells)


def _actions(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    """Words about work, which may speak of a family or a colleague."""
    for row in AgreedAction.objects.filter(owner__in=person_ids).order_by("pk"):
        due = long_date(row.due_on) if row.due_on else ""
        cells = (row.text, due, row.get_state_display(), row.evidence, row.why_not, date_and_time(row.agreed_at))
        yield SubjectRow(str(row.public_id), cells, mentions_others=True)


def _reads(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in ReadLog.objects.filter(person__in=person_ids).select_related("reader").order_by("at", "pk"):
        yield SubjectRow(str(row.pk), (date_and_time(row.at), row.reader.get_full_name(), row.capacity, row.page))


def _sign_in(person_ids: Collection[int], users: list[User]) -> Iterator[Section]:
    keys = AccessKey.objects.filter(user__in=users).order_by("pk")
    rows = [
        SubjectRow(
            str(key.public_id),
            (key.name, ", ".join(key.scopes), date_and_time(key.made_at), date_and_time(key.expires_at), _day(key)),
        )
        for key in keys
    ]
    yield Section("keys", "Keys of your programs", ("For", "May read", "Made", "Ends", "Last used"), rows)
    account = [
        SubjectRow(
            str(user.pk),
            (user.email, date_and_time(user.date_joined), date_and_time(user.last_login) if user.last_login else ""),
        )
        for user in users
    ]
    yield Section("account", "Your account", ("Signs in as", "Since", "Last signed in"), account)
    invited = [
        SubjectRow(str(row.public_id), (row.email, date_and_time(row.invited_at), row.state_at(row.invited_at)))
        for row in Invitation.objects.filter(person__in=person_ids).order_by("pk")
    ]
    yield Section("invitations", "Invitations to join", ("Sent to", "When", "State"), invited)


def _day(key: AccessKey) -> str:
    return long_date(key.used_on) if key.used_on else "Never"


def _letters(users: list[User]) -> Iterator[Section]:
    chosen = [
        SubjectRow(
            str(row.pk),
            (
                YES_NO[row.reminders],
                str(row.digest_hour or ""),
                str(row.quiet_from or ""),
                YES_NO[row.texts],
                row.mobile,
            ),
        )
        for row in MessagePreferences.objects.filter(user__in=users)
    ]
    headings = ("Reminders", "Daily mail at", "Quiet from", "Urgent news as text", "Mobile number")
    yield Section("message-choices", "How you wish to hear from us", headings, chosen)
    sent = OutboxMessage.objects.filter(recipient__in=users).order_by("queued_at", "pk")
    letters = (
        SubjectRow(
            str(row.public_id),
            (date_and_time(row.queued_at), row.to_address, row.subject, row.body, row.get_state_display()),
        )
        for row in sent.iterator()
    )
    yield Section("messages", "Messages we sent you", ("When", "To", "Subject", "Text", "State"), letters)


def _acts(users: list[User]) -> Iterator[Section]:
    done = ChangeLogEntry.objects.filter(actor__in=users).order_by("at", "pk")
    acts = (
        SubjectRow(str(row.pk), (date_and_time(row.at), row.verb, row.subject_type, row.reason), bool(row.reason))
        for row in done.iterator()
    )
    about = "What you did here. Reasons you typed may speak of others."
    yield Section("your-acts", "What the change log says you did", ("When", "What", "To", "Reason"), acts, about)


def _requests(person_ids: Collection[int]) -> Iterator[Section]:
    asked = [
        SubjectRow(
            str(row.public_id),
            (row.get_kind_display(), long_date(row.received_on), long_date(row.due_on), row.get_state_display()),
        )
        for row in SubjectRequest.objects.filter(person__in=person_ids).order_by("pk")
    ]
    yield Section("requests", "What you asked to see", ("How", "Asked on", "Due by", "State"), asked)
    complaints = [
        SubjectRow(str(row.public_id), (date_and_time(row.made_at), row.words, row.answer))
        for row in DataComplaint.objects.filter(person__in=person_ids).order_by("pk")
    ]
    yield Section("complaints", "Complaints you made", ("When", "What you wrote", "Answer"), complaints)
    held = [
        SubjectRow(str(row.pk), (date_and_time(row.set_at), "Yes" if row.lifted_at is None else "Lifted"))
        for row in LegalHold.objects.filter(person__in=person_ids).order_by("pk")
    ]
    about = "While one stands, nothing about you is removed, for an inquiry or a claim."
    yield Section("holds", "Legal holds", ("Set", "In force"), held, about)
