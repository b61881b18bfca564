"""A notice as its page shows it: texts chosen, codes named, times in the reader's zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from secon.procurement.domain.queries import Tender
from secon.procurement.domain.zones import zone_of
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.amounts import duration_said
from secon.procurement.interfaces.highlights import Highlight, within
from secon.procurement.interfaces.marks import Mark, marks
from secon.procurement.interfaces.names import CPV, Names, names_of
from secon.procurement.interfaces.outcomes import (
    CallSaid,
    Outcome,
    call_of,
    codes_of_outcomes,
    outcomes,
)
from secon.procurement.interfaces.passages import (
    CriterionSaid,
    Passage,
    criteria_said,
    passages_said,
)
from secon.procurement.interfaces.proofs import SignalsSaid, codes_of_signals, signals_said
from secon.procurement.interfaces.rows import lot_title, money, notice_title, place_said
from secon.procurement.interfaces.statements import Statement, codes_of, statements
from secon.procurement.interfaces.texts import Shown, choose
from secon.procurement.models import Lot, Notice, Organisation
from secon.procurement.notice import Rung

NOTICE_LISTS = (
    ("notice-type", "kind"),
    ("procurement-procedure-type", "procedure_kind"),
    ("contract-nature", "nature"),
    ("legal-basis", "legal_basis"),
    ("change-corrig-justification", "change_reason"),
)


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place and, where it was read otherwise than written, the code as published."""

    text: str
    code: str
    said: str


@dataclass(frozen=True, slots=True)
class LotPage:
    """One lot of the page."""

    ref: str
    number: str
    title: Shown
    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]
    signals: SignalsSaid
    anchors: frozenset[str]
    """Where quoted words are marked on the page."""
    cpv: tuple[tuple[str, str], ...]
    places: tuple[PlaceSaid, ...]
    rung: str
    value: str
    value_doubtful: bool
    framework: str
    duration: str
    starts: object
    ends: object
    deadline: datetime | None
    participation: bool
    questions_until: datetime | None
    zone: ZoneInfo
    closed: str
    criteria: tuple[CriterionSaid, ...]
    passages: tuple[Passage, ...]
    outcomes: tuple[Outcome, ...]
    call: CallSaid | None


@dataclass(frozen=True, slots=True)
class BuyerSaid:
    """A buyer and what is known of it, without persons."""

    name: Shown
    place: str
    kind: str
    activity: str
    website: str


@dataclass(frozen=True, slots=True)
class TenderPage:
    """The whole page."""

    notice: Notice
    title: Shown
    original_title: Shown | None
    description: Passage | None
    change: Shown | None
    change_reason: str
    kind: str
    procedure_kind: str
    nature: str
    legal_basis: str
    value: str
    total: str
    buyers: tuple[BuyerSaid, ...]
    lots: tuple[LotPage, ...]


def tender_page(found: Tender, *, reader: str, language: str, zone: ZoneInfo | None) -> TenderPage:
    """The page in ``language``; the notice's own texts in ``reader`` where it has them.

    ``zone`` is the reader's own time zone; without one each lot keeps the time of its place.
    """
    notice = found.notice
    names = _names(found, language=language)
    texts = {text.language: text for text in notice.texts.all()}
    title = notice_title(notice, reader=reader, page=language)
    original = texts.get(notice.language)
    description = choose(
        {code: text.description for code, text in texts.items()},
        reader=reader,
        original=notice.languages,
        page=language,
    )
    lots = tuple(
        _lot(lot, notice, description, names=names, reader=reader, zone=zone) for lot in found.lots
    )
    said = dict(_notice_words(notice, names=names))
    return TenderPage(
        notice=notice,
        title=title,
        original_title=(
            Shown(original.title, notice.language, foreign=notice.language != language)
            if original and original.title and notice.language != title.language
            else None
        ),
        description=(
            Passage(
                "",
                description,
                tuple(one for lot in lots for one in _in_description(lot.signals, description)),
            )
            if description
            else None
        ),
        change=choose(
            {code: text.change for code, text in texts.items()},
            reader=reader,
            original=notice.languages,
            page=language,
        ),
        change_reason=said["change_reason"],
        kind=said["kind"],
        procedure_kind=said["procedure_kind"],
        nature=said["nature"],
        legal_basis=said["legal_basis"],
        value=money(notice.value, notice.currency),
        total=money(notice.total, notice.total_currency),
        buyers=tuple(_buyer(b, notice, names=names, reader=reader) for b in found.buyers),
        lots=lots,
    )


