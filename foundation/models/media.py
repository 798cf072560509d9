"""The CMS's images and documents, as our own models so that they can grow."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from foundation.models.public import PublicContent


class AcademyImage(PublicContent, AbstractImage):  # type: ignore[misc]  # Wagtail's image is untyped
    """An image with the credit its owner asks for."""

    credit = models.CharField(max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")


class AcademyRendition(AbstractRendition):
    """One size of an image, as pages show it."""

    image = models.ForeignKey(AcademyImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="foundation_rendition_once"
            )
        ]


class AcademyDocument(AbstractDocument):
    """A document in the library, with the day by which its owner looks at it again."""

    review_on = models.DateField(null=True, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "review_on")
