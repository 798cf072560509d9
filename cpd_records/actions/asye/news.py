"""Letters about a programme: never a word of what was written."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from cpd_records import emails
from cpd_records.models import AsyeEnrolment, AsyeReview
from cpd_records.permissions import can_coordinate_asye
from foundation import outbox, wordings
from workforce import roles
from workforce.models import RoleGrant, User
from workforce.querysets.recorded import in_force


def tell_of_concern(enrolment: AsyeEnrolment, review: AsyeReview, at: datetime) -> None:
    """The coordinators of the worker's cohort read that there is a concern, and where to look."""
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    link = f"{site}/asye/{enrolment.public_id}/"
    for user in _coordinators(enrolment, at):
        values = {"first_name": user.get_short_name(), "name": enrolment.person.full_name, "review": review.name}
        subject, body = wordings.compose(emails.ASYE_CONCERN.kind, {**values, "link": link})
        outbox.queue(
            kind=emails.ASYE_CONCERN.kind,
            source=f"asye-concern:{review.public_id}:{user.pk}",
            to=user.email,
            recipient=user,
            subject=subject,
            body=body,
            at=at,
        )


def _coordinators(enrolment: AsyeEnrolment, at: datetime) -> list[User]:
    """Everybody who has this worker in their cohort today."""
    day = timezone.localdate(at)
    grants = RoleGrant.objects.filter(in_force(day), role=roles.ASYE_COORDINATOR, user__is_active=True)
    users = {grant.user_id: grant.user for grant in grants.select_related("user").order_by("pk")}
    return [user for user in users.values() if can_coordinate_asye(user, enrolment.person, day)]
