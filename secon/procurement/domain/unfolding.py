"""A parsed notice's rows as the lots of the archive, without a database. Pure.

What depends on other notices (which version is the newest, which call a result belongs to) stays
as the notice alone would have it.
"""

import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

from secon.procurement.domain.columns import COLUMNS, Rows
from secon.procurement.observatory.rows import LotFacts, Place, Sign

_CENT = Decimal("0.01")
_LANGUAGE = 3  # letters, as the database keeps them
Record = dict[str, Any]
Grouped = dict[int, list[Record]]


def lots_of(rows: Rows) -> list[LotFacts]:
    """The lots of a notice, in their order."""
    notice = _records(rows, "Notice")[0]
    details = {one["lot_id"]: one for one in _records(rows, "LotDetail")}
    texts, cpv, places, signs = (
        _by_lot(rows, name) for name in ("LotText", "LotCpv", "LotPlace", "LotSignal")
    )
    bodies = {one["id"]: one for one in _records(rows, "Organisation")}
    keys: dict[int, list[str]] = defaultdict(list)
    for one in _records(rows, "OrganisationNumber"):
        keys[one["organisation_id"]].append(one["key"])
    won: dict[int, list[int]] = defaultdict(list)
    for one in _records(rows, "Winner"):
        if one["organisation_id"] is not None:
            won[one["award_id"]].append(one["organisation_id"])
    buyers = [one["name"] for one in bodies.values() if one["is_buyer"]]
    return [
        LotFacts(
            lot_id=key,
            publication=notice["publication"],
            lot=lot["ref"],
            lot_kind=lot["kind"],
            stage=lot["stage"],
            notice_type=notice["kind"],
            subtype=notice["subtype"],
            format=notice["format"],
            published=lot["published"],
            deadline=lot["deadline"],
            deadline_kind=lot["deadline_kind"],
            open_until=lot["open_until"],
            closed_on=lot["closed_on"],
            closed_by=lot["closed_by"],
            is_current=lot["is_current"],
            procedure=notice["procedure"],
            language=lot["language"][:_LANGUAGE],
            nature=lot["nature"],
            value=None if lot["value"] is None else float(lot["value"].quantize(_CENT)),
            currency=lot["currency"],
            country=lot["country"],
            rung=lot["rung"],
            reserved=_list(details[key]["reserved"]),
            reserved_execution=lot["reserved_execution"],
            strategic=_list(details[key]["strategic"]),
            social=_list(details[key]["social"]),
            green=_list(details[key]["green"]),
            innovation=_list(details[key]["innovation"]),
            sme_suitable=lot["sme_suitable"],
            light_regime=notice["light_regime"],
            is_example=lot["is_example"],
            was_searched=bool(notice["signals_version"]),
            titles={one["language"]: one["title"] for one in texts[key] if one["title"]},
            cpv=[one["code"] for one in sorted(cpv[key], key=lambda one: not one["is_main"])],
            places=[
                Place(one["nuts"], one["country"], one["city"], one["postal_code"])
                for one in places[key]
            ],
            signs=[Sign(one["kind"], one["code"], one["use"], one["doubt"]) for one in signs[key]],
            buyers=buyers,
            winners=[bodies[one]["name"] for one in won[key]],
            winner_keys=list(dict.fromkeys(number for one in won[key] for number in keys[one])),
        )
        for lot in _records(rows, "Lot")
        for key in (lot["id"],)
    ]


def _records(rows: Rows, table: str) -> list[Record]:
    return [dict(zip(COLUMNS[table], values, strict=True)) for values in rows.tables[table]]


def _by_lot(rows: Rows, table: str) -> Grouped:
    found: Grouped = defaultdict(list)
    for one in _records(rows, table):
        found[one["lot_id"]].append(one)
    return found


def _list(text: str | None) -> list[str] | None:
    """A stored list; JSON null is unknown."""
    found: list[str] | None = None if text is None else json.loads(text)
    return found
