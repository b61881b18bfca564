"""A notice as rows of tables: tuples in the order of ``COLUMNS``, ready to be sent and stored.

Pure and free of the ORM, so that worker processes do it. Lists and mappings are JSON text
already; ``None`` is unknown everywhere, an empty list a stated none.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from secon.procurement.domain.columns import Row, Rows, as_json
from secon.procurement.domain.parties import organisation_rows
from secon.procurement.domain.placing import place_rows
from secon.procurement.domain.signalling import doubt_bits, signal_bits, signal_row
from secon.procurement.enums import PointerKind
from secon.procurement.keys import child_key, normal_publication, notice_key
from secon.procurement.notice import Lot, Money, Notice, Result, Stage, Texts
from secon.procurement.signals import SIGNALS_VERSION, Reader, signals

_WEIGHT_LIMIT = Decimal(10) ** 8
_COUNT_LIMIT = 2**31 - 1


def flatten(notice: Notice, *, today: date, is_example: bool = False) -> Rows:
    """The rows of ``notice``. Contacts whose time is over on ``today`` are left out.

    Raises ValueError when it has more lots or organisations than a key can count.
    """
    key = notice_key(notice.publication)
    published = notice.published or notice.issued
    rows = Rows(
        key, normal_publication(notice.publication), published, notice.format, _doubts(notice)
    )
    tables = rows.tables
    tables["Notice"].append(_notice(notice, key, is_example=is_example))
    changes = notice.change.texts if notice.change else {}
    tables["NoticeText"].extend(
        (key, *row) for row in _texts(notice.titles, notice.descriptions, changes)
    )
    tables["NoticePointer"].extend((key, *pointer) for pointer in _pointers(notice))
    organisations = organisation_rows(notice, rows, today=today)
    reader = Reader(notice)
    for index, lot in enumerate(notice.lots):
        _lot(notice, lot, child_key(key, index), rows, reader=reader, is_example=is_example)
        if lot.result is not None:
            _award(lot.result, child_key(key, index), organisations, tables)
    return rows


def _doubts(notice: Notice) -> tuple[str, ...]:
    return tuple(warning.partition(":")[0] for warning in notice.warnings)


def version_key(notice_id: str | None, version: str | None) -> str:
    """A notice id with version as pointers write it, ``uuid-02``; empty where either is unknown."""
    if not notice_id or not version:
        return ""
    version = version.strip()
    return f"{notice_id.strip().lower()}-{version.lstrip('0').zfill(2)}"[:80]


def normal_target(said: str) -> str:
    """What a pointer names, spelt as ``Notice.publication`` or ``Notice.version_key`` is."""
    said = normal_publication(said)
    notice_id, dash, version = said.rpartition("-")
    if dash and len(notice_id) > 30 and version.isdigit():
        return version_key(notice_id, version)
    return said[:80]


def _notice(notice: Notice, key: int, *, is_example: bool) -> Row:
    value, currency, _ = _money(notice.value)
    total, total_currency, _ = _money(notice.total)
    change = notice.change
    return (
        key,
        normal_publication(notice.publication),
        str(notice.stage),
        notice.kind or "",
        notice.subtype or "",
        notice.form or "",
        notice.format,
        notice.root,
        notice.published,
        notice.issued,
        notice.languages[0] if notice.languages else "",
        as_json(notice.languages),
        notice.country or "",
        version_key(notice.notice_id, notice.version),
        notice.procedure or "",
        notice.procedure_kind or "",
        notice.accelerated,
        notice.legal_basis or "",
        notice.light_regime,
        notice.nature or "",
        notice.cpv[0] if notice.cpv else "",
        value,
        currency,
        total,
        total_currency,
        len(notice.lots),
        notice.documents or "",
        (change.reason if change else None) or "",
        as_json(change.sections if change else ()),
        as_json(notice.withheld),
        as_json(notice.warnings),
        SIGNALS_VERSION,
        is_example,
    )


def _pointers(notice: Notice) -> list[tuple[str, str]]:
    found = [(PointerKind.CHANGES.value, notice.change.of)] if notice.change else []
    found += [(PointerKind.REFERS_TO.value, target) for target in notice.refers_to]
    return list(dict.fromkeys((kind, normal_target(target)) for kind, target in found if target))


def _lot(
    notice: Notice, lot: Lot, own: int, rows: Rows, *, reader: Reader, is_example: bool
) -> None:
    tables = rows.tables
    placed = place_rows(notice, lot)
    found = signals(notice, lot, reader)
    value, currency, doubtful = _money(lot.value)
    deadline_day = lot.deadline.date() if lot.deadline else None
    cpv = tuple(dict.fromkeys(lot.cpv or notice.cpv))
    tables["Lot"].append(
        (
            own,
            rows.notice_id,
            lot.id,
            lot.kind,
            str(notice.stage),
            rows.published,
            _utc(lot.deadline),
            lot.deadline_kind or "",
            deadline_day,
            deadline_day if notice.stage is Stage.CALL else None,
            None,
            "",
            True,
            lot.nature or notice.nature or "",
            cpv[0] if cpv else "",
            value,
            currency,
            doubtful,
            value if currency == "EUR" else None,
            None if lot.reserved is None else bool(lot.reserved),
            lot.reserved_execution,
            None if lot.social is None else bool(lot.social),
            lot.sme_suitable,
            signal_bits(found),
            doubt_bits(found),
            notice.languages[0] if notice.languages else "",
            placed.country,
            str(placed.rung),
            is_example,
        )
    )
    tables["LotDetail"].append(_detail(lot, own))
    tables["LotText"].extend(
        (own, *row)
        for row in _texts(
            lot.titles,
            lot.descriptions,
            lot.strategic_texts,
            lot.conditions,
            lot.participation,
            lot.additional,
        )
    )
    tables["LotPlace"].extend((own, *row) for row in placed.rows)
    tables["LotCpv"].extend((own, code, not place) for place, code in enumerate(cpv))
    tables["LotSignal"].extend(signal_row(own, one) for one in found)
    for criterion in lot.criteria:
        weight = criterion.weight
        tables["Criterion"].append(
            (
                own,
                criterion.kind or "",
                as_json(dict(criterion.names)),
                as_json(dict(criterion.descriptions)),
                weight if weight is not None and abs(weight) < _WEIGHT_LIMIT else None,
                criterion.weight_unit or "",
            )
        )


def _detail(lot: Lot, own: int) -> Row:
    maximum, currency, _ = _money(lot.framework_maximum)
    amount, unit = lot.duration or (None, "")
    return (
        own,
        lot.number or "",
        maximum,
        currency,
        _utc(lot.questions_until),
        lot.starts,
        lot.ends,
        amount if amount is not None and abs(amount) < _WEIGHT_LIMIT else None,
        unit,
        as_json(lot.reserved),
        as_json(lot.strategic),
        as_json(lot.social),
        as_json(lot.green),
        as_json(lot.innovation),
        as_json(lot.green_criteria),
        lot.accessibility or "",
        as_json(dict(lot.proofs)),
    )


def _award(
    result: Result, own: int, organisations: Mapping[str, int], tables: dict[str, list[Row]]
) -> None:
    lowest, lowest_currency, _ = _money(result.lowest)
    highest, highest_currency, _ = _money(result.highest)
    received = result.tenders_received
    tables["Award"].append(
        (
            own,
            None,
            result.status or "",
            result.reason or "",
            received if received is not None and 0 <= received <= _COUNT_LIMIT else None,
            lowest,
            lowest_currency,
            highest,
            highest_currency,
        )
    )
    for tender, winner in enumerate(result.winners, start=1):
        value, currency, doubtful = _money(winner.value)
        known = [organisations[one] for one in winner.organisation_ids if one in organisations]
        tables["Winner"].extend(
            (own, organisation, tender, value, currency, doubtful, winner.contract_date)
            for organisation in known or (None,)
        )


def _texts(*columns: Texts) -> list[tuple[str, ...]]:
    """One row per language that any of the columns has: the language, then each column's text."""
    languages = dict.fromkeys(language for texts in columns for language in texts)
    return [(language, *(texts.get(language, "") for texts in columns)) for language in languages]


def _money(money: Money | None) -> tuple[Decimal | None, str, bool]:
    if money is None:
        return None, "", False
    return money.amount, money.currency, money.doubtful


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
