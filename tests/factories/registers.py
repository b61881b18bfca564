"""Registers and their files for tests."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from openpyxl import Workbook

from secon.enterprises.domain.registers import applying, reading, runs
from secon.enterprises.domain.registers.runs import Upload
from secon.enterprises.models import RegisterRun, RegisterSource
from secon.partnership.models import Partner
from tests.factories.partnership import PartnerFactory

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MAPPING = {
    "Nr": "external_id",
    "Nazwa": "name",
    "NIP": "company_number",
    "Miasto": "town",
    "Kod": "postal_code",
    "Telefon": "phone",
    "Od": "status_from",
    "Do": "status_to",
}
HEAD = ";".join(MAPPING)


def partner(slug: str = "mazowieckie") -> Partner:
    """The partner of a real territory, made once."""
    return Partner.objects.filter(slug=slug).first() or PartnerFactory(slug=slug)


class RegisterSourceFactory(factory.django.DjangoModelFactory):
    """An invented Polish register of Mazovia whose columns are known."""

    class Meta:
        model = RegisterSource

    partner = factory.LazyFunction(partner)
    name = factory.Sequence(lambda n: f"Rejestr {n}")
    url = "https://rejestr.example.org/"
    country = "PL"
    language = "pl"
    mapping = factory.LazyFunction(lambda: dict(MAPPING))
    defaults = factory.LazyFunction(lambda: {"status": "pl-ps"})
    changed_at = NOW


def nip(number: int) -> str:
    """A valid NIP made of a running number."""
    weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
    while True:
        digits = f"{100_000_000 + number * 13:09}"
        check = sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
        number += 1_000_000


def table(*rows: str, head: str = HEAD) -> bytes:
    """A Polish file as Excel on Windows saves it."""
    return "\r\n".join([head, *rows]).encode("cp1250")


def workbook(*sheets: Iterable[Iterable[Any]]) -> bytes:
    """An XLSX file with the rows of each sheet."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def previewed(source: RegisterSource, data: bytes, **upload: Any) -> RegisterRun:
    """A run that was read."""
    moment = upload.pop("now", NOW)
    sent = Upload(data, upload.pop("file_name", "rejestr.csv"), **upload)
    run = runs.receive(source=source, upload=sent, by=None, now=moment)
    return reading.read(run=run, now=moment, clock=lambda: moment)


def applied(source: RegisterSource, data: bytes, **upload: Any) -> RegisterRun:
    """A run that was applied by the platform itself."""
    moment = upload.get("now", NOW)
    run = previewed(source, data, **upload)
    return applying.apply(run=run, by=None, now=moment, clock=lambda: moment)


def later(days: int) -> datetime:
    """So many days after ``NOW``."""
    return NOW + timedelta(days=days)
