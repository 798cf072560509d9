"""Nobody: whose name stands over what became a figure, so that no list says which leaver it was."""

from uuid import UUID

from workforce.models import Organisation, Person

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
NAME = "Somebody whose record was removed"


def nobody() -> Person:
    """The one row without a human behind it; made when it is first needed."""
    person, _ = Person.objects.get_or_create(
        public_id=NOBODY,
        defaults={
            "organisation": Organisation.objects.order_by("pk").filter(kind=Organisation.Kind.COUNCIL).first()
            or Organisation.objects.earliest("pk"),
            "standing": Person.Standing.REMOVED,
            "first_name": "",
            "last_name": NAME,
            "work_email": "",
        },
    )
    return person
