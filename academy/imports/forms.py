"""What an administrator uploads and chooses."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from foundation.file_reader import SUFFIXES, FileStopped
from foundation.file_reader.tables import check_kind
from foundation.forms.looks import FieldLook

LARGEST = 25 * 1024 * 1024
"""Bytes a file may have: ten years of a large council's history is a fifth of it."""
MOST = 20


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class ImportFilesField(forms.FileField):
    """CSV and XLSX files, each checked by ending, size and content."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; one message for each that cannot be taken."""
        files = [super(ImportFilesField, self).clean(item, initial) for item in data or [None]]
        if len(files) > MOST:
            raise ValidationError(f"Choose at most {MOST} files.")
        faults = [ValidationError(text) for text in map(_fault, files) if text]
        if faults:
            raise ValidationError(faults)
        return files


def _fault(file: UploadedFile) -> str:
    """What is wrong with a file, in words; empty when nothing is."""
    name = file.name or ""
    if not name.lower().endswith(SUFFIXES):
        return f"{name} is neither CSV nor XLSX. Save it as one of these."
    if (file.size or 0) > LARGEST:
        return f"{name} is larger than 25 MB. Split it, or ask for help."
    try:
        check_kind(name, file.read())
    except FileStopped as stop:
        return f"{name}: {stop}"
    file.seek(0)
    return ""


class UploadForm(forms.Form):
    """The files of one run."""

    chosen = ImportFilesField(
        label="Choose the files",
        help_text="CSV or XLSX, named as the exports are: teams, people, posts, absences, training_history.",
    )


class ApplyForm(forms.Form):
    """How to write what the preview showed."""

    looks: ClassVar[dict[str, FieldLook]] = {"strict": FieldLook(label_size="m")}
    strict = forms.ChoiceField(
        label="If any row is rejected",
        choices=[
            ("", "Write the good rows and keep the rejected ones to download"),
            ("strict", "Write nothing at all"),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
