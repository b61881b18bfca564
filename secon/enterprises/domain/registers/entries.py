"""What a register says, put into entries: new ones whole, known ones where they did not say else.

A register governs the fields it has columns for. A field is the register's as long as the entry
still says what the register said last; what somebody else wrote meanwhile is not overwritten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from secon.enterprises.domain.likeness import keys
from secon.enterprises.domain.registers.cleaning import Values
from secon.enterprises.enums import EvidenceKind, State
from secon.enterprises.models import Enterprise, EnterpriseStatus, RegisterSource

_SINGLE = (
    "name",
    "other_names",
    "company_number",
    "legal_form",
    "family",
    "social_enterprise",
    "founded",
    "street",
    "email",
    "phone",
    "website",
    "nace_main",
    "summary",
    "description",
)
_FOLLOWING = ("nuts", "number_key")
_PLACE = ("postal_code", "town", "lon", "lat")
"""A place is moved as a whole: a street's town without its point would be half of an address."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What of a row is taken over, and what is not because the entry says otherwise since."""

    taken: dict[str, Any]  # attributes of the entry
    conflicts: dict[str, Any]
    said: dict[str, str]  # what the register says now, as digests


def new_entry(values: Values, source: RegisterSource, partner_id: int | None) -> dict[str, Any]:
    """The columns of an entry as the register tells it."""
    found = keys(values["name"], values.get("town", ""))
    told = {name: values[name] for name in (*_SINGLE, *_PLACE, *_FOLLOWING) if name in values}
    return told | {
        "country": source.country,
        "original_language": source.language,
        "partner_id": partner_id,
        "state": State.LISTED.value,
        "live": True,
        "sources": {"": [source.url or source.name]} | _point_source(values),
        "name_key": found.name,
        "word_key": found.word,
        "town_key": found.town,
    }


def merge(entry: Enterprise, values: Values, said: Mapping[str, str]) -> Merged:
    """Three ways: what the entry says, what the register said last (``said``), and says now."""
    taken: dict[str, Any] = {}
    conflicts: dict[str, Any] = {}
    told = digests(values)
    for names in (*((name,) for name in _SINGLE), _PLACE):
        group = [name for name in names if name in values]
        if not group or all(told[name] == said.get(name) for name in group):
            continue
        new = {name: values[name] for name in group}
        own = {name: getattr(entry, name) for name in group}
        if own == new:
            continue
        untouched = all(_digest(own[name]) == said.get(name) for name in group)
        blank = not any(own.values()) and not any(name in said for name in group)
        if untouched or blank:
            taken |= new
        elif said or any(new.values()):
            conflicts |= new
    if "company_number" in taken:
        taken["number_key"] = values.get("number_key", "")
    if "town" in taken or "lon" in taken:
        taken["nuts"] = values.get("nuts", entry.nuts)
    return Merged(taken, conflicts, {**said, **told})


def digests(values: Values) -> dict[str, str]:
    """Each field's value in a few signs: enough to see whether it was changed since."""
    return {name: _digest(values[name]) for name in (*_SINGLE, *_PLACE) if name in values}


def following(entry: Enterprise, taken: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """What changes with ``taken``: the keys that duplicates are found by, where the point is from."""
    more: dict[str, Any] = {}
    if "name" in taken or "town" in taken:
        found = keys(taken.get("name", entry.name), taken.get("town", entry.town))
        more = {"name_key": found.name, "word_key": found.word, "town_key": found.town}
    if "lon" in taken:
        sources = {name: pages for name, pages in entry.sources.items() if name != "point"}
        more["sources"] = sources | _point_source(values)
    return more


def status_of(values: Values, source: RegisterSource) -> dict[str, Any] | None:
    """The columns of the national status the row tells, without its entry."""
    told = values.get("status")
    if not told:
        return None
    return {
        "code": told["code"],
        "number": told["number"],
        "valid_from": _day(told["valid_from"]),
        "valid_to": _day(told["valid_to"]),
        "evidence_kind": EvidenceKind.REGISTER.value,
        "evidence": source.name[:300],
        "evidence_url": source.url,
    }


def settle_status(
    entry: Enterprise, told: dict[str, Any], held: Iterable[EnterpriseStatus]
) -> EnterpriseStatus | None:
    """The row to be stored for what the register tells, None where it is known already.

    The same status is known by its number, else by the day it began; another is a new row, so
    that an ended one stays as history.
    """
    same = [one for one in held if one.code == told["code"]]
    number, begins = told["number"], told["valid_from"]
    row = next((one for one in same if number and one.number == number), None)
    row = row or next((one for one in same if one.valid_from == begins), None)
    row = row or next((one for one in same if not one.number and not one.valid_from), None)
    if row is None:
        return EnterpriseStatus(enterprise=entry, **told)
    new = told | {"number": number or row.number, "valid_from": begins or row.valid_from}
    if all(getattr(row, name) == value for name, value in new.items()):
        return None
    for name, value in new.items():
        setattr(row, name, value)
    return row


def _point_source(values: Values) -> dict[str, list[str]]:
    """``{"point": ["town"]}``: the point is the town's, not the enterprise's own."""
    return {"point": ["town"]} if values.get("placed") == "town" else {}


def _digest(value: Any) -> str:
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
