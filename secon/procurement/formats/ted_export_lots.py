"""Lots of an older form, put together from their own section, what is shared and the awards."""

import re
from typing import Final

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import Fields
from secon.procurement.formats.ted_export_awards import result_of
from secon.procurement.formats.ted_export_kinds import (
    WITH_BOXES,
    WITH_MISSION_BOX,
    deadline_kind_of,
)
from secon.procurement.formats.ted_export_parts import Form
from secon.procurement.notice import Lot, Stage

WORKSHOP: Final = "RESTRICTED_SHELTERED_WORKSHOP"
PROGRAMME: Final = "RESTRICTED_SHELTERED_PROGRAM"
MISSION: Final = "RESERVED_ORGANISATIONS_SERVICE_MISSION"
NOT_TICKED: Final = "(not ticked)"
SOURCES: Final = {"value": "VAL_OBJECT"}
_NUMBER = re.compile(r"\D*0*(\d{1,4})\D*")


def lots_of(form: Form, stage: Stage) -> tuple[Lot, ...]:
    """Every lot with its result; what section III and IV say once is said of each."""
    marks, proofs = _reservations(form, stage)
    deadline = _deadline(form, stage)
    shared = {
        key: form.shared[key] for key in ("conditions", "participation") if key in form.shared
    }
    awards = _awards_by_lot(form)
    lots: list[Lot] = []
    for name, made in _named(form).items():
        if "criteria" in form.shared:
            made.setdefault("criteria", form.shared["criteria"])
        mine = dict(proofs)
        mine.update((key, source) for key, source in SOURCES.items() if made.get(key) is not None)
        if "conditions" in shared:
            mine["conditions"] = "PERFORMANCE_CONDITIONS"
        if deadline:
            mine["deadline"] = "DATE_RECEIPT_TENDERS"
        result = result_of(awards.pop(name, []))
        lots.append(Lot(id=name, **made, **shared, **marks, **deadline, result=result, proofs=mine))
    for name, found in awards.items():
        form.warnings.append(f"result-without-lot: {name}")
        if name:
            lots.append(Lot(name, result=result_of(found)))
    return tuple(lots)


def _reservations(form: Form, stage: Stage) -> tuple[Fields, dict[str, str]]:
    """The boxes for reserved contracts.

    A ticked box is stated wherever it stands. An empty one says no only in a call: there section
    III must be filled in and the box is the form's one way to say it. Planning and result forms
    leave section III out, so that nothing is known of them.
    """
    ticked = form.ticked
    code = form.fields["code"]
    asked = stage is Stage.CALL and code in WITH_BOXES
    marks: Fields = {}
    proofs: dict[str, str] = {}
    boxes = [(WORKSHOP, "res-ws"), (MISSION, "res-pub-ser")]
    reserved = [(box, said) for box, said in boxes if box in ticked]
    if reserved or asked:
        offered = [WORKSHOP, MISSION] if code in WITH_MISSION_BOX else [WORKSHOP]
        marks["reserved"] = tuple(said for _, said in reserved)
        proofs["reserved"] = (
            ", ".join(box for box, _ in reserved) or f"{', '.join(offered)} {NOT_TICKED}"
        )
    if PROGRAMME in ticked or asked:
        marks["reserved_execution"] = PROGRAMME in ticked
        proofs["reserved_execution"] = (
            PROGRAMME if PROGRAMME in ticked else f"{PROGRAMME} {NOT_TICKED}"
        )
    return marks, proofs


def _deadline(form: Form, stage: Stage) -> Fields:
    """Local time of the buyer, as the form says: no offset is published."""
    on, at = form.shared.get("deadline_day"), form.shared.get("deadline_time")
    moment = values.moment(on, at, form.country)
    if moment is None or stage not in (Stage.CALL, Stage.PLANNING):
        return {}
    if at is None:
        form.warnings.append("deadline-without-time: DATE_RECEIPT_TENDERS")
    if form.published and moment.date() < form.published:
        form.warnings.append("deadline-before-publication: DATE_RECEIPT_TENDERS")
    kind = deadline_kind_of(form.fields["code"], form.type, form.fields.get("procedure_kind"))
    return {"deadline": moment, "deadline_kind": kind}


def _named(form: Form) -> dict[str, Fields]:
    """Lots by an identifier in the manner of eForms, from their number where they have one."""
    named: dict[str, Fields] = {}
    for position, made in enumerate(form.lots, start=1):
        number = made.get("number")
        name = _name(number) if number else f"LOT-{position if len(form.lots) > 1 else 0:04d}"
        while name in named:
            name += "-"
        named[name] = made
    return named


def _name(number: str) -> str:
    found = _NUMBER.fullmatch(number)
    if found:
        return f"LOT-{int(found[1]):04d}"
    return f"LOT-{re.sub(r'[^0-9A-Za-zÀ-žΑ-ωА-я.]+', '-', number).strip('-')[:40]}"


def _awards_by_lot(form: Form) -> dict[str, list[Fields]]:
    """Awards under the lots they name; an award that names none goes to the only lot.

    The value of a contract for several lots is of none of them.
    """
    names = list(_named(form))
    found: dict[str, list[Fields]] = {}
    for award in form.awards:
        named = _lots_named(award.get("lots"), names)
        if len(named) > 1 and award.pop("value", None):
            form.warnings.append(f"value-of-several-lots: {', '.join(named)}")
        for name in named:
            found.setdefault(name, []).append(award)
    return found


def _lots_named(said: str | None, names: list[str]) -> list[str]:
    if len(names) == 1:
        return names
    if said is None:
        return [""]
    if _name(said) in names:
        return [_name(said)]
    parts = [_name(part) for part in re.split(r"[,;]", said) if part.strip()]
    return [part for part in parts if part in names] or [_name(said)]
