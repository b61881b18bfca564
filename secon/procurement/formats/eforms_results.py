"""eForms results: from the lot's result over tender and tendering party to who won.

A subcontractor is not a winner, nor is a tender that got no contract where contracts are listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import identifier
from secon.procurement.formats.names import CAC, CBC, EFAC, EFBC, ID, ISSUE_DATE, TENDER_LOT
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Money, Result, Winner

LOT_RESULT = EFAC + "LotResult"
LOT_TENDER = EFAC + "LotTender"
TENDERING_PARTY = EFAC + "TenderingParty"
TENDERER = EFAC + "Tenderer"
CONTRACT = EFAC + "SettledContract"
TOTAL = CBC + "TotalAmount"
STATUS = CBC + "TenderResultCode"
REASON = EFAC + "DecisionReason"
LOWEST = CBC + "LowerTenderAmount"
HIGHEST = CBC + "HigherTenderAmount"
STATISTICS = EFAC + "ReceivedSubmissionsStatistics"
STATISTICS_CODE = EFBC + "StatisticsCode"
STATISTICS_NUMBER = EFBC + "StatisticsNumeric"
MONETARY_TOTAL = CAC + "LegalMonetaryTotal"
PAYABLE = CBC + "PayableAmount"
RANK = CBC + "RankCode"
AWARD_DATE = CBC + "AwardDate"


@dataclass(slots=True)
class _Tender:
    id: str = ""
    value: Money | None = None
    party: str | None = None
    rank: str | None = None


@dataclass(slots=True)
class _Contract:
    id: str = ""
    on: date | None = None
    tenders: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _LotResult:
    lot: str | None = None
    status: str | None = None
    reason: str | None = None
    received: int | None = None
    lowest: Money | None = None
    highest: Money | None = None
    tenders: list[str] = field(default_factory=list)
    contracts: list[str] = field(default_factory=list)


def amount(element: Element) -> Money | None:
    return values.money(element.text, element.get("currencyID"))


def read_results(element: Element) -> tuple[Money | None, dict[str, Result]]:
    """An ``efac:NoticeResult``: the value of the whole notice, and each lot's result by its id."""
    total: Money | None = None
    results: dict[str, Result] = {}
    lots: list[_LotResult] = []
    tenders: dict[str, _Tender] = {}
    parties: dict[str, list[str]] = {}
    contracts: dict[str, _Contract] = {}
    for child in element[:]:
        tag = child.tag
        if tag == LOT_RESULT:
            lots.append(_lot_result(child))
        elif tag == LOT_TENDER:
            tender = _tender(child)
            tenders[tender.id] = tender
        elif tag == TENDERING_PARTY:
            name, members = _party(child)
            parties[name] = members
        elif tag == CONTRACT:
            contract = _contract(child)
            contracts[contract.id] = contract
        elif tag == TOTAL:
            total = amount(child)
    for lot in lots:
        if lot.lot is None:
            continue
        result = Result(
            lot.status,
            lot.reason,
            tuple(_winners(lot, tenders, parties, contracts)),
            lot.received,
            lot.lowest,
            lot.highest,
        )
        before = results.get(lot.lot)
        results[lot.lot] = _merged(before, result) if before else result
    return total, results


def _merged(first: Result, second: Result) -> Result:
    """Two results of one lot, as rounds of a framework give: every winner, the better status."""
    won = "selec-w"
    best = first if first.status == won or second.status != won else second
    return replace(best, winners=first.winners + second.winners)


def _winners(
    lot: _LotResult,
    tenders: dict[str, _Tender],
    parties: dict[str, list[str]],
    contracts: dict[str, _Contract],
) -> Iterator[Winner]:
    if lot.status not in (None, "selec-w"):
        return
    settled = {
        tender: contracts[name].on
        for name in lot.contracts
        if name in contracts
        for tender in contracts[name].tenders
    }
    named = [key for key in lot.tenders if key in tenders]
    won = [key for key in named if key in settled]
    if not won:
        ranked = [key for key in named if tenders[key].rank == "1"]
        won = ranked or named
    for key in won:
        tender = tenders[key]
        members = tuple(parties.get(tender.party or "", ()))
        if members or tender.value:
            yield Winner(members, tender.value, settled.get(key))


def _lot_result(element: Element) -> _LotResult:
    found = _LotResult()
    for child in element[:]:
        tag = child.tag
        if tag == STATISTICS:
            received = _received(child)
            found.received = found.received if received is None else received
        elif tag == STATUS:
            found.status = values.code(child.text)
        elif tag == LOT_TENDER:
            found.tenders.append(identifier(child) or "")
        elif tag == CONTRACT:
            found.contracts.append(identifier(child) or "")
        elif tag == TENDER_LOT:
            found.lot = identifier(child)
        else:
            _result_detail(child, found)
    return found


def _result_detail(element: Element, found: _LotResult) -> None:
    tag = element.tag
    if tag == REASON:
        for code in element[:]:
            found.reason = found.reason or values.code(code.text)
    elif tag == LOWEST:
        found.lowest = amount(element)
    elif tag == HIGHEST:
        found.highest = amount(element)


def _received(element: Element) -> int | None:
    """The number of tenders; counts of requests, small firms or countries are other kinds."""
    kind, number = None, None
    for child in element[:]:
        if child.tag == STATISTICS_CODE:
            kind = values.code(child.text)
        elif child.tag == STATISTICS_NUMBER:
            number = child.text
    return values.count(number) if kind == "tenders" else None


def _tender(element: Element) -> _Tender:
    found = _Tender()
    for child in element[:]:
        tag = child.tag
        if tag == MONETARY_TOTAL:
            for inner in child[:]:
                if inner.tag == PAYABLE:
                    found.value = amount(inner)
        elif tag == TENDERING_PARTY:
            found.party = identifier(child)
        elif tag == ID:
            found.id = values.code(child.text) or ""
        elif tag == RANK:
            found.rank = values.clean(child.text)
    return found


def _party(element: Element) -> tuple[str, list[str]]:
    """A tendering party and who tenders as it."""
    name, members = "", []
    for child in element[:]:
        if child.tag == TENDERER:
            if who := identifier(child):
                members.append(who)
        elif child.tag == ID:
            name = values.code(child.text) or ""
    return name, members


def _contract(element: Element) -> _Contract:
    found, awarded = _Contract(), None
    for child in element[:]:
        tag = child.tag
        if tag == ISSUE_DATE:
            found.on = values.day(child.text)
        elif tag == AWARD_DATE:
            awarded = values.day(child.text)
        elif tag == LOT_TENDER:
            found.tenders.append(identifier(child) or "")
        elif tag == ID:
            found.id = values.code(child.text) or ""
    found.on = found.on or awarded
    return found
