"""What a lot's buyer coded, in three states, each with the field that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.procurement.enums import Doubt, SignalKind
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.names import Names
from secon.procurement.models import Lot

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class State(StrEnum):
    """Unknown, none and known are three things."""

    KNOWN = "known"
    NONE = "none"  # the buyer says: none, or no
    UNKNOWN = "unknown"  # the buyer left the field empty


@dataclass(frozen=True, slots=True)
class Statement:
    """One coded field of a lot in words. ``codes`` are as coded, ``field`` is where."""

    term: str
    state: State
    values: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    field: str = ""
    variant: str = "neutral"
    doubt: str = ""
    """Why the code is doubtful, in words; empty where it is not."""
    essential: bool = False
    """Shown in its place even when unknown: what makes a tender social or not."""
    kind: str = ""
    """The kind of signal it makes; empty where it makes none that is told in a sentence."""

    @property
    def proof(self) -> str:
        """The coded words: "res-ws (BT-71-Lot)"."""
        coded = ", ".join(self.codes)
        if coded and self.field:
            return f"{coded} ({self.field})"
        return coded or self.field


@dataclass(frozen=True, slots=True)
class _Coded:
    attribute: str
    term: StrOrPromise
    list_id: str
    variant: str = "neutral"
    kind: str = ""
    """The kind of the signals that it makes, where they can be doubtful."""


CODED = (
    _Coded(
        "reserved",
        wording.SIGNALS["reserved-participation"],
        "reserved-procurement",
        "reserved",
        SignalKind.RESERVED_PARTICIPATION,
    ),
    _Coded(
        "reserved_execution",
        wording.SIGNALS["reserved-execution"],
        "",
        "reserved",
        SignalKind.RESERVED_EXECUTION,
    ),
    _Coded(
        "social",
        wording.SIGNALS["social-objective"],
        "social-objective",
        "social",
        SignalKind.SOCIAL_OBJECTIVE,
    ),
    _Coded(
        "strategic",
        gettext_lazy("Strategic aim"),
        "strategic-procurement",
        "social",
        SignalKind.STRATEGIC_SOCIAL,
    ),
    _Coded("green", gettext_lazy("Environmental aim"), "environmental-impact", "green"),
    _Coded("green_criteria", gettext_lazy("Green criteria"), "gpp-criteria", "green"),
    _Coded("innovation", gettext_lazy("Innovation aim"), "innovative-acquisition"),
    _Coded("accessibility", wording.SIGNALS["accessibility"], "accessibility"),
    _Coded("sme_suitable", wording.SIGNALS["sme"], ""),
)
ESSENTIAL = {"reserved", "reserved_execution", "social"}
ON_THE_LOT = {"reserved_execution", "sme_suitable"}


def codes_of(lot: Lot) -> Iterator[tuple[str, str]]:
    """(list, code) of everything the statements of a lot name."""
    for coded in CODED:
        if coded.list_id:
            for code in _codes(_stored(lot, coded.attribute)):
                yield coded.list_id, code


def statements(lot: Lot, *, names: Names) -> list[Statement]:
    """Every coded field that may be stated of a lot, stated or not, in a fixed order."""
    return [*_statements(lot, names=names), *_service(lot)]


def _doubt(lot: Lot, kind: str) -> str:
    """The doubt that every signal of a kind is in; empty where one of them is in none."""
    doubts = [
        Doubt(s.doubt).label if s.doubt else "" for s in lot.signal_rows.all() if s.kind == kind
    ]
    return str(doubts[0]) if doubts and all(doubts) else ""


def _statements(lot: Lot, *, names: Names) -> Iterator[Statement]:
    proofs: dict[str, str] = lot.detail.proofs if hasattr(lot, "detail") else {}
    for coded in CODED:
        stored = _stored(lot, coded.attribute)
        field = proofs.get(coded.attribute, "")
        term = str(coded.term)
        if stored is None or stored == "":
            yield Statement(term, State.UNKNOWN, essential=coded.attribute in ESSENTIAL)
        elif stored is False or stored == []:
            word = _("No, says the buyer") if stored is False else str(wording.STATED_NONE)
            yield Statement(term, State.NONE, (word,), field=field)
        elif stored is True:
            doubt = _doubt(lot, coded.kind)
            yield Statement(
                term,
                State.KNOWN,
                (_("Yes"),),
                field=field,
                variant=coded.variant,
                doubt=doubt,
                kind=coded.kind,
            )
        else:
            codes = tuple(_codes(stored))
            labels = tuple(names.code(coded.list_id, code) for code in codes)
            doubt = _doubt(lot, coded.kind)
            yield Statement(
                term, State.KNOWN, labels, codes, field, coded.variant, doubt, kind=coded.kind
            )


def _service(lot: Lot) -> Iterator[Statement]:
    """Social services are told by the kind of service, not by a field a buyer may leave empty."""
    found = [s for s in lot.signal_rows.all() if s.kind == SignalKind.SOCIAL_SERVICE]
    if found:
        yield Statement(
            str(wording.SIGNALS["social-service"]),
            State.KNOWN,
            (_("Told by the code of the service or its legal regime"),),
            tuple(dict.fromkeys(s.code for s in found if s.code)),
            ", ".join(dict.fromkeys(s.field for s in found if s.field)),
            "social",
            kind=SignalKind.SOCIAL_SERVICE,
        )


def _stored(lot: Lot, attribute: str) -> object:
    if attribute in ON_THE_LOT:
        return getattr(lot, attribute)
    return getattr(lot.detail, attribute) if hasattr(lot, "detail") else None


def _codes(stored: object) -> Iterable[str]:
    if isinstance(stored, str):
        return (stored,) if stored else ()
    return stored if isinstance(stored, list) else ()
