"""A lot as OCDS has it, with what is reserved and which goals it serves."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from secon.procurement.notice import Criterion, Lot, Notice, Stage
from secon.procurement.ocds import codes
from secon.procurement.ocds.extension import lot_extension
from secon.procurement.ocds.values import (
    Json,
    addresses,
    anywhere,
    begin,
    classification,
    end,
    merged,
    moment,
    money,
    number,
    one_text,
    texts,
    without_empty,
)
from secon.procurement.signals import Signal

GROUP = "group"


def lots(notice: Notice, main: str | None, signals: dict[str, Sequence[Signal]]) -> list[Json]:
    """Every lot, and the parts of a plan; groups stand apart."""
    return [
        _lot(notice, one, main, signals.get(one.id, ()))
        for one in _each(notice.lots)
        if one.kind != GROUP
    ]


def lot_groups(notice: Notice, main: str | None) -> list[Json]:
    """The groups of lots a buyer may award together."""
    return [
        merged(
            {"id": one.id},
            texts("title", one.titles, main),
            texts("description", one.descriptions, main),
            {
                "maximumValue": money(one.framework_maximum or one.value),
                "awardCriteria": _criteria(one.criteria, main),
            },
        )
        for one in _each(notice.lots)
        if one.kind == GROUP
    ]


def items(notice: Notice) -> list[Json]:
    """What each lot buys and where: one item a lot, by its CPV codes."""
    return [
        {
            "id": one.id,
            "relatedLot": one.id,
            "classification": classification("CPV", one.cpv[0] if one.cpv else None),
            "additionalClassifications": [classification("CPV", code) for code in one.cpv[1:]],
            "deliveryAddresses": addresses(one.places),
            "deliveryLocations": anywhere(one.places),
        }
        for one in _each(notice.lots)
        if one.kind != GROUP and (one.cpv or one.places)
    ]


def _each(found: Iterable[Lot]) -> Iterator[Lot]:
    """Each lot once: the first of its name."""
    seen: set[str] = set()
    for one in found:
        if one.id not in seen:
            seen.add(one.id)
            yield one


def _lot(notice: Notice, lot: Lot, main: str | None, signals: Sequence[Signal]) -> Json:
    goals = list(_goals(lot, main))
    return merged(
        {"id": lot.id},
        texts("title", lot.titles, main),
        texts("description", lot.descriptions, main),
        {
            "status": _status(notice, lot),
            "mainProcurementCategory": codes.CATEGORIES.get(lot.nature or notice.nature or ""),
            "value": money(lot.value),
            "tenderPeriod": {"endDate": moment(lot.deadline)},
            "enquiryPeriod": {"endDate": moment(lot.questions_until)},
            "contractPeriod": {
                "startDate": begin(lot.starts),
                "endDate": end(lot.ends),
                "durationInDays": _days(lot.duration),
            },
            "otherRequirements": {
                "reservedParticipation": [
                    codes.RESERVED[code] for code in lot.reserved or () if code in codes.RESERVED
                ]
            },
            "contractTerms": {
                "reservedExecution": lot.reserved_execution,
                "performanceTerms": one_text(lot.conditions, main),
            },
            "selectionCriteria": {"description": one_text(lot.participation, main)},
            "awardCriteria": _criteria(lot.criteria, main),
            "suitability": {"sme": lot.sme_suitable},
            "hasAccessibilityCriteria": _accessible(lot.accessibility),
            "hasSustainability": True if goals else None,
            "sustainability": goals,
            "techniques": _techniques(lot),
        },
        lot_extension(lot, signals),
    )


def _status(notice: Notice, lot: Lot) -> str | None:
    if notice.change and notice.change.reason == codes.CANCELLED:
        return "cancelled"
    if lot.result:
        return codes.LOT_STATUS.get(lot.result.status or "")
    return None if notice.stage is Stage.RESULT else codes.TENDER_STATUS.get(notice.stage)


def _days(duration: tuple[Decimal, str] | None) -> int | None:
    if duration is None or duration[1] not in codes.DAYS:
        return None
    return round(duration[0] * codes.DAYS[duration[1]])


def _accessible(code: str | None) -> bool | None:
    """Whether the lot has accessibility criteria (BT-754)."""
    return {"inc": True, "n-inc": False, "n-inc-just": False}.get(code or "")


def _techniques(lot: Lot) -> Json | None:
    most = money(lot.framework_maximum)
    return {"hasFrameworkAgreement": True, "frameworkAgreement": {"value": most}} if most else None


def _goals(lot: Lot, main: str | None) -> Iterator[Json]:
    """BT-06, 774, 775, 776 and 805 as goals; the words of BT-777 with the first."""
    lists = (
        (codes.STRATEGIC_GOALS, lot.strategic),
        (codes.SOCIAL_GOALS, lot.social),
        (codes.GREEN_GOALS, lot.green),
        (codes.INNOVATION_GOALS, lot.innovation),
    )
    stated = [table.get(code) for table, said in lists for code in said or ()]
    goals = dict.fromkeys(goal for goal in stated if goal)
    words = one_text(lot.strategic_texts, main)
    for goal in goals:
        yield {"goal": goal, "strategies": list(codes.STRATEGIES), "description": words}
        words = None
    criteria = [codes.GREEN_CRITERIA.get(code) for code in lot.green_criteria or ()]
    if named := [one for one in criteria if one]:
        yield {"goal": "environmental", "strategies": named}


def _criteria(said: Iterable[Criterion], main: str | None) -> Json:
    """Each criterion once: the standard allows no twins."""
    rows = [without_empty(_criterion(one, main)) for one in said]
    return {"criteria": [one for index, one in enumerate(rows) if one not in rows[:index]]}


def _criterion(one: Criterion, main: str | None) -> Json:
    weight = {"weight": codes.WEIGHTS.get(one.weight_unit or "")}
    return {
        "type": one.kind,
        "name": one_text(one.names, main),
        "description": one_text(one.descriptions, main),
        "numbers": [weight | {"number": number(one.weight)}] if one.weight is not None else [],
    }
