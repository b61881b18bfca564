"""How lots ended: bids, awards and contracts."""

from collections.abc import Iterator, Mapping

from secon.procurement.notice import Change, Lot, Notice, Result, Winner
from secon.procurement.ocds import codes
from secon.procurement.ocds.values import Json, begin, merged, money, texts


def results(notice: Notice, parties: Mapping[str, Json], main: str | None) -> Json:
    """The parts ``bids``, ``awards`` and ``contracts`` of a release.

    Ids have the publication number before them, so that several results of one procedure can be
    merged. An award is of one lot; a contract is stated where its day is known.
    """
    awards: list[Json] = []
    contracts: list[Json] = []
    bids: list[Json] = []
    statistics: list[Json] = []
    for lot in notice.lots:
        if lot.result is None:
            continue
        own = f"{notice.publication}-{lot.id}"
        statistics += _statistics(lot, lot.result, own)
        bids += _bids(lot, lot.result, own, parties)
        awards.append(_award(lot, lot.result, own, parties))
        contracts += _contracts(lot.result, own)
    amendments = [amendment(notice, notice.change, main)] if notice.change else []
    for contract in contracts:
        contract["amendments"] = amendments
    return {
        "bids": {"statistics": statistics, "details": bids},
        "awards": _once(awards),
        "contracts": _once(contracts),
    }


def _once(rows: list[Json]) -> list[Json]:
    return list({row["id"]: row for row in rows}.values())


def amendment(notice: Notice, change: Change, main: str | None) -> Json:
    """What a corrected notice or a contract modification says of its change."""
    return merged(
        texts("description", change.texts, main),
        {
            "id": notice.publication,
            "date": begin(notice.published or notice.issued),
            "rationale": change.reason,
            "amendsReleaseID": change.of,
            "releaseID": notice.publication,
        },
    )


def _suppliers(winner: Winner, parties: Mapping[str, Json]) -> list[Json]:
    found = [parties[one] for one in dict.fromkeys(winner.organisation_ids) if one in parties]
    return list({one["id"]: one for one in found}.values())


def _award(lot: Lot, result: Result, own: str, parties: Mapping[str, Json]) -> Json:
    suppliers = [one for winner in result.winners for one in _suppliers(winner, parties)]
    single = result.winners[0] if len(result.winners) == 1 else None
    return {
        "id": own,
        "status": codes.AWARD_STATUS.get(result.status or ""),
        "statusDetails": result.reason,
        "value": money(single.value) if single else None,
        "suppliers": list({one["id"]: one for one in suppliers}.values()),
        "relatedLots": [lot.id],
        "relatedBids": [f"{own}-{place}" for place, _ in enumerate(result.winners, start=1)],
    }


def _bids(lot: Lot, result: Result, own: str, parties: Mapping[str, Json]) -> Iterator[Json]:
    """The winning bids; others are not published."""
    for place, winner in enumerate(result.winners, start=1):
        yield {
            "id": f"{own}-{place}",
            "status": "valid",
            "tenderers": _suppliers(winner, parties),
            "value": money(winner.value),
            "relatedLots": [lot.id],
        }


def _contracts(result: Result, own: str) -> Iterator[Json]:
    for place, winner in enumerate(result.winners, start=1):
        if winner.contract_date:
            yield {
                "id": f"{own}-{place}",
                "awardID": own,
                "status": "active",
                "dateSigned": begin(winner.contract_date),
                "value": money(winner.value),
                "relatedBids": [f"{own}-{place}"],
            }


def _statistics(lot: Lot, result: Result, own: str) -> Iterator[Json]:
    if result.tenders_received is not None:
        yield {
            "id": f"{own}-bids",
            "measure": "bids",
            "value": result.tenders_received,
            "relatedLot": lot.id,
        }
    for measure, amount in (
        ("lowestValidBidValue", money(result.lowest)),
        ("highestValidBidValue", money(result.highest)),
    ):
        if amount:
            yield {
                "id": f"{own}-{measure}",
                "measure": measure,
                "value": amount["amount"],
                "currency": amount["currency"],
                "relatedLot": lot.id,
            }
