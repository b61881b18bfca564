"""Known entries told anew by a register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from secon.enterprises.domain import changes, records, verification, versions
from secon.enterprises.domain.registers import entries
from secon.enterprises.domain.registers.problems import Code
from secon.enterprises.domain.registers.work import Work
from secon.enterprises.domain.territory import partner_of
from secon.enterprises.enums import PUBLIC_STATES, ChangeKind, State
from secon.enterprises.models import (
    Enterprise,
    EnterpriseStatus,
    RegisterLink,
    RegisterRow,
)
from secon.kernel import translations


@dataclass(frozen=True, slots=True)
class Update:
    """A row and the entry it tells about."""

    row: RegisterRow
    enterprise_id: int


def update(work: Work, updates: Sequence[Update]) -> None:
    """Take over what the register says anew; keep the links. Inside a transaction.

    What somebody else wrote since becomes an open change for the region to decide.
    """
    if not updates:
        return
    found = _Found.of(work, updates)
    touched = [one for one in updates if _one(work, one, found)]
    versions.touch([one.enterprise_id for one in touched])


@dataclass(frozen=True, slots=True)
class _Found:
    """What is stored of the entries of a batch: three queries."""

    entries: dict[int, Enterprise]
    links: dict[str, RegisterLink]
    statuses: dict[int, list[EnterpriseStatus]]

    @classmethod
    def of(cls, work: Work, updates: Sequence[Update]) -> _Found:
        pks = {one.enterprise_id for one in updates}
        stored = Enterprise.objects.select_for_update().filter(pk__in=pks).order_by("pk")
        links = RegisterLink.objects.filter(
            source=work.run.source_id, external_id__in=[one.row.external_id for one in updates]
        )
        statuses: dict[int, list[EnterpriseStatus]] = defaultdict(list)
        for status in EnterpriseStatus.objects.filter(enterprise__in=pks):
            statuses[status.enterprise_id].append(status)
        return cls(
            {entry.pk: entry for entry in stored},
            {link.external_id: link for link in links},
            statuses,
        )


def _one(work: Work, one: Update, found: _Found) -> bool:
    """Whether what the public sees was changed."""
    entry, row = found.entries[one.enterprise_id], one.row
    link = found.links.get(row.external_id)
    merged = entries.merge(entry, row.values, link.said if link else {})
    changed = _write(work, entry, merged.taken, row)
    if status := entries.status_of(row.values, work.run.source):
        changed |= _status(work, entry, status, found.statuses[entry.pk])
    if changed and entry.latest_revision_id:
        records.keep_revision(entry, by=work.by, now=work.now)
    if merged.conflicts:
        _propose(work, entry, merged.conflicts, row)
    if entry.state == State.ENDED:
        work.tell(row, Code.ENDED, entry.name)
    _link(work, entry, row, link, merged.said)
    return changed


def _write(work: Work, entry: Enterprise, taken: dict[str, Any], row: RegisterRow) -> bool:
    if not taken:
        return False
    if _is_number_of_another(entry, taken):
        work.tell(row, Code.NUMBER_TAKEN, taken["company_number"])
        taken = {
            name: taken[name] for name in taken if name not in ("company_number", "number_key")
        }
    for name, value in (taken | entries.following(entry, taken, row.values)).items():
        setattr(entry, name, value)
    if taken.keys() & {"town", "lon", "nuts"}:
        place = {"nuts": entry.nuts, "town": entry.town, "postal_code": entry.postal_code}
        entry.partner = partner_of(**place) or entry.partner
    entry.save()
    if taken.keys() & set(Enterprise.translated_fields):
        translations.source_changed(record=entry, now=work.now)
    return bool(taken)


def _is_number_of_another(entry: Enterprise, taken: dict[str, Any]) -> bool:
    key = taken.get("number_key")
    if not key:
        return False
    same = Enterprise.objects.public().filter(country=entry.country, number_key=key)
    return bool(same.exclude(pk=entry.pk).exists())


def _status(
    work: Work, entry: Enterprise, status: dict[str, Any], held: list[EnterpriseStatus]
) -> bool:
    row = entries.settle_status(entry, status, held)
    if row is None:
        return False
    row.save()
    if entry.state == State.VERIFIED:
        verification.settle(enterprise=entry, by=work.by, now=work.now)
    return True


def _propose(work: Work, entry: Enterprise, conflicts: dict[str, Any], row: RegisterRow) -> None:
    """Let the region choose between what the entry says and what the register says."""
    waits = entry.state in PUBLIC_STATES
    if waits:
        try:
            changes.propose(
                enterprise=entry,
                content=conflicts,
                kind=ChangeKind.IMPORT,
                by=work.by,
                now=work.now,
                note=work.run.source.name,
            )
        except (PermissionDenied, ValidationError):
            waits = False
    work.tell(row, Code.CONFLICT, entry.name, fields=sorted(conflicts), waits=waits)


def _link(
    work: Work,
    entry: Enterprise,
    row: RegisterRow,
    link: RegisterLink | None,
    said: dict[str, str],
) -> None:
    if link is None:
        link = RegisterLink(
            source_id=work.run.source_id, external_id=row.external_id, first_run=work.run
        )
    link.enterprise, link.digest, link.said = entry, row.digest, said
    link.last_run, link.last_seen_on, link.vanished_on = work.run, work.today, None
    link.save()
