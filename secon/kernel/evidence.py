"""Files that people upload as evidence or as part of a call: taken in, kept apart, handed out."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from secon.kernel.documents import (
    MOST_BYTES,
    TYPES,
    Document,
    DocumentCode,
    DocumentProblem,
    read_document,
)
from secon.kernel.files import attached

SAID = {
    DocumentCode.EMPTY: _("The file is empty."),
    DocumentCode.TOO_LARGE: _("The file is larger than 5 MB."),
    DocumentCode.KIND: _("Choose a PDF, DOCX, XLSX, ODT or ODS file."),
    DocumentCode.MACROS: _("The file holds macros. Save it without them."),
    DocumentCode.BROKEN: _("The file cannot be read. Save it again."),
}
ACCEPT = ",".join(f".{kind}" for kind in TYPES)


class DocumentField(forms.FileField):
    """Cleans to a `Document`, or None."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        hint = _("PDF, DOCX, XLSX, ODT or ODS, at most 5 MB.")
        super().__init__(**{"help_text": hint, **options})
        self.widget.attrs["accept"] = ACCEPT

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The document; what is wrong with it in words."""
        file = super().clean(data, initial)
        return self.read(file) if file else None

    def read(self, file: Any) -> Document:
        """An uploaded file as a document."""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(SAID[DocumentCode.TOO_LARGE])
        try:
            return read_document(file.name, file.read())
        except DocumentProblem as problem:
            raise forms.ValidationError(SAID[problem.code]) from problem


class EvidenceInput(forms.ClearableFileInput):
    """Names the file that is there and lets it be taken away; evidence has no address to link to."""

    template_name = "ui/evidence_input.html"

    def is_initial(self, value: Any) -> bool:
        """Whether a file is there already."""
        return bool(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the name of the file that is there."""
        context = super().get_context(name, value, attrs)
        context["widget"]["file_name"] = PurePath(getattr(value, "name", None) or "").name
        return context


class EvidenceFileField(DocumentField):
    """For a ``models.FileField``: cleans to a file to store, the one that is there, or False (away)."""

    widget = EvidenceInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A new file is checked and named by what it is; the others pass."""
        file = forms.FileField.clean(self, data, initial)
        return as_file(self.read(file)) if file and file is data else file


def as_file(document: Document) -> ContentFile[bytes]:
    """A checked document as a file field stores it."""
    return ContentFile(document.data, name=document.name)


def serve(file: FieldFile, *, name: str = "", public: bool = False) -> HttpResponseBase:
    """A stored file as an attachment; the caller has checked the reader's rights.

    404 where there is none, or where it is lost from the disk. ``public``: others may keep a copy.
    """
    if not file:
        raise Http404
    kind = PurePath(file.name or "").suffix.lstrip(".").lower()
    try:
        stored = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    made = FileResponse(stored, content_type=TYPES.get(kind, "application/octet-stream"))
    made["Cache-Control"] = "max-age=300" if public else "no-store"
    return attached(made, name or PurePath(file.name or "document").name)
