"""The verbs on instruments and their stakeholder groups. Nothing else writes them but the loader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.people.models import User
from secon.policy.models import (
    GroupMember,
    Instrument,
    InstrumentDocument,
    InstrumentMoney,
    InstrumentTerritory,
    InstrumentTheme,
    InstrumentTopic,
    StakeholderGroup,
)

FIELDS = (
    "original_language", "name", "summary", "level", "kind", "country", "partner", "addressed",
    "authority", "reference", "territory_note", "starts", "ends", "website", "evidence",
)  # fmt: skip
GROUP_FIELDS = ("note", "language", "source")
MONEY_FIELDS = ("fund", "amount", "currency", "dated", "note", "evidence", "source")
DOCUMENT_FIELDS = ("title", "version", "kind", "language", "dated", "url", "file", "note")
MEMBER_FIELDS = (
    "name", "language", "kind", "company_number", "website", "joined_on", "left_on", "source",
)  # fmt: skip
Row = Mapping[str, Any]  # with "pk" where it is stored already


@dataclass(frozen=True, slots=True)
class Content:
    """All a form says of an instrument. ``source``: the page where the changed facts stand."""

    fields: Mapping[str, Any]
    topics: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    money: tuple[Row, ...] = ()
    documents: tuple[Row, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroupContent:
    """All a form says of a stakeholder group."""

    fields: Mapping[str, Any]
    members: tuple[Row, ...] = field(default=())


def add(*, content: Content, publish: bool, by: User, now: datetime) -> Instrument:
    """A new instrument, shown to readers at once if ``publish``. Raises ``ValidationError``."""
    made = Instrument(live=False, slug="new", **content.fields)
    _allow("change", made, by)
    with transaction.atomic():
        made.slug = _slug(made)
        made.sources = _sources({}, FIELDS, content)
        made.full_clean()
        made.save()
        _rows(made, content)
        audit.record(by=by, now=now, verb="create", on=made)
        _keep_version(made, publish=publish, by=by)
    return Instrument.objects.get(pk=made.pk)


def edit(
    *, instrument: Instrument, content: Content, publish: bool, by: User, now: datetime
) -> Instrument:
    """Say it anew. A published one stays so; ``publish`` shows a draft. Raises ``ValidationError``."""
    with transaction.atomic():
        stored = Instrument.objects.select_for_update().get(pk=instrument.pk)
        _allow("change", stored, by)
        if stored.live and stored.has_unpublished_changes:
            raise ValidationError(
                _("A draft of this record waits in the admin. Publish or discard it there first.")
            )
        if not stored.latest_revision_id:
            _keep_version(
                stored, publish=stored.live, by=None
            )  # what was there before anybody wrote
        changed = [name for name in FIELDS if getattr(stored, name) != content.fields.get(name)]
        for name in changed:
            setattr(stored, name, content.fields.get(name))
        _allow("change", stored, by)  # it may have moved to another partner
        stored.sources = _sources(stored.sources, changed, content)
        stored.full_clean()
        stored.save()
        parts = _rows(stored, content)
        if changed or parts:
            detail = {"fields": sorted([*changed, *parts])}
            audit.record(by=by, now=now, verb="edit", on=stored, detail=detail)
        translations.source_changed(record=stored, now=now)
        if changed or parts or (publish and not stored.live):
            _keep_version(stored, publish=publish or stored.live, by=by)
    return Instrument.objects.get(pk=stored.pk)


def edit_group(
    *, instrument: Instrument, content: GroupContent, by: User, now: datetime
) -> StakeholderGroup:
    """Say which organisations are in the group. Raises ``ValidationError``."""
    with transaction.atomic():
        stored = Instrument.objects.select_for_update().get(pk=instrument.pk)
        _allow("change", stored, by)
        group, _made = StakeholderGroup.objects.get_or_create(instrument=stored)
        for name in GROUP_FIELDS:
            setattr(group, name, content.fields[name])
        group.full_clean()
        group.save()
        write_rows(GroupMember, {"group": group}, MEMBER_FIELDS, content.members)
        audit.record(by=by, now=now, verb="edit group", on=stored)
    return group


def write_rows(
    model: type[models.Model], within: Mapping[str, Any], fields: Iterable[str], rows: Iterable[Row]
) -> bool:
    """Let ``model`` hold exactly ``rows``: stored ones are changed, others made or deleted."""
    names = list(fields)
    stored = {one.pk: one for one in model._default_manager.filter(**within)}
    kept, touched = set(), False
    for row in rows:
        one: Any = stored.get(row.get("pk")) or model(**within)
        said = {name: row[name] for name in names if name in row and row[name] is not None}
        said |= {name: None for name in names if name in row and row[name] is None}
        if one.pk is None or any(getattr(one, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(one, name, "" if value is False else value)  # a file taken away
            one.full_clean()
            one.save()
            touched = True
        kept.add(one.pk)
    gone = [one for key, one in stored.items() if key not in kept]
    for one in gone:
        one.delete()
    return touched or bool(gone)


def _allow(action: str, instrument: Instrument, by: User) -> None:
    if not by.has_perm(f"policy.{action}_instrument", instrument):
        raise PermissionDenied


def _sources(
    before: Mapping[str, list[str]], changed: Iterable[str], content: Content
) -> dict[str, list[str]]:
    """A changed fact loses the page it came from, and gains the one the editor names."""
    names = list(changed)
    kept = {name: pages for name, pages in before.items() if name not in names}
    if not content.source:
        return kept
    said = [name for name in names if content.fields.get(name) not in (None, "", False)]
    return kept | {name: [content.source] for name in said}


def _rows(one: Instrument, content: Content) -> list[str]:
    """Store the rows; the names of the parts that changed."""
    within = {"instrument": one}
    plain: tuple[tuple[str, type[models.Model], str, Iterable[str]], ...] = (
        ("topics", InstrumentTopic, "topic", content.topics),
        ("themes", InstrumentTheme, "theme", content.themes),
        ("territories", InstrumentTerritory, "code", content.territories),
    )
    changed = []
    for part, model, column, wanted in plain:
        stored = {getattr(row, column): row.pk for row in model._default_manager.filter(**within)}
        rows = [{"pk": stored.get(value), column: value} for value in dict.fromkeys(wanted)]
        if write_rows(model, within, (column,), rows):
            changed.append(part)
    if write_rows(InstrumentMoney, within, MONEY_FIELDS, content.money):
        changed.append("money")
    if write_rows(InstrumentDocument, within, DOCUMENT_FIELDS, content.documents):
        changed.append("documents")
    return changed


def _keep_version(stored: Instrument, *, publish: bool, by: User | None) -> None:
    fresh = Instrument.objects.get(pk=stored.pk)
    revision = fresh.save_revision(clean=False, user=by)
    if publish:
        revision.publish(user=by, log_action=False, skip_permission_checks=True)


def _slug(made: Instrument) -> str:
    """A name for addresses that nothing else has."""
    base = slugify(made.name)[:80] or "instrument"
    taken = set(Instrument.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (base, *numbered) if one not in taken)
