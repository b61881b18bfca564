"""Editions: a report frozen in every language, numbered, with a digest, never changed after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.kernel.paper.model import Document, tables_of
from secon.kernel.paper.plain import document_of, plain_of
from secon.monitoring.domain import writing
from secon.monitoring.domain.writing import Stamp
from secon.monitoring.models import Edition, Report
from secon.people.models import User


def freeze(*, report: Report, title: str, by: User, now: datetime) -> Edition:
    """Keep the report as it stands, in every language, as the next edition.

    It is written before anything is locked, which takes a second for each language; whatever
    changed meanwhile is refused.
    """
    if not by.has_perm("monitoring.freeze_report", report):
        raise PermissionDenied
    if not title.strip():
        raise ValidationError({"title": _("Give the edition a name, such as the month and year.")})
    number = _next(report)
    written = [
        _written(report, language, number, title, now) for language, _n in settings.LANGUAGES
    ]
    if len({_figures(document) for document in written}) > 1:
        raise ValidationError(_("The records changed meanwhile. Please try again."))
    content = {document.language: plain_of(document) for document in written}
    with transaction.atomic():
        locked: Report = Report.objects.select_for_update().get(pk=report.pk)
        if _next(locked) != number:
            raise ValidationError(_("Somebody else froze an edition meanwhile. Please look at it."))
        edition = Edition(
            report=locked,
            number=number,
            title=title.strip(),
            frozen_at=now,
            by=by,
            content=content,
            digest=digest_of(content),
        )
        edition.full_clean()
        edition.save()
        audit.record(
            by=by,
            now=now,
            verb="freeze",
            on=locked,
            detail={"edition": edition.number, "digest": edition.digest},
        )
    return edition


def digest_of(content: Mapping[str, Any]) -> str:
    """What tells one content from every other, whatever order its keys are stored in."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def is_intact(edition: Edition) -> bool:
    """Whether it says what was frozen."""
    return digest_of(edition.content) == edition.digest


def document(edition: Edition, language: str) -> Document:
    """The edition in a language; one the platform has learnt since is answered in English."""
    return document_of(edition.content.get(language) or edition.content["en"])


def _next(report: Report) -> int:
    return (report.editions.aggregate(last=Max("number"))["last"] or 0) + 1


def _written(report: Report, language: str, number: int, title: str, now: datetime) -> Document:
    with translation.override(language):
        named = _("No. %(number)s: %(title)s") % {"number": number, "title": title.strip()}
        path = reverse("monitoring:edition", args=[report.slug, number])
        return writing.written(report, language=language, stamp=Stamp(now, named, path))


def _figures(document: Document) -> tuple[object, ...]:
    """What the tables say in every language: their rows and numbers, whatever their order."""
    return tuple(
        (
            table.key,
            frozenset((row.key, tuple(cell.value for cell in row.cells)) for row in table.rows),
        )
        for table in tables_of(document)
    )
