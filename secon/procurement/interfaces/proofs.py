"""The signals of a lot in sentences: what it is, what it does, how we know, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.procurement.enums import Doubt, SignalKind, Strength
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.highlights import Highlight
from secon.procurement.interfaces.marks import MARK_VARIANTS, STRENGTH_ORDER
from secon.procurement.interfaces.names import CPV, Names
from secon.procurement.models import Lot, LotSignal
from secon.procurement.signals import sector_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOCIAL = (
    SignalKind.RESERVED_PARTICIPATION,
    SignalKind.RESERVED_EXECUTION,
    SignalKind.SOCIAL_OBJECTIVE,
    SignalKind.STRATEGIC_SOCIAL,
    SignalKind.CLAUSE,
    SignalKind.MENTION,
    SignalKind.SOCIAL_SERVICE,
    SignalKind.SUITED_SECTOR,
)
"""Told as sentences; green aims, innovation and the like stay among the coded facts."""
CODE_LISTS = {
    SignalKind.RESERVED_PARTICIPATION: "reserved-procurement",
    SignalKind.SOCIAL_OBJECTIVE: "social-objective",
    SignalKind.STRATEGIC_SOCIAL: "strategic-procurement",
}
CODED_SENTENCES = {
    SignalKind.RESERVED_EXECUTION: gettext_lazy(
        "The contract must be performed within sheltered employment programmes."
    ),
    SignalKind.STRATEGIC_SOCIAL: gettext_lazy("The purchase pursues a social aim."),
}
USE_SENTENCES: dict[str, StrOrPromise] = {
    "reservation": gettext_lazy("The text reserves the contract."),
    "award-criterion": gettext_lazy("It counts when tenders are compared."),
    "performance-condition": gettext_lazy("Whoever wins must do it."),
    "specification": gettext_lazy("What is delivered must meet it."),
    "subject-matter": gettext_lazy("It is what is bought."),
}
TEXT_FIELDS: dict[str, StrOrPromise] = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "conditions": gettext_lazy("Performance conditions"),
    "participation": gettext_lazy("Conditions to take part"),
    "award": gettext_lazy("Award criteria"),
    "additional": gettext_lazy("Further information"),
    "strategic": gettext_lazy("About the aims"),
    "procedure-title": gettext_lazy("Title of the whole notice"),
    "procedure-description": gettext_lazy("Description of the whole notice"),
    "procedure-additional": gettext_lazy("Further information of the whole notice"),
}


@dataclass(frozen=True, slots=True)
class SignalSaid:
    """One signal. ``proof`` is the coded field, ``quote`` the words; ``anchor`` leads to them."""

    kind: str
    term: str
    variant: str
    sentence: str
    uses: tuple[str, ...]
    strength: str
    proof: str
    article: str
    quote: str
    language: str
    field: str
    """The key of the text the words stand in, such as ``conditions``; empty for a code."""
    field_said: str
    anchor: str
    doubt: str


@dataclass(frozen=True, slots=True)
class SignalsSaid:
    """The signals of a lot, apart: what holds, what is doubtful, what is only mentioned."""

    sure: tuple[SignalSaid, ...]
    doubtful: tuple[SignalSaid, ...]
    mentions: tuple[SignalSaid, ...]

    def __bool__(self) -> bool:
        return bool(self.sure or self.doubtful or self.mentions)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that are told here."""
        return frozenset(one.kind for one in (*self.sure, *self.doubtful, *self.mentions))

    def highlights(self, field: str, language: str) -> tuple[Highlight, ...]:
        """What is to be marked in a text of the lot."""
        return tuple(
            Highlight(one.anchor, one.quote)
            for one in (*self.sure, *self.mentions)
            if one.field == field and one.language == language
        )


