"""Lists and evidence leave as attachments; uploads are known by their content and lie apart."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from django import forms
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from openpyxl import load_workbook

from secon.kernel import evidence, files, storage
from secon.policy.models import InstrumentDocument

COLUMNS = ("title", "value")
ROWS = ({"title": "Ελιά", "value": None}, {"title": "=1+1", "value": 2})
PDF = b"%PDF-1.7 minutes"


def body(answer) -> bytes:
    """What is sent; a test client would close it too."""
    with contextlib.closing(answer):
        return b"".join(answer.streaming_content)


def sent(kind: str):
    return files.answer(
        iter(ROWS), COLUMNS, kind=kind, name="olives-é", about={"on": "2026-11-23"}, key="olives"
    )


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_list_is_an_attachment_that_no_browser_runs(kind, content_type):
    with contextlib.closing(sent(kind)) as answer:
        said = {name: answer[name] for name in answer.headers if name != "Content-Length"}
    assert said == {
        "Content-Type": content_type,
        "Content-Disposition": f"attachment; filename*=utf-8''olives-%C3%A9.{kind}",
        "X-Content-Type-Options": "nosniff",
    }


def test_each_kind_holds_the_rows():
    text = body(sent("csv")).decode("utf-8-sig")
    assert text == "title,value\r\nΕλιά,\r\n'=1+1,2\r\n"
    assert json.loads(body(sent("json"))) == {
        "on": "2026-11-23",
        "olives": [dict(row) for row in ROWS],
    }
    book = load_workbook(io.BytesIO(body(sent("xlsx"))))
    assert book.sheetnames == ["olives", "about"]


def test_a_kind_that_nobody_makes_is_not_found():
    with pytest.raises(Http404):
        sent("exe")


class Upload(forms.ModelForm):
    file = evidence.EvidenceFileField(required=False)

    class Meta:
        model = InstrumentDocument
        fields = ("kind", "title", "file")


def uploaded(name: str, data: bytes) -> Upload:
    return Upload({"kind": "minutes", "title": "Minutes"}, {"file": SimpleUploadedFile(name, data)})


def test_evidence_is_named_by_what_it_is():
    form = uploaded("../etc/minutes.exe", PDF)
    form.is_valid()
    assert (form.cleaned_data["file"].name, form.cleaned_data["file"].read()) == (
        "minutes.pdf",
        PDF,
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<script>alert(1)</script>", "Choose a PDF, DOCX, XLSX, ODT or ODS file."),
        (b"PK\x03\x04 not a package", "The file cannot be read. Save it again."),
        (b"%PDF-" + b"0" * 5 * 1024 * 1024, "The file is larger than 5 MB."),
    ],
)
def test_what_is_not_taken_is_said_at_the_field(data, said):
    assert uploaded("minutes.pdf", data).errors["file"] == [said]


@pytest.fixture
def stored():
    form = uploaded("minutes.pdf", PDF)
    form.is_valid()
    document = InstrumentDocument(title="Minutes")
    document.file.save("minutes.pdf", form.cleaned_data["file"], save=False)
    place, name = document.file.storage, document.file.name
    yield document.file
    place.delete(name)


def test_stored_evidence_has_no_address(stored):
    with pytest.raises(ValueError, match="no address"):
        stored.url  # noqa: B018 -- asking is the act


def test_the_models_keep_evidence_outside_the_uploads_served_by_address(settings):
    place = InstrumentDocument._meta.get_field("file").storage
    assert isinstance(place, storage.PrivateStorage)
    assert not FileSystemStorage().path("x").startswith(place.path("")[:-1])
    assert not place.path("x").startswith(str(settings.MEDIA_ROOT))


def test_evidence_is_handed_out_as_an_attachment_that_no_cache_keeps(stored):
    answer = evidence.serve(stored, name="Minutes of May.pdf")
    assert body(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Minutes of May.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_evidence_lost_from_the_disk_is_not_found(stored):
    stored.storage.delete(stored.name)
    with pytest.raises(Http404):
        evidence.serve(stored)


def test_a_form_names_the_file_that_is_there_without_an_address(stored):
    shown = str(Upload(instance=stored.instance)["file"])
    assert f"There is a file: {Path(stored.name).name}" in shown
    assert "href" not in shown


def test_a_file_can_be_taken_away_and_stays_otherwise(stored):
    said = {"kind": "minutes", "title": "Minutes"}
    kept, away = (
        Upload(said | more, instance=stored.instance) for more in ({}, {"file-clear": "on"})
    )
    kept.is_valid()
    away.is_valid()
    assert (kept.cleaned_data["file"], away.cleaned_data["file"]) == (stored, False)
