"""``data/frames/<country>.toml`` as frozen values, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from secon.enterprises.enums import Family, SocialEnterprise
from secon.enterprises.frames.kinds import (
    Authority,
    Country,
    Form,
    Law,
    LawKind,
    Notion,
    Register,
    Status,
)
from secon.enterprises.frames.words import Text

FOLDER = Path(__file__).parents[1] / "data" / "frames"
COUNTRIES = ("EL", "DE", "BE", "RO", "PL", "PT", "LV", "ES", "BG")
"""In the order of the partners."""

Row = Mapping[str, Any]


@cache
def frames() -> tuple[Country, ...]:
    """The nine countries, in the order of the partners."""
    return tuple(_country(code) for code in COUNTRIES)


def frame(country: str) -> Country:
    """The frame of a country (EL); KeyError for one that has none."""
    if found := next((one for one in frames() if one.code == country), None):
        return found
    message = f"no legal frame for {country!r}; there are: {', '.join(COUNTRIES)}"
    raise KeyError(message)


@cache
def _statuses() -> dict[str, Status]:
    return {status.code: status for country in frames() for status in country.statuses}


def statuses() -> tuple[Status, ...]:
    """Every status of every country."""
    return tuple(_statuses().values())


def status(code: str) -> Status:
    """The status with this code (pl-ps); KeyError for one that is not in the frames."""
    try:
        return _statuses()[code]
    except KeyError:
        message = f"no status {code!r}; there are: {', '.join(sorted(_statuses()))}"
        raise KeyError(message) from None


def statuses_of(country: str) -> tuple[Status, ...]:
    """The statuses of a country (EL); KeyError for one without a frame."""
    return frame(country).statuses


def status_choices(language: str, country: str | None = None) -> list[tuple[str, str]]:
    """(code, label) for a form's field: of one country, or of all."""
    chosen = statuses() if country is None else statuses_of(country)
    return [(one.code, one.full_label(language)) for one in chosen]


def family_forms(country: Country) -> list[tuple[Family, list[Form]]]:
    """The legal forms that the sources name, by family; families without one are left out."""
    groups = (
        (family, [form for form in country.forms if form.family == family]) for family in Family
    )
    return [(family, forms) for family, forms in groups if forms]


def _country(code: str) -> Country:
    with (FOLDER / f"{code.lower()}.toml").open("rb") as file:
        table = tomllib.load(file)
    spell_out(table, table.get("addresses", {}))
    authorities = {
        row["code"]: Authority(row["code"], Text(row["name"]))
        for row in table.get("authorities", ())
    }
    registers = {
        row["code"]: Register(
            row["code"],
            row["name"],
            _gloss(row),
            authorities[row["authority"]] if "authority" in row else None,
            row.get("address", ""),
            *_proof(row),
        )
        for row in table.get("registers", ())
    }
    return Country(
        code=code,
        languages=tuple(table["languages"]),
        notion=Notion(table["notion"]),
        sentence=Text(table["sentence"]),
        laws=tuple(map(_law, table.get("laws", ()))),
        authorities=tuple(authorities.values()),
        registers=tuple(registers.values()),
        statuses=tuple(
            _status(row, code, table["languages"][0], authorities, registers)
            for row in table.get("statuses", ())
        ),
        forms=tuple(
            Form(
                row["code"],
                row["name"],
                _gloss(row),
                Family(row["family"]),
                *_proof(row),
            )
            for row in table.get("forms", ())
        ),
        has_register=False if table.get("no_register") else None if not registers else True,
        sources=tuple(table["sources"]),
        to_confirm=frozenset(table.get("to_confirm", ())),
    )


def spell_out(part: Any, addresses: Mapping[str, str]) -> None:
    """Sources are named by their key in ``[addresses]`` where several facts rest on one."""
    if isinstance(part, list):
        for one in part:
            spell_out(one, addresses)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "sources":
                part[key] = [addresses.get(name, name) for name in value]
            else:
                spell_out(value, addresses)


def _law(row: Row) -> Law:
    return Law(
        row["code"],
        row["name"],
        _gloss(row),
        LawKind(row.get("kind", "law")),
        row["year"],
        row.get("adopted"),
        row.get("published"),
        row.get("in_force"),
        *_proof(row),
    )


def _status(
    row: Row,
    country: str,
    language: str,
    authorities: Mapping[str, Authority],
    registers: Mapping[str, Register],
) -> Status:
    makes = row.get("makes")
    return Status(
        code=row["code"],
        country=country,
        language=language,
        name=row["name"],
        gloss=_gloss(row),
        makes=SocialEnterprise(makes) if makes else None,
        families=tuple(map(Family, row["families"])),
        short=row.get("short", ""),
        authority=authorities[row["authority"]] if "authority" in row else None,
        register=registers[row["register"]] if "register" in row else None,
        number_name=row.get("number_name", ""),
        number_pattern=row.get("number_pattern"),
        number_is_company=row.get("number_is_company", False),
        months=row.get("months"),
        may_expire=row.get("may_expire"),
        may_be_withdrawn=row.get("may_be_withdrawn"),
        sources=tuple(row.get("sources", ())),
        to_confirm=frozenset(row.get("to_confirm", ())),
    )


def _gloss(row: Row) -> Text:
    return Text(row["gloss"])


def _proof(row: Row) -> Iterable[Any]:
    return tuple(row.get("sources", ())), frozenset(row.get("to_confirm", ()))
