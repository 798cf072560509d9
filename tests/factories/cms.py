"""Pages of the public site for tests."""

from django.utils import timezone
from wagtail.models import Page, Site

from cms.actions.content import load_site
from cms.models import ContentPage, HomePage


def public_site(**contact):
    """The whole first content of the site; its home page."""
    load_site(by=None, at=timezone.now(), contact=contact)
    return HomePage.objects.get()


def content_page(parent, title="A page of words", **fields):
    """A published page under `parent`."""
    page = ContentPage(title=title, **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def small_site():
    """A home page and /about/, without pictures, menus or the rest; the home page."""
    home = HomePage(
        title="Academy",
        slug="academy",
        hero_heading="Learn",
        hero_text="<p>Together.</p>",
        approaches_heading="Three approaches",
        courses_heading="Coming up next",
    )
    Page.objects.get(depth=1).add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    content_page(home, title="About the Academy", slug="about", summary="What we are for.")
    return home