def codes_of_signals(lot: Lot) -> Iterator[tuple[str, str]]:
    """(list, code) of everything the sentences name."""
    for signal in lot.signal_rows.all():
        kind = SignalKind(signal.kind)
        if kind in CODE_LISTS:
            yield CODE_LISTS[kind], signal.code
        elif kind in (SignalKind.SOCIAL_SERVICE, SignalKind.SUITED_SECTOR):
            yield CPV, signal.code


def signals_said(lot: Lot, *, names: Names) -> SignalsSaid:
    """The social signals of ``lot``, strongest kind first."""
    rows = [s for s in lot.signal_rows.all() if s.kind in SOCIAL]
    rows.sort(key=lambda s: (STRENGTH_ORDER[s.kind], s.pk))
    said: dict[tuple[str, ...], tuple[LotSignal, SignalSaid]] = {}
    for number, row in enumerate(rows, start=1):
        one = _said(row, names=names, anchor=f"words-{lot.pk}-{number}")
        same = (row.kind, row.code, row.quote or row.field, row.language)
        if same in said:  # the same words that do two things
            first = said[same][1]
            one = replace(
                first,
                uses=(*first.uses, *one.uses),
                sentence=f"{first.sentence} {one.sentence}",
            )
        said[same] = (row, one)
    return SignalsSaid(
        sure=tuple(_chosen(said.values(), doubtful=False, mention=False)),
        doubtful=tuple(_chosen(said.values(), doubtful=True, mention=False)),
        mentions=tuple(_chosen(said.values(), doubtful=False, mention=True)),
    )


def _chosen(
    said: Iterable[tuple[LotSignal, SignalSaid]], *, doubtful: bool, mention: bool
) -> Iterator[SignalSaid]:
    for row, one in said:
        if bool(row.doubt) is doubtful and (row.kind == SignalKind.MENTION) is mention:
            yield one


def _said(row: LotSignal, *, names: Names, anchor: str) -> SignalSaid:
    kind = SignalKind(row.kind)
    term, sentence = _words(row, kind, names)
    return SignalSaid(
        kind=row.kind,
        term=term,
        variant="quiet" if row.doubt or kind is SignalKind.MENTION else _variant(kind),
        sentence=sentence,
        uses=(str(wording.USES[row.use]),) if row.use in USE_SENTENCES else (),
        strength=str(Strength(row.strength).label) if row.strength else "",
        proof="" if row.quote else _proof(row),
        article=row.article,
        quote=row.quote,
        language=row.language,
        field=row.field if row.quote else "",
        field_said=str(TEXT_FIELDS.get(row.field, row.field)) if row.quote else "",
        anchor=anchor,
        doubt=str(Doubt(row.doubt).label) if row.doubt else "",
    )


def _variant(kind: SignalKind) -> str:
    return MARK_VARIANTS.get(kind, "neutral")


def _words(row: LotSignal, kind: SignalKind, names: Names) -> tuple[str, str]:
    """What a signal is called, and the sentence that says what it means."""
    if kind in (SignalKind.CLAUSE, SignalKind.MENTION):
        return str(wording.CLAUSES[row.code]), str(USE_SENTENCES.get(row.use, ""))
    term = str(wording.SIGNALS[row.kind])
    if kind is SignalKind.SUITED_SECTOR:
        sector = sector_of(row.code)
        return (f"{term}: {_(sector.name)}", _(sector.reason)) if sector else (term, "")
    if kind is SignalKind.SOCIAL_SERVICE:
        return term, _service(row, names)
    if kind in CODED_SENTENCES:
        return term, str(CODED_SENTENCES[kind])
    return term, names.code(CODE_LISTS[kind], row.code)


def _service(row: LotSignal, names: Names) -> str:
    if row.strength == Strength.CODED:
        return _("The notice uses the rules for social and other specific services.")
    label = names.cpv(row.code) or row.code
    return _("“%(service)s” is on the list of social and other specific services.") % {
        "service": label
    }


def _proof(row: LotSignal) -> str:
    """The coded words: "res-ws (BT-71-Lot)"."""
    return f"{row.code} ({row.field})" if row.code and row.field else row.code or row.field
