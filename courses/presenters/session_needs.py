"""Loading a session that waits for a decision; the caller asks who may see it."""

from uuid import UUID

from courses.models import Session, SessionNeed


def session_to_decide(public_id: UUID) -> Session | None:
    """The session with course, venue and dates; none where there is no such session."""
    return (
        Session.objects.filter(public_id=public_id)
        .select_related("course", "venue")
        .prefetch_related("dates", "trainers")
        .first()
    )


def newest_need(session: Session) -> SessionNeed | None:
    """What waits for a decision, or was decided last."""
    rows = SessionNeed.objects.filter(session=session).select_related("decided_by")
    return rows.filter(decision="").first() or rows.order_by("-decided_at").first()
