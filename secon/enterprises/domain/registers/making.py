"""New entries from rows, many at once."""

from __future__ import annotations

from collections.abc import Sequence

from secon.enterprises.domain import territory, versions
from secon.enterprises.domain.registers import entries, matching
from secon.enterprises.domain.registers.bulk import insert
from secon.enterprises.domain.registers.problems import Code
from secon.enterprises.domain.registers.updating import Update
from secon.enterprises.domain.registers.work import Work
from secon.enterprises.models import (
    Enterprise,
    EnterpriseStatus,
    RegisterLink,
    RegisterRow,
    RegisterSource,
)
from secon.kernel.bulk import next_keys
from secon.partnership.models import Partner


def make(work: Work, rows: Sequence[RegisterRow]) -> list[Update]:
    """Entries for ``rows``; those whose link or number is known by now are given back.

    About ten statements for a batch. Inside a transaction.
    """
    if not rows:
        return []
    source = work.run.source
    version = versions.take()  # whoever lists entries now waits: what is asked below stays true
    links = dict(
        RegisterLink.objects.filter(
            source=source, external_id__in=[row.external_id for row in rows]
        ).values_list("external_id", "enterprise_id")
    )
    known = matching.known_numbers(
        source.country, (row.values.get("number_key", "") for row in rows)
    )
    fresh: list[RegisterRow] = []
    back: list[Update] = []
    taken: set[str] = set()
    for row in rows:
        key = row.values.get("number_key", "")
        entry = links.get(row.external_id) or (known[key][0] if key in known else None)
        if entry and row.decided == RegisterRow.Decided.NEW:
            work.tell(row, Code.NUMBER_TAKEN, row.values.get("company_number", ""))
        elif entry:
            back.append(Update(row, entry))
        elif key and key in taken:
            work.tell(row, Code.NUMBER_TAKEN, row.values.get("company_number", ""))
        else:
            taken.add(key)
            fresh.append(row)
    _insert(work, fresh, version)
    return back


def _insert(work: Work, rows: Sequence[RegisterRow], version: int) -> None:
    source = work.run.source
    partner_of = _Partners(source)
    shown = {
        "version": version,
        "listed_on": work.today,
        "first_published_at": work.now,
        "last_published_at": work.now,
    }
    keys = next_keys(Enterprise, len(rows))
    insert(
        Enterprise,
        [
            entries.new_entry(row.values, source, partner_of(row)) | shown | {"id": key}
            for key, row in zip(keys, rows, strict=True)
        ],
    )
    statuses, links = [], []
    for key, row in zip(keys, rows, strict=True):
        if status := entries.status_of(row.values, source):
            statuses.append({"enterprise_id": key} | status)
        links.append(
            {
                "source_id": source.pk,
                "enterprise_id": key,
                "external_id": row.external_id,
                "digest": row.digest,
                "said": entries.digests(row.values),
                "first_run_id": work.run.pk,
                "last_run_id": work.run.pk,
                "last_seen_on": work.today,
            }
        )
    insert(EnterpriseStatus, statuses)
    insert(RegisterLink, links)


class _Partners:
    """The partner in whose region a row lies; the register's own where the place is not known."""

    def __init__(self, source: RegisterSource) -> None:
        self.source = source
        self.keys = dict(Partner.objects.values_list("slug", "pk"))
        self.known: dict[tuple[str, str, str], int | None] = {}

    def __call__(self, row: RegisterRow) -> int | None:
        values = row.values
        nuts = values.get("nuts", "")
        if not nuts:
            return self.source.partner_id
        place = nuts, values.get("town", ""), values.get("postal_code", "")
        if place not in self.known:
            slug = territory.region_of(nuts=nuts, town=place[1], postal_code=place[2])
            self.known[place] = self.keys.get(slug)
        return self.known[place]