def _in_description(signals: SignalsSaid, description: Shown | None) -> tuple[Highlight, ...]:
    """What the description of the whole notice proves of a lot."""
    if description is None:
        return ()
    proofs = signals.highlights("procedure-description", description.language)
    return within(description.text, proofs)


def _names(found: Tender, *, language: str) -> Names:
    def codes() -> Iterator[tuple[str, str]]:
        for list_id, attribute in NOTICE_LISTS:
            yield list_id, getattr(found.notice, attribute)
        for buyer in found.buyers:
            yield "buyer-legal-type", buyer.legal_type
            yield "main-activity", buyer.activity
        for lot in found.lots:
            yield from codes_of(lot)
            yield from codes_of_signals(lot)
            yield from codes_of_outcomes(lot)
            for row in lot.cpv_codes.all():
                yield CPV, row.code
            for criterion in lot.criteria.all():
                yield "award-criterion-type", criterion.kind
            own = getattr(lot, "award", None)
            if own and own.call_lot:
                yield from codes_of(own.call_lot)

    places = {place.nuts for lot in found.lots for place in lot.places.all()}
    return names_of(
        language=language, codes=codes(), regions=places | {b.nuts for b in found.buyers}
    )


def _notice_words(notice: Notice, *, names: Names) -> Iterator[tuple[str, str]]:
    for list_id, attribute in NOTICE_LISTS:
        code = getattr(notice, attribute)
        yield attribute, names.code(list_id, code) if code else ""


def _buyer(buyer: Organisation, notice: Notice, *, names: Names, reader: str) -> BuyerSaid:
    shown = choose(buyer.names, reader=reader, original=notice.languages, page=names.language)
    country = buyer.country or buyer.nuts[:2]
    place = [buyer.city, names.country(country) if country else ""]
    return BuyerSaid(
        name=shown or Shown(buyer.name or _("unknown"), "", foreign=False),
        place=", ".join(part for part in place if part),
        kind=names.code("buyer-legal-type", buyer.legal_type) if buyer.legal_type else "",
        activity=names.code("main-activity", buyer.activity) if buyer.activity else "",
        website=buyer.website if buyer.website.startswith(("http://", "https://")) else "",
    )


def _lot(
    lot: Lot,
    notice: Notice,
    description: Shown | None,
    *,
    names: Names,
    reader: str,
    zone: ZoneInfo | None,
) -> LotPage:
    detail = getattr(lot, "detail", None)
    places = [*lot.places.all()]
    said = signals_said(lot, names=names)
    passages = tuple(passages_said(lot, notice, said, names=names, reader=reader))
    criteria = tuple(criteria_said(lot, notice, said, names=names, reader=reader))
    own_zone = zone or zone_of(next((p.nuts for p in places if p.nuts), "") or lot.country)
    return LotPage(
        ref=lot.ref,
        number=detail.number if detail and detail.number != lot.ref else "",
        title=lot_title(lot, reader=reader, page=names.language),
        marks=tuple(marks(lot)),
        statements=tuple(statements(lot, names=names)),
        signals=said,
        anchors=frozenset(
            one.anchor
            for highlights in (
                *(passage.highlights for passage in passages),
                *(criterion.highlights for criterion in criteria),
                _in_description(said, description),
            )
            for one in highlights
        ),
        cpv=tuple(
            (row.code, names.cpv(row.code))
            for row in sorted(lot.cpv_codes.all(), key=lambda row: (not row.is_main, row.pk))
        ),
        places=tuple(
            PlaceSaid(place_said(p, names=names), p.nuts, p.said if p.said != p.nuts else "")
            for p in places
        ),
        rung=str(wording.RUNGS[Rung(lot.rung)]),
        value=money(lot.value, lot.currency),
        value_doubtful=lot.value_doubtful,
        framework=money(detail.framework_maximum, detail.framework_currency) if detail else "",
        duration=duration_said(detail.duration, detail.duration_unit) if detail else "",
        starts=detail.starts if detail else None,
        ends=detail.ends if detail else None,
        deadline=lot.deadline.astimezone(own_zone) if lot.deadline else None,
        participation=lot.deadline_kind == "participation",
        questions_until=(
            detail.questions_until.astimezone(own_zone)
            if detail and detail.questions_until
            else None
        ),
        zone=own_zone,
        closed=str(lot.get_closed_by_display()) if lot.closed_by else "",
        criteria=criteria,
        passages=passages,
        outcomes=tuple(outcomes(lot, names=names)),
        call=call_of(lot, names=names),
    )
