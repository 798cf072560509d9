"""Loading the site's first pages, menus and pictures, for the demo and for a new installation."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Page, Site

import cms.models
from cms.content.site import (
    FOOTER,
    HOME_PAGE,
    IMAGE_CREDIT,
    IMAGE_TITLES,
    IMAGES,
    MAIN_MENU,
    PAGES,
    MenuSpec,
    PageSpec,
)
from cms.models import FooterItem, HomePage, MainMenuItem, SiteMenus, SiteWording
from foundation import changelog
from foundation.models import AcademyImage

SITE_NAME = "Rotherham Learning Academy"
IMAGE_FIELDS = ("hero_image", "image")


class ContentRefused(PermissionError):
    """Only somebody who may add pages of the site, or the system, may load its first content."""


@transaction.atomic
def load_site(*, by: Any, at: datetime, contact: Mapping[str, str] | None = None) -> int:
    """Make the pages, menus and pictures that are not there yet; the number of pages made.

    What is there stays as it is, so that running it again after an upgrade overwrites nobody's words.
    `contact` fills contact details that are still empty.
    """
    if by is not None and not by.has_perm("cms.add_homepage"):
        raise ContentRefused("You need permission to add pages of the public site.")
    home, made = _home(by, at)
    pages = {"": home}
    for spec in PAGES:
        pages[spec.address], new = _page(spec, pages[spec.parent], by, at)
        made += new
    _menus(pages)
    _wording(contact or {})
    return made


def _home(by: Any, at: datetime) -> tuple[Page, int]:
    """The home page as the root of the site, in place of Wagtail's own welcome."""
    there = HomePage.objects.first()
    if there is not None:
        return there, 0
    home = HomePage(slug="academy", **_fields(HOME_PAGE, HomePage))
    Page.objects.get(depth=1).add_child(instance=home)
    home.save_revision(user=by).publish(user=by)
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = home, SITE_NAME
    site.save()
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
    changelog.record(by=by, at=at, verb="created", subject=home)
    return home, 1


def _page(spec: PageSpec, parent: Page, by: Any, at: datetime) -> tuple[Page, int]:
    there = Page.objects.child_of(parent).filter(slug=spec.slug).first()
    if there is not None:
        return there, 0
    model = getattr(cms.models, spec.kind)
    page = model(slug=spec.slug, **_fields(spec, model))
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    changelog.record(by=by, at=at, verb="created", subject=page)
    return page, 1


def _fields(spec: PageSpec, model: type[Page]) -> dict[str, Any]:
    """The fields of a page: streams as their JSON, the picture as an image of the CMS."""
    fields = {name: _value(model, name, value) for name, value in spec.fields.items()}
    if spec.image:
        names = {field.name for field in model._meta.get_fields()}
        field = next(name for name in IMAGE_FIELDS if name in names)
        fields[field] = _image(spec.image)
    return fields


def _value(model: type[Page], name: str, value: Any) -> Any:
    if not isinstance(model._meta.get_field(name), StreamField):
        return value
    return json.dumps([_block(name, item) for item in value])


def _block(name: str, item: Any) -> dict[str, Any]:
    """A block as the stream stores it; questions and links are written shorter in the content."""
    if name == "questions":
        return {"type": "question", "value": item}
    if name == "links":
        title, address, note = item
        return {"type": "link", "value": {"title": title, "address": address, "note": note}}
    return dict(item)


def _image(name: str) -> AcademyImage:
    title = IMAGE_TITLES[name]
    there = AcademyImage.objects.filter(title=title, credit=IMAGE_CREDIT).first()
    if there is not None:
        return there
    with (IMAGES / f"{name}.png").open("rb") as file:
        return AcademyImage.objects.create(
            title=title, credit=IMAGE_CREDIT, description=title, file=ImageFile(file, name=f"{name}.png")
        )


def _menus(pages: Mapping[str, Page]) -> None:
    """Menus are made once; an editor who empties one gets it back only by loading again."""
    menus = SiteMenus.load()
    if not menus.main_items.exists():
        for order, spec in enumerate(MAIN_MENU):
            MainMenuItem.objects.create(
                menus=menus, sort_order=order, when_signed_in=spec.when_signed_in, **_target(spec, pages)
            )
    if not menus.footer_items.exists():
        for order, spec in enumerate(FOOTER):
            FooterItem.objects.create(menus=menus, sort_order=order, **_target(spec, pages))


def _target(spec: MenuSpec, pages: Mapping[str, Page]) -> dict[str, Any]:
    if spec.page:
        return {"label": spec.label, "page_id": pages[spec.address].pk}
    return {"label": spec.label, "address": spec.address}


def _wording(contact: Mapping[str, str]) -> None:
    wording = SiteWording.load()
    for name, value in contact.items():
        if not getattr(wording, name):
            setattr(wording, name, value)
    wording.save()
