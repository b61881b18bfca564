"""Which places belong to which partner's region. Pure: read once from the project's file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from secon.partnership.domain import project_file, text_files


@dataclass(frozen=True, slots=True)
class Territory:
    """A partner's region. ``codes`` are NUTS prefixes of 2021 and 2024 together.

    With a ``municipality`` a place belongs only if its town has that name or its postal code
    one of ``postal_prefixes``.
    """

    slug: str
    name: str
    country: str
    codes: tuple[str, ...]
    municipality: str | None = None
    postal_prefixes: tuple[str, ...] = ()


@cache
def territories() -> tuple[Territory, ...]:
    """The nine regions, by partner number. Partners without a region of their own are left out."""
    partners = project_file.read()["partners"]
    return tuple(_territory(partner) for partner in partners if _areas(partner))


def territory_of(slug: str) -> Territory | None:
    """The region of one partner."""
    return next((one for one in territories() if one.slug == slug), None)


def name_in(territory: Territory, language: str) -> str:
    """The region's name in ``language`` as the files have it, else in English."""
    return _names(language).get(territory.slug, territory.name)


@cache
def _names(language: str) -> dict[str, str]:
    file = next((one for one in text_files.read() if one.language == language), None)
    names = {}
    for partner in project_file.read()["partners"]:
        published = partner.get("translations", {}) | {partner["original_language"]: partner}
        wording = file and file.find("regions", published["en"].get("territory", ""))
        if name := published.get(language, {}).get("territory") or (wording and wording.text):
            names[partner["slug"]] = name
    return names


def _areas(partner: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in partner["territories"] if row.get("use") != "seat"]


def _territory(partner: dict[str, Any]) -> Territory:
    areas = _areas(partner)
    return Territory(
        slug=partner["slug"],
        name=partner["translations"]["en"]["territory"],
        country=partner["country"],
        codes=tuple(row["code"] for row in areas),
        municipality=next((row["municipality"] for row in areas if "municipality" in row), None),
        postal_prefixes=tuple(prefix for row in areas for prefix in row.get("postal_prefixes", ())),
    )
