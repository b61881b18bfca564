"""The verbs of authors: begin a practice, save a version of it, throw a draft away.

A row holds what readers see; while nobody sees it, it holds the newest version as well. Whose turn it
is in the review is not decided here (``domain.review`` writes ``state``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.kernel.folding import fold_name
from secon.partnership.models import Partner
from secon.people.models import User
from secon.practices.domain import completeness, contacts, judging, parts
from secon.practices.domain.completeness import Finding
from secon.practices.enums import EDITABLE_STATES, PracticeState
from secon.practices.models import Practice

Row = Mapping[str, Any]
OWN_FIELDS = (
    "partner",
    "original_language",
    *Practice.translated_fields,
    "organisation",
    "country",
    "nuts",
    "place",
    "rural",
    "is_lesson",
    "public_intervention",
    "instrument",
    "instrument_kind",
    "starts",
    "ends",
    "is_ongoing",
    "cost",
    "currency",
    "cost_per",
    "legal_form",
    "website",
    "keywords",
)
_ENDED = (PracticeState.DRAFT, PracticeState.DECLINED, PracticeState.WITHDRAWN)


class ConflictError(ValidationError):
    """Somebody saved another version since this one was opened."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an author says. Parts left out (None) stay as they are."""

    fields: Mapping[str, Any]  # of ``OWN_FIELDS``; those left out stay as they are
    topics: Collection[str] | None = None
    themes: Collection[str] | None = None
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)  # by part, see ``parts``
    judged: judging.Judged | None = None
    contact: contacts.Said | None = None


def create(*, content: Content, by: User, now: datetime) -> Practice:
    """Begin a draft: a title and a region are enough. Raises ``ValidationError``."""
    if not by.has_perm("practices.write_practice"):
        raise PermissionDenied
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        own = Practice.objects.filter(author=by, state__in=EDITABLE_STATES).count()
        if own >= settings.SECON_PRACTICE_DRAFTS:
            words = _("You have %(count)d drafts already. Finish or throw away one of them first.")
            raise ValidationError(words % {"count": own})
        practice = Practice(author=by, live=False, state=PracticeState.DRAFT)
        _apply(practice, content, by=by, now=now)
        _store(practice, content, by=by, now=now)
        audit.record(by=by, now=now, verb="begin", on=practice)
    return practice


def save_draft(
    *, practice: Practice, content: Content, by: User, now: datetime, based_on: int | None
) -> Practice:
    """Save a version. ``based_on``: the key of the revision that was opened.

    Readers of a published practice go on seeing the old one. Raises ``ConflictError``,
    ``ValidationError`` by field and ``PermissionDenied``.
    """
    with transaction.atomic():
        stored = locked(practice.pk)
        if not by.has_perm("practices.change_practice", stored):
            raise PermissionDenied
        if stored.latest_revision_id != based_on:
            raise ConflictError(_("Somebody else has saved this practice since you opened it."))
        version = newest(stored)
        _apply(version, content, by=by, now=now)
        _store(version, content, by=by, now=now)
        audit.record(by=by, now=now, verb="save", on=version)
    return version


def discard(*, practice: Practice, by: User, now: datetime) -> None:
    """Throw away a draft that was never handed in, or the unseen version of a published practice."""
    with transaction.atomic():
        stored = locked(practice.pk)
        if not by.has_perm("practices.change_practice", stored):
            raise PermissionDenied
        if stored.live:
            if not stored.has_unpublished_changes:
                raise ValidationError(_("There is nothing to throw away."))
            stored.save_revision(user=by, changed=False, clean=False)
            stored.has_unpublished_changes = False
            stored.save(update_fields=["has_unpublished_changes", "changed_at"])
            audit.record(by=by, now=now, verb="discard", on=stored)
            return
        if stored.state != PracticeState.DRAFT or stored.round:
            raise ValidationError(_("It was handed in before: it can be withdrawn, not deleted."))
        audit.record(by=by, now=now, verb="discard", on=stored)
        stored.delete()


def newest(practice: Practice) -> Practice:
    """The newest version, whether or not readers see it."""
    version: Practice = practice.get_latest_revision_as_object()
    return version


def findings(version: Practice, *, now: datetime) -> tuple[Finding, ...]:
    """What its author is told about a version, were it handed in now."""
    return completeness.findings(
        said_of(version), on=timezone.localdate(now), limits=settings.SECON_PRACTICE_LIMITS
    )


def require_complete(version: Practice, *, now: datetime) -> None:
    """Raise ``ValidationError`` by field of the form with everything that stops it."""
    stopping: dict[str, list[str]] = {}
    for one in findings(version, now=now):
        if one.stops:
            stopping.setdefault(one.field, []).append(one.said)
    if stopping:
        raise ValidationError(stopping)


def said_of(version: Practice) -> completeness.Said:
    """A version as ``completeness`` looks at it."""
    return completeness.Said(
        texts=version.texts(),
        organisation=version.organisation,
        place=version.place or version.nuts,
        rural=version.rural,
        topics=len(version.topics.all()),
        proofs=len(version.proofs.all()),
        public_intervention=version.public_intervention,
        starts=version.starts,
        ends=version.ends,
        is_ongoing=version.is_ongoing,
        is_lesson=version.is_lesson,
        judged=judging.of_author(version),
        handed_in_already=is_doubled(version),
    )


def is_doubled(version: Practice) -> bool:
    """Whether another practice of the region with this title and organisation is on its way."""
    name = (fold_name(version.title), fold_name(version.organisation))
    others = (
        Practice.objects.filter(partner_id=version.partner_id)
        .exclude(pk=version.pk)
        .exclude(state__in=_ENDED)
    )
    return any(
        (fold_name(title), fold_name(organisation)) == name
        for title, organisation in others.values_list("title", "organisation")
    )


def locked(pk: int) -> Practice:
    """The practice, nobody else writing to it until the transaction ends."""
    stored: Practice = Practice.objects.select_for_update().get(pk=pk)
    return stored


def _apply(version: Practice, content: Content, *, by: User, now: datetime) -> None:
    for name, value in content.fields.items():
        if name not in OWN_FIELDS:
            message = f"An author does not write {name}."
            raise ValueError(message)
        setattr(version, name, value)
    if not version.country and version.partner_id:
        version.country = Partner.objects.values_list("country", flat=True).get(
            pk=version.partner_id
        )
    if not version.first_published_at:
        version.slug = Practice.slug_for(version.title)
    parts.settle(version, topics=content.topics, themes=content.themes, rows=content.rows, by=by)
    if content.judged is not None:
        judging.settle(version, content.judged)
    translations.settle(record=version, written=(), by=by, now=now)


def _store(version: Practice, content: Content, *, by: User, now: datetime) -> None:
    version.full_clean(exclude=["author"])
    if not version.live:
        version.save()
        judging.store(version=version, by=by, now=now)
        version.said_of_itself = None
    version.save_revision(user=by, clean=False)
    if content.contact is not None:
        contacts.settle(practice=version, said=content.contact, by=by, now=now)
