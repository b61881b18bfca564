"""Contents taken over into the stored record. Only verbs of this package call it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from secon.enterprises.domain import checking, versions
from secon.enterprises.domain.content import Content, Filled, content_of, fill
from secon.enterprises.domain.likeness import Draft, keys
from secon.enterprises.domain.territory import partner_of
from secon.enterprises.enums import PUBLIC_STATES, State
from secon.enterprises.models import Enterprise
from secon.enterprises.nace import NaceProblem, read_nace
from secon.enterprises.numbers import NumberProblem, check_number, key
from secon.kernel import translations
from secon.people.models import User
from secon.places.domain import gazetteer
from secon.places.domain.points import nuts3_at

PLACE = ("country", "town", "postal_code")


def prepare(
    *, enterprise: Enterprise, content: Mapping[str, Any], now: datetime
) -> tuple[Enterprise, Filled]:
    """``enterprise`` with ``content`` and what follows from it, checked, not stored.

    Raises ``ValidationError`` by path ("offers.0.title").
    """
    before = [getattr(enterprise, field) for field in PLACE]
    filled = fill(enterprise, content)
    moved = before != [getattr(enterprise, field) for field in PLACE]
    derive(enterprise, moved=moved and not content.get("nuts"))
    checking.check(enterprise, filled, timezone.localdate(now))
    return enterprise, filled


def store(*, enterprise: Enterprise, filled: Filled, by: User | None, now: datetime) -> None:
    """Write a prepared record with its parts under the directory's next number.

    What the public sees is kept as a revision as well. Inside the verb's transaction.
    """
    _settle(enterprise, filled, by, now)
    enterprise.save()
    if enterprise.state in {*PUBLIC_STATES, State.ENDED}:
        keep_revision(enterprise, by=by, now=now)
    enterprise.version = versions.touch([enterprise.pk])


def keep_revision(enterprise: Enterprise, *, by: User | None, now: datetime) -> None:
    """Note the record as it is now, published, in its history."""
    revision = enterprise.save_revision(user=by, clean=False)
    enterprise.live, enterprise.has_unpublished_changes = True, False
    enterprise.live_revision = revision
    enterprise.last_published_at = now
    enterprise.first_published_at = enterprise.first_published_at or now
    enterprise.save(
        update_fields=[
            "live",
            "has_unpublished_changes",
            "live_revision",
            "last_published_at",
            "first_published_at",
        ]
    )


def derive(enterprise: Enterprise, *, moved: bool = False) -> None:
    """Set what follows from the rest: keys, spelling of number and NACE, region and its partner.

    ``moved``: the place is another, so that a region without a point is looked up anew.
    """
    found = keys(enterprise.name, enterprise.town)
    enterprise.name_key, enterprise.word_key = found.name, found.word
    enterprise.town_key = found.town
    enterprise.company_number = _number(enterprise)
    enterprise.number_key = number_key(enterprise.company_number, enterprise.country)
    enterprise.nace_main = _nace(enterprise.nace_main)
    if isinstance(enterprise.nace_other, list):
        enterprise.nace_other = [_nace(str(code)) for code in enterprise.nace_other]
    nuts = _nuts(enterprise, moved=moved)
    if moved or nuts != enterprise.nuts or enterprise.partner_id is None:
        enterprise.partner = partner_of(
            nuts=nuts, town=enterprise.town, postal_code=enterprise.postal_code
        )
    enterprise.nuts = nuts


def draft_of(content: Mapping[str, Any]) -> Draft:
    """What a content says about who and where, for ``duplicates``."""
    country = content.get("country") or ""
    return Draft(
        name=content.get("name") or "",
        country=country,
        other_names=tuple(content.get("other_names") or ()),
        number_key=number_key(content.get("company_number") or "", country),
        town=content.get("town") or "",
        postal_code=content.get("postal_code") or "",
        lon=content.get("lon"),
        lat=content.get("lat"),
    )


def number_key(number: str, country: str) -> str:
    """What equal numbers share; "" for none."""
    return key(number, country)[:40] if number else ""


def blank(*, language: str, country: str = "") -> Content:
    """The content of a record nobody has written yet."""
    return content_of(Enterprise(original_language=language, country=country))


def _settle(enterprise: Enterprise, filled: Filled, by: User | None, now: datetime) -> None:
    """Give the translations their states: those in ``filled.written`` are by a person."""
    new = {id(row) for row in filled.written}
    for record in (enterprise, *enterprise.offers.all()):
        written = [row for row in record.translations.all() if id(row) in new]
        translations.settle(record=record, written=written, by=by, now=now)


def _number(enterprise: Enterprise) -> str:
    """As it is stored: without blanks and labels. What is no number stays for the check to say."""
    said: str = enterprise.company_number.strip()
    try:
        return check_number(said, country=enterprise.country).compact if said else ""
    except NumberProblem:
        return said


def _nace(code: str) -> str:
    try:
        return read_nace(code).code if code else ""
    except NaceProblem:
        return code


def _nuts(enterprise: Enterprise, *, moved: bool) -> str:
    """The small region of the point, else of the town or postal code, else as it was stated."""
    if enterprise.lon is not None and enterprise.lat is not None:
        ground = nuts3_at(enterprise.lon, enterprise.lat)
        return ground.code if ground else enterprise.nuts
    if enterprise.nuts and not moved:
        return str(enterprise.nuts)
    language = get_language() or "en"
    place = f"{enterprise.postal_code} {enterprise.town}".strip()
    for text in dict.fromkeys((place, enterprise.town)):
        if text:
            spots = gazetteer.find(text, language=language, countries=[enterprise.country])
            for spot in spots:
                if spot.country == enterprise.country and spot.nuts3:
                    return spot.nuts3
    return ""
