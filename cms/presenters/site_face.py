"""What editors set around every page: question, contact, menus. One kept copy for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.models import FooterItem, MainMenuItem, SiteWording
from cms.models.menus import MenuItem
from foundation import public_copies

KEY = "site-face"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the Academy; what is empty is not shown."""

    email: str
    phone: str
    hours: str
    address: str

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A label and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteFace:
    """`signed_in` are the main items that signed-in people have too, after those of their role."""

    guiding_question: str
    contact: Contact
    main: tuple[MenuLink, ...]
    signed_in: tuple[MenuLink, ...]
    footer: tuple[MenuLink, ...]


def site_face() -> SiteFace:
    """From the kept copy; read from the database after an editor has changed something."""
    face: SiteFace = public_copies.remembered(KEY, _read)
    return face


def _read() -> SiteFace:
    """Reads only: Wagtail's own `load` would make missing rows, and a visit must change nothing."""
    wording = SiteWording.objects.first() or SiteWording()
    main = list(MainMenuItem.objects.select_related("page").order_by("sort_order"))
    return SiteFace(
        guiding_question=wording.guiding_question,
        contact=Contact(wording.contact_email, wording.contact_phone, wording.contact_hours, wording.contact_address),
        main=_links(main),
        signed_in=_links([item for item in main if item.when_signed_in]),
        footer=_links(FooterItem.objects.select_related("page").order_by("sort_order")),
    )


def _links(items: Iterable[MenuItem]) -> tuple[MenuLink, ...]:
    return tuple(MenuLink(item.label, item.url) for item in items if item.url)
