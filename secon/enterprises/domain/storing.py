"""Examples written in great numbers: a batch of a thousand is one transaction and one number.

The rows are those the verbs would leave behind, but for revisions and audit rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction

from secon.enterprises.domain import versions
from secon.enterprises.domain.draft_rows import (
    ENTERPRISE,
    OFFER,
    PARTS,
    enterprise_row,
    offer_row,
    part_rows,
)
from secon.enterprises.examples import Draft
from secon.enterprises.models import Enterprise, Offer
from secon.kernel.bulk import Row, Table, next_keys
from secon.partnership.models import Partner

BATCH = 1_000

Progress = Callable[[int], None]


def store(
    *, drafts: Iterable[Draft], now: datetime, progress: Progress = lambda _done: None
) -> int:
    """Write examples, in local settings only (else ``PermissionDenied``); how many were written.

    ``progress`` hears how many are written after each batch. What is written stays if it is
    stopped in between.
    """
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    partners = dict(Partner.objects.values_list("slug", "pk"))
    rest, done = iter(drafts), 0
    while batch := list(islice(rest, BATCH)):
        with transaction.atomic():
            _write(batch, partners, now)
        done += len(batch)
        progress(done)
    return done


def _write(drafts: Sequence[Draft], partners: Mapping[str, int], now: datetime) -> None:
    version = versions.take()
    keys = next_keys(Enterprise, len(drafts))
    counts = [len(draft.offers) for draft in drafts]
    offers = iter(next_keys(Offer, sum(counts)))
    own = [list(islice(offers, count)) for count in counts]
    made = list(zip(keys, drafts, own, strict=True))
    _insert(
        Enterprise,
        ENTERPRISE,
        (
            enterprise_row(pk, draft, partner=partners.get(draft.region), version=version, now=now)
            for pk, draft, _offers in made
        ),
    )
    _insert(
        Offer,
        OFFER,
        (
            offer_row(offer, pk, order, draft)
            for pk, draft, offers_of in made
            for order, offer in enumerate(offers_of)
        ),
    )
    parts: dict[type[models.Model], list[Row]] = {model: [] for model in PARTS}
    for pk, draft, offers_of in made:
        for model, rows in part_rows(pk, draft, offers_of, now=now).items():
            parts[model].extend(rows)
    for model, rows in parts.items():
        _insert(model, PARTS[model], rows)


def _insert(model: type[models.Model], columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    table, rest = _table(model, columns, connection.vendor)
    table.insert((*row, *rest) for row in rows)


@cache
def _table(
    model: type[models.Model], columns: tuple[str, ...], _vendor: str
) -> tuple[Table, tuple[Any, ...]]:
    """The table with all its columns but a key, and what stands in those not among ``columns``."""
    others = [
        field
        for field in model._meta.concrete_fields
        if field.attname not in columns and not field.primary_key
    ]
    rest = (
        json.dumps(field.get_default())
        if isinstance(field, models.JSONField)
        else field.get_default()
        for field in others
    )
    return Table(model, (*columns, *(field.attname for field in others))), tuple(rest)
