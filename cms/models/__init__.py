"""Pages, menus and wording: everything editors write for the public site."""

from cms.models.content import ContentPage, PracticeStandardsPage, SectionPage
from cms.models.home import HomePage
from cms.models.learning_approach import LearningApproachPage, MethodologyPage
from cms.models.menus import FooterItem, MainMenuItem, SiteMenus
from cms.models.wording import SiteWording

__all__ = [
    "ContentPage",
    "FooterItem",
    "HomePage",
    "LearningApproachPage",
    "MainMenuItem",
    "MethodologyPage",
    "PracticeStandardsPage",
    "SectionPage",
    "SiteMenus",
    "SiteWording",
]
