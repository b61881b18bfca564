"""Lists of lots: what :class:`Criteria` mean as a query, pages of it, and counts by place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import (
    BigIntegerField,
    Exists,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)

from secon.procurement.domain.criteria import Area, Criteria, ListStage, Reserved, Sort
from secon.procurement.domain.paging import Cursor, Order, Page, page
from secon.procurement.domain.queries.words import titled
from secon.procurement.domain.zones import BRUSSELS
from secon.procurement.enums import LotKind, SignalKind, Stage
from secon.procurement.folding import fold
from secon.procurement.models import (
    Lot,
    LotCpv,
    LotPlace,
    LotQuerySet,
    LotSignal,
    LotText,
    NoticeText,
    Organisation,
)

LAST = "ZZZZZ"  # no NUTS code sorts behind its prefix followed by this
RESERVED_CODES = {Reserved.ARTICLE_20: "res-ws", Reserved.ARTICLE_77: "res-pub-ser"}
STAGES = {ListStage.PLANNED: Stage.PLANNING, ListStage.RESULTS: Stage.RESULT}


def all_lots(criteria: Criteria) -> LotQuerySet:
    """Every lot that meets the criteria, in no order."""
    lots = _standing_on(criteria.on, criteria.stage).filter(_own_columns(criteria))
    for condition in _beside(criteria):
        lots = lots.filter(condition)
    if criteria.signals:
        lots = lots.with_signals(*criteria.signals, sure=criteria.sure)
    return lots


def _standing_on(day: date, stage: ListStage) -> LotQuerySet:
    """The lots a list of this stage had at the end of ``day``."""
    lots = Lot.objects.exclude(kind=LotKind.GROUP)
    if stage is ListStage.OPEN:
        return lots.open_on(day)
    replaced_later = Q(notice__superseded_by__published__gt=day)
    lots = lots.filter(Q(is_current=True) | replaced_later, published__lte=day)
    return lots.filter(stage=STAGES[stage]) if stage in STAGES else lots


def _own_columns(criteria: Criteria) -> Q:
    """What can be told from the lot's own row."""
    found = Q()
    if criteria.notice:
        found &= Q(notice__publication=criteria.notice)
    if criteria.stage is ListStage.OPEN and criteria.sort is Sort.DEADLINE:
        # Nothing open closed before; said so that the index on the deadline is entered there.
        found &= Q(deadline__gte=_midnight(criteria.on - timedelta(days=1)))
    if criteria.closes_from:
        found &= Q(deadline__gte=_midnight(criteria.closes_from))
    if criteria.closes_to:
        found &= Q(deadline__lt=_midnight(criteria.closes_to + timedelta(days=1)))
    for bound, amount in (("gte", criteria.value_min), ("lte", criteria.value_max)):
        if amount is not None:
            found &= _amount(bound, amount, criteria.currency)
    if criteria.sme:
        found &= Q(sme_suitable=True)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


def _amount(bound: str, amount: Decimal, currency: str) -> Q:
    if currency == "EUR":
        return Q(**{f"value_eur__{bound}": amount})
    return Q(currency=currency, **{f"value__{bound}": amount})


def _beside(criteria: Criteria) -> Iterator[Q | Exists]:
    """What stands in the tables beside the lot, one condition for each kind of narrowing.

    Where few lots can meet it, their keys are found first (``IN``); where many can, each lot of
    the page is asked (``EXISTS``).
    """
    if criteria.areas:
        yield _placed(in_areas(criteria.areas))
    if criteria.nuts:
        yield _placed(below(criteria.nuts))
    if criteria.country:
        there = LotPlace.objects.filter(country=criteria.country, lot=OuterRef("pk"))
        yield Exists(there)
    if criteria.cpv:
        inside = Q(code__gte=criteria.cpv.ljust(8, "0"), code__lte=criteria.cpv.ljust(8, "9"))
        yield Exists(LotCpv.objects.filter(inside, lot=OuterRef("pk")))
    if criteria.reserved:
        yield _reserved(criteria.reserved, sure=criteria.sure)
    if criteria.clauses or criteria.uses:
        yield _clause(criteria.clauses, criteria.uses)
    if criteria.language:
        in_it = LotText.objects.filter(language=criteria.language, lot=OuterRef("pk"))
        yield Exists(in_it)
    if criteria.words:
        yield titled(criteria.words)


def _placed(condition: Q) -> Q:
    """Lots with such a place. Regions hold few lots, so their keys are found first."""
    return Q(pk__in=LotPlace.objects.filter(condition).values("lot"))


def below(prefix: str, path: str = "") -> Q:
    """NUTS codes that start with ``prefix``, as a range the index answers; ``path`` leads to the
    places.
    """
    return Q(**{f"{path}nuts__gte": prefix, f"{path}nuts__lte": prefix + LAST})


def in_areas(areas: tuple[Area, ...], path: str = "") -> Q:
    """Places within any of the areas; ``path`` leads to the places."""
    inside = Q()
    for area in areas:
        inside |= _in_area(area, path)
    return inside


