"""What kind of notice an older form is, in the words of eForms.

The document type that the Publications Office coded (``TD_DOCUMENT_TYPE``) tells whether a form
plans, calls or reports; the form and its ``NOTICE/@TYPE`` tell the rest.
"""

from typing import Final

from secon.procurement.notice import Stage

STAGES: Final = {
    "0": Stage.PLANNING,  # prior information without call
    "2": Stage.OTHER,  # additional information
    "3": Stage.CALL,  # contract notice
    "7": Stage.RESULT,  # contract award
    "A": Stage.CALL,  # prior information with call
    "B": Stage.PLANNING,  # buyer profile
    "C": Stage.CALL,  # works concession
    "D": Stage.CALL,  # design contest
    "H": Stage.CALL,  # services concession
    "I": Stage.CALL,  # call for expressions of interest
    "J": Stage.RESULT,  # concession award
    "K": Stage.CHANGE,  # modification of a contract
    "M": Stage.CALL,  # periodic indicative with call
    "O": Stage.CALL,  # qualification system with call
    "P": Stage.PLANNING,  # periodic indicative without call
    "Q": Stage.PLANNING,  # qualification system without call
    "R": Stage.RESULT,  # results of design contests
    "V": Stage.RESULT,  # voluntary ex ante transparency
    "Y": Stage.CALL,  # dynamic purchasing system
}
FORM_TYPES: Final = {
    Stage.PLANNING: "planning",
    Stage.CALL: "competition",
    Stage.RESULT: "result",
    Stage.CHANGE: "cont-modif",
}
KINDS: Final = {
    "F02": "cn-standard",
    "F03": "can-standard",
    "F05": "cn-standard",
    "F06": "can-standard",
    "F07": "qu-sy",
    "F08": "pin-buyer",
    "F12": "cn-desg",
    "F13": "can-desg",
    "F14": "corr",
    "F15": "veat",
    "F20": "can-modif",
    "F24": "cn-standard",
    "F25": "can-standard",
    "T01": "pin-tran",
    "T02": "can-tran",
    "16": "pin-only",
    "17": "cn-standard",
    "18": "can-standard",
}
LIGHT: Final = frozenset({"F21", "F22", "F23"})
"""Social and other specific services: public contracts, utilities, concessions."""
PRIOR: Final = frozenset({"F01", "F04"})
WITH_BOXES: Final = frozenset({"F01", "F02", "F04", "F05", "F07", "F21", "F22", "F23", "F24", "17"})
"""Forms that offer the boxes for reserved contracts (III.1.5, III.1.7 or their like)."""
WITH_MISSION_BOX: Final = frozenset({"F21", "F22"})
"""Forms that also offer the box for organisations with a public service mission (Art. 77)."""


def stage_of(document_type: str | None, form: str) -> Stage:
    if document_type in STAGES:
        return STAGES[document_type]
    kind = KINDS.get(form, "")
    if kind.startswith("can"):
        return Stage.RESULT
    return Stage.CALL if kind.startswith("cn") else Stage.OTHER


def kind_of(form: str, type_: str | None, stage: Stage) -> str | None:
    """The eForms notice type; ``None`` where eForms has none for it."""
    if form in LIGHT:
        if type_ == "QSU_CALL_COMPETITION":
            return "qu-sy"
        called = "cn-social" if type_ == "CONTRACT" else "pin-cfc-social"
        return {Stage.PLANNING: "pin-only", Stage.CALL: called, Stage.RESULT: "can-social"}.get(
            stage
        )
    if form in PRIOR:
        if stage is Stage.CALL:
            return "pin-cfc-standard"
        return "pin-rtl" if (type_ or "").endswith("REDUCING_TIME_LIMITS") else "pin-only"
    return KINDS.get(form)


def deadline_kind_of(form: str, type_: str | None, procedure: str | None) -> str:
    """What the one time limit of an older form is for: tenders, requests, or interest."""
    if (type_ or "").startswith(("PRI", "PER")) and form != "F23":
        return "interest"
    return "tender" if procedure in (None, "open") else "participation"
