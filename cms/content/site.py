"""The tree of pages, the menus and the pictures that `load_site` makes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.content.academy import ABOUT, CONTACT, FAMILIES_FIRST
from cms.content.approaches import LEARNING_APPROACH, RESTORATIVE_PRACTICE, SIGNS_OF_SAFETY, SOCIAL_PEDAGOGY
from cms.content.home import HOME
from cms.content.notices import ACCESSIBILITY, PRIVACY
from cms.content.standards import LANGUAGE, PRACTICE_STANDARDS

IMAGES = Path(__file__).parent / "images"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: its kind (a model of this room), its address below the home page, its fields, its picture."""

    kind: str
    address: str
    fields: dict[str, Any]
    image: str = ""

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return self.address.rsplit("/", 1)[-1]

    @property
    def parent(self) -> str:
        """The address above; empty for the home page."""
        return self.address.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu item: a page's address where `page`, else an address of the site."""

    label: str
    address: str
    page: bool = False
    when_signed_in: bool = False


HOME_PAGE = PageSpec("HomePage", "", HOME, "home")
PAGES = (
    PageSpec("LearningApproachPage", "learning-approach", LEARNING_APPROACH),
    PageSpec("MethodologyPage", "learning-approach/signs-of-safety", SIGNS_OF_SAFETY, "signs-of-safety"),
    PageSpec("MethodologyPage", "learning-approach/restorative-practice", RESTORATIVE_PRACTICE, "restorative-practice"),
    PageSpec("MethodologyPage", "learning-approach/social-pedagogy", SOCIAL_PEDAGOGY, "social-pedagogy"),
    PageSpec("PracticeStandardsPage", "learning-approach/practice-standards", PRACTICE_STANDARDS),
    PageSpec("ContentPage", "learning-approach/language-that-cares", LANGUAGE, "language"),
    PageSpec("ContentPage", "about", ABOUT, "academy"),
    PageSpec("ContentPage", "families-first", FAMILIES_FIRST, "families-first"),
    PageSpec("ContentPage", "contact", CONTACT),
    PageSpec("ContentPage", "privacy", PRIVACY),
    PageSpec("ContentPage", "accessibility", ACCESSIBILITY),
)
"""Parents before children."""

IMAGE_TITLES = {
    "home": "Hills, houses and a path that leads to all of them",
    "signs-of-safety": "Three columns and a scale from nought to ten",
    "restorative-practice": "A circle with one place left open",
    "social-pedagogy": "Head, heart and hands",
    "language": "A heavy and a light speech bubble",
    "academy": "An open book with leaves",
    "families-first": "Four circles around a family",
}
IMAGE_CREDIT = "Drawn for the Academy"

MAIN_MENU = (
    MenuSpec("Courses", "/courses/", when_signed_in=True),
    MenuSpec("Learning approach", "learning-approach", page=True, when_signed_in=True),
    MenuSpec("Families First", "families-first", page=True),
    MenuSpec("About", "about", page=True),
    MenuSpec("Search", "/search/", when_signed_in=True),
)
FOOTER = (
    MenuSpec("About the Academy", "about", page=True),
    MenuSpec("Privacy notice", "privacy", page=True),
    MenuSpec("Cookies", "/privacy/#cookies"),
    MenuSpec("Accessibility", "accessibility", page=True),
    MenuSpec("Contact the Academy", "contact", page=True),
)
DEMO_CONTACT = {
    "contact_email": "learning.academy@example.org",
    "contact_phone": "01632 960 117",
    "contact_hours": "Monday to Friday, 9am to 4:30pm",
    "contact_address": "Rotherham Learning Academy\nMarket Yard Annexe\nMarket Yard\nRotherham",
}
"""For the demo only. A real council enters its own under Settings, Wording and contact details."""
