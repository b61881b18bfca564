"""What other buyers did: real lots here of the same branch that were reserved or had social terms."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from secon.codes.rules import subtree_prefix
from secon.procurement.domain.queries import with_what_a_row_shows
from secon.procurement.enums import LotKind, SignalKind, Stage
from secon.procurement.models import Lot, LotCpv

KINDS = (
    SignalKind.RESERVED_PARTICIPATION,
    SignalKind.RESERVED_EXECUTION,
    SignalKind.SOCIAL_OBJECTIVE,
    SignalKind.CLAUSE,
)
SHOWN = 6
LOOKED_AT = 100  # lots among which those of different notices are chosen
_SHORTEST = 3


def others(cpv: Sequence[str], *, country: str) -> tuple[str, list[Lot]]:
    """(the CPV beginning they share, lots with what a row shows): own country and newest first, one of
    each notice.

    The branch is widened until something is found, at most to the code's first three digits.
    """
    for code in cpv[:1]:
        prefix = subtree_prefix(code)
        for length in range(len(prefix), _SHORTEST - 1, -1):
            keys = _lots(prefix[:length], country).values_list("pk", "notice_id")[:LOOKED_AT]
            by_notice: dict[int, int] = {}
            for pk, notice in keys:
                by_notice.setdefault(notice, pk)
            if chosen := list(by_notice.values())[:SHOWN]:
                shown = with_what_a_row_shows(Lot.objects.filter(pk__in=chosen))
                return prefix[:length], sorted(shown, key=lambda lot: chosen.index(lot.pk))
    return "", []


def _lots(prefix: str, country: str) -> QuerySet[Lot]:
    inside = Q(code__gte=prefix.ljust(8, "0"), code__lte=prefix.ljust(8, "9"))
    lots = Lot.objects.with_signals(*KINDS, sure=True).filter(
        pk__in=LotCpv.objects.filter(inside).values("lot"),
        stage=Stage.CALL,
        is_current=True,
        is_example=False,
    )
    own_first = Case(
        When(country=country, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return lots.exclude(kind=LotKind.GROUP).order_by(own_first, "-published", "-pk")
