"""An example as the rows of its tables, without building a model for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models

from secon.enterprises.domain.likeness import keys
from secon.enterprises.examples import Draft
from secon.enterprises.models import (
    Check,
    Enterprise,
    EnterpriseLink,
    EnterpriseStatus,
    EnterpriseTranslation,
    Offer,
    OfferTranslation,
    OpeningHours,
)
from secon.enterprises.numbers import key
from secon.kernel.bulk import Row
from secon.kernel.enums import TranslationState

_AS_IT_IS = (
    "original_language",
    "name",
    "summary",
    "description",
    "country",
    "company_number",
    "legal_form",
    "family",
    "nace_main",
    "icnp",
    "green",
    "digital",
    "founded",
    "postal_code",
    "town",
    "nuts",
    "lon",
    "lat",
    "email",
    "website",
    "delivers_country",
    "delivery_km",
    "agrees_to_messages",
    "state",
    "listed_on",
    "verified_on",
    "check_again_on",
    "confirmed_on",
    "ended_on",
    "end_reason",
    "is_example",
)
_PERHAPS = ("social_enterprise", "headcount", "turnover")
_LISTS = ("nace_other", "sdgs", "themes", "employs", "serves", "delivery_regions")
_as_it_is = attrgetter(*_AS_IT_IS)
_perhaps = attrgetter(*_PERHAPS)
_lists = attrgetter(*_LISTS)

ENTERPRISE = (
    "id",
    *_AS_IT_IS,
    *_PERHAPS,
    *_LISTS,
    *("number_key", "name_key", "word_key", "town_key"),
    *("partner_id", "version", "first_published_at", "last_published_at"),
)
OFFER = ("id", "enterprise_id", "original_language", "order", "title", "sector", "cpv", "audiences")
_TRANSLATED = ("record_id", "language", "state", "by_machine", "source_digest", "changed_at")
PARTS: dict[type[models.Model], tuple[str, ...]] = {
    EnterpriseTranslation: (*_TRANSLATED, "summary", "description"),
    OfferTranslation: (*_TRANSLATED, "title"),
    EnterpriseStatus: ("enterprise_id", "code", "valid_from", "valid_to"),
    OpeningHours: ("enterprise_id", "weekday", "opens", "closes"),
    EnterpriseLink: ("enterprise_id", "kind", "url"),
    Check: (
        "enterprise_id",
        "subject",
        "met",
        "evidence_kind",
        "evidence_url",
        "checked_on",
        "checked_for",
        "check_again_on",
    ),
}
"""What hangs on an example but its offers: model to columns."""

_FOR = "SECON"  # for whom examples were checked


def enterprise_row(
    pk: int, draft: Draft, *, partner: int | None, version: int, now: datetime
) -> Row:
    """Its columns are ``ENTERPRISE``."""
    found = keys(draft.name, draft.town)
    number_key = key(draft.company_number, draft.country) if draft.company_number else ""
    return (
        pk,
        *_as_it_is(draft),
        *(value or "" for value in _perhaps(draft)),
        *map(as_json, _lists(draft)),
        *(number_key, found.name, found.word, found.town),
        *(partner, version, now, now),
    )


def offer_row(pk: int, enterprise: int, order: int, draft: Draft) -> Row:
    """Its columns are ``OFFER``."""
    offer = draft.offers[order]
    return (
        *(pk, enterprise, draft.original_language, order, offer.title, offer.sector),
        *(as_json(offer.cpv), as_json(offer.audiences)),
    )


def part_rows(
    pk: int, draft: Draft, offers: Sequence[int], *, now: datetime
) -> dict[type[models.Model], Iterable[Row]]:
    """Everything else; ``offers`` are the offers' keys. Columns as in ``PARTS``."""
    return {
        EnterpriseTranslation: _texts(pk, draft, now),
        OfferTranslation: _titles(offers, draft, now),
        EnterpriseStatus: ((pk, one.code, one.valid_from, one.valid_to) for one in draft.statuses),
        OpeningHours: (
            (pk, day, _clock(begins), _clock(ends)) for day, begins, ends in draft.hours
        ),
        EnterpriseLink: ((pk, kind, url) for kind, url in draft.links),
        Check: (
            (
                *(pk, one.subject, one.met, one.evidence_kind, f"{draft.website}/{one.subject}"),
                *(one.checked_on, _FOR, one.check_again_on),
            )
            for one in draft.checks
        ),
    }


@cache
def as_json(values: tuple[Any, ...]) -> str:
    """A list as JSON; the same lists come again and again."""
    return json.dumps(values, ensure_ascii=False)


def _texts(pk: int, draft: Draft, now: datetime) -> Iterator[Row]:
    if draft.translations:
        texts = {field: getattr(draft, field) for field in Enterprise.translated_fields}
        digest = Enterprise(original_language=draft.original_language, **texts).digest()
        for one in draft.translations:
            state = _state(one.by_machine)
            yield (
                *(pk, one.language, state, one.by_machine, digest, now),
                *(one.summary, one.description),
            )


def _titles(keys: Sequence[int], draft: Draft, now: datetime) -> Iterator[Row]:
    for pk, offer in zip(keys, draft.offers, strict=True):
        if offer.translations:
            digest = _offer_digest(draft.original_language, offer.title)
            for language, title, machine in offer.translations:
                yield (pk, language, _state(machine), machine, digest, now, title)


@cache
def _offer_digest(language: str, title: str) -> str:
    return Offer(original_language=language, title=title).digest()


def _state(by_machine: bool) -> TranslationState:
    return TranslationState.MACHINE if by_machine else TranslationState.HUMAN


@cache
def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
