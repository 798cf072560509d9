"""Blocks of a self-paced lesson: words, pictures, recordings with their transcript, and questions."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

PROSE = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
PLAYABLE = {"mp3": "audio", "m4a": "audio", "mp4": "video", "webm": "video"}
"""File types a browser plays without anything installed, and the element that plays them."""
RECORDED = {*PLAYABLE, "vtt"}
"""What a recording is made of, captions too: these documents are not for everybody."""


class TryBlock(blocks.StructBlock):
    """Something to do away from the screen, or to think through before reading on."""

    title = blocks.CharBlock(max_length=120, default="Try this")
    text = blocks.RichTextBlock(features=PROSE)

    class Meta:
        icon = "edit"
        template = "courses/lesson_blocks/try.html"
        label = "Something to try"


class StoryBlock(blocks.StructBlock):
    """A piece of practice told as a story; everyone in it is invented."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=PROSE)

    class Meta:
        icon = "openquote"
        template = "courses/lesson_blocks/story.html"
        help_text = "Everyone in a story is invented. Say so where somebody might wonder."


class RecordingValue(blocks.StructValue):
    """A recording knows which element plays it."""

    @property
    def element(self) -> str:
        """ "audio" or "video"."""
        return PLAYABLE.get(self["file"].file_extension.lower(), "video")


class RecordingBlock(blocks.StructBlock):
    """A sound or film file. Its transcript is required, and a film's captions as well (WCAG 1.2)."""

    title = blocks.CharBlock(max_length=120)
    file = DocumentChooserBlock(help_text="An mp3, m4a, mp4 or webm file.")
    captions = DocumentChooserBlock(required=False, help_text="A vtt file. Needed for a film with speech.")
    transcript = blocks.RichTextBlock(features=PROSE, help_text="Everything that is said, and what can be seen.")

    def clean(self, value: Any) -> Any:
        """A file that browsers play; a film comes with captions."""
        cleaned = super().clean(value)
        kind = PLAYABLE.get(cleaned["file"].file_extension.lower())
        errors: dict[str, ValidationError] = {}
        if kind is None:
            errors["file"] = ValidationError(f"Choose a file that browsers play: {', '.join(PLAYABLE)}.")
        captions = cleaned.get("captions")
        if captions and captions.file_extension.lower() != "vtt":
            errors["captions"] = ValidationError("Captions come as a vtt file.")
        elif kind == "video" and not captions:
            errors["captions"] = ValidationError("A film needs captions, for people who cannot hear it.")
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "media"
        template = "courses/lesson_blocks/recording.html"
        value_class = RecordingValue


class LessonBlocks(blocks.StreamBlock):
    """The body of a lesson."""

    text = blocks.RichTextBlock(features=PROSE, icon="pilcrow", template="courses/lesson_blocks/text.html")
    story = StoryBlock()
    try_this = TryBlock()
    picture = ImageBlock(template="courses/lesson_blocks/picture.html")
    recording = RecordingBlock()


class AnswerBlock(blocks.StructBlock):
    """One answer to choose, and what is said to whoever chooses it."""

    text = blocks.CharBlock(max_length=255)
    right = blocks.BooleanBlock(required=False, label="This is a right answer")
    feedback = blocks.CharBlock(max_length=400, help_text="Said kindly, right or wrong: why it is, or is not.")


class QuestionBlock(blocks.StructBlock):
    """One question of the check at a lesson's end."""

    question = blocks.CharBlock(max_length=255)
    answers = blocks.ListBlock(AnswerBlock(), min_num=2, max_num=6)

    def clean(self, value: Any) -> Any:
        """At least one answer is right, and at least one is not."""
        cleaned = super().clean(value)
        right = [bool(answer["right"]) for answer in cleaned["answers"]]
        if all(right) or not any(right):
            raise StructBlockValidationError(
                {"question": ValidationError("Mark at least one answer as right, and leave at least one that is not.")}
            )
        return cleaned

    class Meta:
        icon = "help"


class CheckBlocks(blocks.StreamBlock):
    """The check: a few questions."""

    question = QuestionBlock()

    class Meta:
        max_num = 8
