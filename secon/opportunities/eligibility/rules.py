"""The rules of eligibility as frozen values, read once from ``data/eligibility``."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from secon.enterprises.frames.reading import spell_out

FOLDER = Path(__file__).parents[1] / "data" / "eligibility"


@dataclass(frozen=True, slots=True)
class Proven:
    """Where a statement is from. ``to_confirm``: general knowledge that no source of ours states."""

    as_of: date
    sources: tuple[str, ...]
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """An article that lets buyers reserve. ``accepts``: kinds of enterprise that a status shows.

    ``percent`` of employees who must be disabled or disadvantaged; ``criteria`` of
    ``enterprises.frames`` that must be met; ``years`` without such a contract before.
    """

    code: str
    legal_basis: str
    reservation: str
    article: str
    directive: str
    proven: Proven
    accepts: frozenset[str] = frozenset()
    percent: int | None = None
    criteria: tuple[str, ...] = ()
    years: int | None = None


@dataclass(frozen=True, slots=True)
class StatusRule:
    """What a national status means for a reservation.

    ``settles``: who holds it qualifies; ``needs``: qualifies once these criteria were found met;
    otherwise ``proof`` would settle it.
    """

    code: str
    kind: str
    settles: bool
    needs: tuple[str, ...]
    proof: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """What a country's law adds to a reservation. ``exclusive``: only ``statuses`` may take part."""

    code: str
    country: str
    reservation: str
    law: str
    exclusive: bool
    statuses: Mapping[str, StatusRule]
    proven: Proven


@dataclass(frozen=True, slots=True)
class Services:
    """The services that the articles on public service missions name, by CPV."""

    beginnings: tuple[str, ...]
    first: str
    last: str
    proven: Proven

    def name(self, cpv: str) -> bool:
        """Whether a code of eight digits is one of them."""
        return cpv.startswith(self.beginnings) or self.first <= cpv <= self.last


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything `judge` goes by. ``digest`` changes with any of it."""

    articles: Mapping[tuple[str, str], Rule]  # by legal basis and reservation
    additions: Mapping[tuple[str, str], Addition]  # by country and reservation
    services: Services
    digest: str

    def rule(self, code: str) -> Rule | Addition | None:
        """The article or addition with this code."""
        every: list[Rule | Addition] = [*self.articles.values(), *self.additions.values()]
        return next((one for one in every if one.code == code), None)


@cache
def rules() -> Rules:
    """The rules that ship with the platform."""
    raw = {name: (FOLDER / f"{name}.toml").read_bytes() for name in ("directives", "national")}
    tables = {name: tomllib.loads(text.decode()) for name, text in raw.items()}
    for table in tables.values():
        spell_out(table, table["addresses"])
    articles = [_rule(row) for row in tables["directives"]["rules"]]
    additions = [_addition(row) for row in tables["national"]["additions"]]
    services = tables["directives"]["services"]
    return Rules(
        articles={(one.legal_basis, one.reservation): one for one in articles},
        additions={(one.country, one.reservation): one for one in additions},
        services=Services(
            tuple(services["beginnings"]), services["first"], services["last"], _proven(services)
        ),
        digest=hashlib.sha256(b"\0".join(raw.values())).hexdigest()[:16],
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        code=row["code"],
        legal_basis=row["legal_basis"],
        reservation=row["reservation"],
        article=row["article"],
        directive=row["directive"],
        proven=_proven(row),
        accepts=frozenset(row.get("accepts", ())),
        percent=row.get("percent"),
        criteria=tuple(row.get("criteria", ())),
        years=row.get("years"),
    )


def _addition(row: Mapping[str, Any]) -> Addition:
    is_doubtful = row.get("to_confirm", False)
    return Addition(
        code=row["code"],
        country=row["country"],
        reservation=row["reservation"],
        law=row["law"],
        exclusive=row.get("exclusive", False),
        statuses={
            one["code"]: StatusRule(
                code=one["code"],
                kind=one.get("kind", ""),
                settles=one.get("settles", False),
                needs=tuple(one.get("needs", ())),
                proof=one.get("proof", ""),
                to_confirm=is_doubtful or one.get("to_confirm", False),
            )
            for one in row["statuses"]
        },
        proven=_proven(row),
    )


def _proven(row: Mapping[str, Any]) -> Proven:
    return Proven(row["as_of"], tuple(row.get("sources", ())), row.get("to_confirm", False))
