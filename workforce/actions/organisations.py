"""The council itself, and the organisations that learn beside it."""

from workforce.models import Organisation

COUNCIL_CODE = "rmbc"
COUNCIL_NAME = "Rotherham Metropolitan Borough Council"


def council() -> Organisation:
    """The council whose staff file is imported; made on first need."""
    found = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL).order_by("pk").first()
    return found or Organisation.objects.create(code=COUNCIL_CODE, name=COUNCIL_NAME, kind=Organisation.Kind.COUNCIL)
