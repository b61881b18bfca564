"""Store code lists: all of what was read, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from secon.codes.formats import CodeListError, ParsedCode, ParsedList
from secon.codes.models import Code, CodeLabel, CodeList

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one list: ``stored``, ``unchanged``, or ``kept`` where the whole list stays."""

    id: str
    codes: int
    state: str


def content_digest(one: ParsedList) -> str:
    """A digest of everything but where the list came from."""
    seen = sha256(f"{one.id}\0{one.version}\0{one.complete}".encode())
    for code in one.codes:
        labels = sorted(code.labels.items())
        seen.update(repr((code.code, code.suffix, code.parent, labels)).encode())
    return seen.hexdigest()


def store(lists: Iterable[ParsedList], *, now: datetime) -> list[Outcome]:
    """Store ``lists`` in one transaction. A part of a list never replaces the whole of it."""
    with transaction.atomic():
        return [_store_one(one, now) for one in lists]


def _store_one(one: ParsedList, now: datetime) -> Outcome:
    digest = content_digest(one)
    held = CodeList.objects.select_for_update().filter(pk=one.id).first()
    if held is not None and held.digest == digest:
        return Outcome(one.id, len(one.codes), "unchanged")
    if held is not None and held.complete and not one.complete:
        return Outcome(one.id, held.codes.filter(active=True).count(), "kept")
    levels = _by_level(one)
    CodeList.objects.update_or_create(
        pk=one.id,
        defaults={
            "version": one.version,
            "source": one.source,
            "complete": one.complete,
            "digest": digest,
            "loaded": now,
        },
    )
    keys = _store_codes(one, levels)
    CodeLabel.objects.filter(code__list=one.id).delete()
    CodeLabel.objects.bulk_create(
        (
            CodeLabel(code_id=keys[code.code], language=language, label=label)
            for code in one.codes
            for language, label in code.labels.items()
        ),
        batch_size=_BATCH,
    )
    return Outcome(one.id, len(one.codes), "stored")


def _by_level(one: ParsedList) -> list[list[tuple[int, ParsedCode]]]:
    """Codes with their positions, parents before children."""
    waiting = list(enumerate(one.codes))
    placed: set[str] = set()
    levels = []
    while waiting:
        level = [row for row in waiting if row[1].parent is None or row[1].parent in placed]
        if not level:
            stuck = waiting[0][1]
            raise CodeListError(one.source, None, f"{stuck.code}: no code {stuck.parent} above it")
        levels.append(level)
        placed |= {code.code for _, code in level}
        waiting = [row for row in waiting if row[1].code not in placed]
    return levels


def _store_codes(
    one: ParsedList, levels: Sequence[Sequence[tuple[int, ParsedCode]]]
) -> dict[str, int]:
    """Insert or update every code, retire those the list no longer has; code to primary key."""
    Code.objects.filter(list=one.id).update(active=False, parent=None)
    keys: dict[str, int] = {}
    for level in levels:
        Code.objects.bulk_create(
            [
                Code(
                    list_id=one.id,
                    code=code.code,
                    suffix=code.suffix,
                    parent_id=keys[code.parent] if code.parent else None,
                    position=position,
                    active=True,
                )
                for position, code in level
            ],
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["list", "code"],
            update_fields=["suffix", "parent", "position", "active"],
        )
        keys |= Code.objects.filter(list=one.id, active=True).values_list("code", "pk")
    return keys


def stored_lists(languages: Sequence[str]) -> tuple[ParsedList, ...]:
    """Every list in the database with its active codes and their labels in ``languages``."""
    labels: dict[int, dict[str, str]] = {}
    rows = CodeLabel.objects.filter(code__active=True, language__in=languages)
    for owner, language, label in rows.values_list("code_id", "language", "label").iterator(10_000):
        labels.setdefault(owner, {})[language] = label
    codes: dict[str, list[ParsedCode]] = {}
    for key, list_id, code, suffix, parent in (
        Code.objects.filter(active=True)
        .order_by("list_id", "position")
        .values_list("pk", "list_id", "code", "suffix", "parent__code")
        .iterator(10_000)
    ):
        parsed = ParsedCode(code, labels.get(key, {}), suffix, parent)
        codes.setdefault(list_id, []).append(parsed)
    return tuple(
        ParsedList(
            id=one.id,
            version=one.version,
            source=one.source,
            complete=one.complete,
            codes=tuple(codes.get(one.id, ())),
        )
        for one in CodeList.objects.all()
    )