def _in_area(area: Area, path: str) -> Q:
    inside = Q()
    for code in area.codes:
        inside |= below(code, path)
    if area.municipality:
        here = Q()
        for spelling in _spellings(area.municipality):
            here |= Q(**{f"{path}city__iexact": spelling})
        for prefix in area.postal_prefixes:
            here |= Q(**{f"{path}postal_code__startswith": prefix})
        inside &= here
    return inside


def _spellings(name: str) -> set[str]:
    """A name with its accents small, capital and left out: SQLite knows only the case of ASCII."""
    return {name.lower(), name.upper(), fold(name)}


def _reserved(kinds: tuple[Reserved, ...], *, sure: bool) -> Q:
    """Any of these ways; the articles by the code the buyer chose. ``sure``: no doubtful flags."""
    found = Q()
    flags = LotSignal.objects.filter(lot=OuterRef("pk"))
    if sure:
        flags = flags.filter(doubt="")
    codes = [RESERVED_CODES[kind] for kind in kinds if kind in RESERVED_CODES]
    if codes:
        coded = flags.filter(kind=SignalKind.RESERVED_PARTICIPATION, code__in=codes)
        found |= Q(Exists(coded))
    if Reserved.EXECUTION in kinds:
        is_yes = Q(Exists(flags.filter(kind=SignalKind.RESERVED_EXECUTION)))
        found |= is_yes if sure else Q(reserved_execution=True)
    return found


def _clause(kinds: tuple[str, ...], uses: tuple[str, ...]) -> Exists:
    """A binding clause of any of these kinds that is used in any of these ways."""
    clauses = LotSignal.objects.filter(kind=SignalKind.CLAUSE, lot=OuterRef("pk"))
    if kinds:
        clauses = clauses.filter(code__in=kinds)
    if uses:
        clauses = clauses.filter(use__in=uses)
    return Exists(clauses)


# Orders ----------------------------------------------------------------------------------------

TIES = ("notice_id", "pk")  # keys of lots sort by notice: the same order, as the indexes have it


def _moment(text: str) -> datetime:
    """A moment with its offset. ValueError or OverflowError when it is none a database can hold."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


ORDERS = {
    Sort.NEWEST: Order(
        "published", descending=True, write=date.isoformat, read=date.fromisoformat, ties=TIES
    ),
    Sort.DEADLINE: Order(
        "deadline",
        descending=False,
        write=datetime.isoformat,
        read=_moment,
        ties=TIES,
    ),
    Sort.VALUE: Order("whole_euros", descending=True, write=str, read=int, ties=TIES),
}


class WholeEuros(Func):
    """The key of the order by value: lots without an amount in euro come last.

    Written out, without a parameter, so that it is the expression of the index.
    """

    template = "COALESCE(CAST(%(expressions)s AS bigint), 0)"
    output_field = BigIntegerField()


def order_of(criteria: Criteria) -> Order:
    """The order of lots asked for; only open lots have a deadline to sort by. The lots of a single
    notice, published on one day, follow each other as in the notice.
    """
    is_newest = criteria.sort is Sort.NEWEST or (
        criteria.sort is Sort.DEADLINE and criteria.stage is not ListStage.OPEN
    )
    if is_newest:
        return replace(ORDERS[Sort.NEWEST], descending=not criteria.notice)
    return ORDERS[criteria.sort]


def lot_page(criteria: Criteria, *, size: int, cursor: Cursor | None = None) -> Page[Lot]:
    """One page of the list with everything its rows show."""
    order = order_of(criteria)
    lots = with_what_a_row_shows(with_key(all_lots(criteria), order))
    return page(
        lots,
        order=order,
        place=lambda lot: (getattr(lot, order.key), lot.pk),
        size=size,
        cursor=cursor,
    )


def lots_in_order(criteria: Criteria) -> QuerySet[Lot]:
    """The whole list in its order, with everything its rows show."""
    order = order_of(criteria)
    return with_what_a_row_shows(with_key(all_lots(criteria), order).order_by(*order.columns()))


def with_key(lots: QuerySet[Lot], order: Order) -> QuerySet[Lot]:
    """``lots`` with the key of their order, where it is not a column."""
    return (
        lots.annotate(whole_euros=WholeEuros("value_eur")) if order.key == "whole_euros" else lots
    )


def with_what_a_row_shows(lots: QuerySet[Lot]) -> QuerySet[Lot]:
    """``lots`` with notice, buyers, titles, places and signals, and nothing heavier."""
    return lots.select_related("notice").prefetch_related(
        Prefetch("texts", LotText.objects.only("lot_id", "language", "title")),
        Prefetch("notice__texts", NoticeText.objects.only("notice_id", "language", "title")),
        Prefetch(
            "notice__organisations",
            Organisation.objects.filter(is_buyer=True).only(
                "notice_id", "is_buyer", "name", "names", "city", "country"
            ),
        ),
        "places",
        "signal_rows",
    )
