"""Stored enterprises as matching sees them: a fixed number of queries a batch.

Examples take part with local settings only (SECON_LOCAL).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from secon.codes.domain.words import digest
from secon.enterprises.domain.flattening import entries_of
from secon.enterprises.entry import Entry, Offered
from secon.enterprises.enums import Met, State, Turnover
from secon.enterprises.models import (
    Check,
    Enterprise,
    EnterpriseStatus,
    EnterpriseTranslation,
)
from secon.opportunities.enterprise_enums import Reason
from secon.opportunities.matching.lessons import Lesson as Learnt
from secon.opportunities.matching.lessons import LessonKind
from secon.opportunities.models import Lesson
from secon.opportunities.supply import OfferMade, Supplier

BATCH = 2_000

_KINDS = {
    Reason.OTHER_WORK: LessonKind.WORK,
    Reason.TOO_FAR: LessonKind.FAR,
    Reason.TOO_BIG: LessonKind.BIG,
    Reason.TOO_SMALL: LessonKind.SMALL,
    Reason.LANGUAGE: LessonKind.LANGUAGE,
    Reason.NOT_ELIGIBLE: LessonKind.RESERVED,
}


def listed() -> QuerySet[Enterprise]:
    """The enterprises that are matched."""
    found = Enterprise.objects.listed()
    return found if settings.SECON_LOCAL else found.filter(is_example=False)


def supplier_marks(pks: Iterable[int] | None = None) -> dict[int, int]:
    """Every matched enterprise with a number that changes with what matters: two queries."""
    chosen = listed() if pks is None else listed().filter(pk__in=list(pks))
    learnt: dict[int, list[int]] = defaultdict(list)
    for pk, enterprise in Lesson.objects.order_by("pk").values_list("pk", "enterprise_id"):
        learnt[enterprise].append(pk)
    return {
        pk: mark(version, *learnt.get(pk, ()))
        for pk, version in chosen.values_list("pk", "version")
    }


def turned(since: date, until: date) -> set[int]:
    """Enterprises with a status that began or ended after one day, up to another: two queries."""
    statuses = EnterpriseStatus.objects.all()
    begun = statuses.filter(valid_from__gt=since, valid_from__lte=until)
    ended = statuses.filter(valid_to__gte=since, valid_to__lt=until)
    return {
        *begun.values_list("enterprise_id", flat=True),
        *ended.values_list("enterprise_id", flat=True),
    }


def suppliers(pks: Iterable[int], *, on: date) -> Iterator[Supplier]:
    """Listed enterprises with the statuses begun by a day: ten queries for each two thousand."""
    wanted = sorted(pks)
    for start in range(0, len(wanted), BATCH):
        yield from _suppliers(wanted[start : start + BATCH], on)


def _suppliers(pks: Sequence[int], on: date) -> Iterator[Supplier]:
    chosen = dict(listed().filter(pk__in=pks).values_list("pk", "turnover"))
    checked: dict[int, dict[str, bool]] = defaultdict(dict)
    checks = Check.objects.filter(enterprise__in=pks).order_by("checked_on", "pk")
    for pk, subject, met in checks.values_list("enterprise_id", "subject", "met"):
        checked[pk][subject] = met == Met.YES
    later = set(
        EnterpriseStatus.objects.filter(enterprise__in=pks, valid_from__gt=on).values_list(
            "enterprise_id", "code", "valid_to"
        )
    )
    written: dict[int, list[str]] = defaultdict(list)
    texts = EnterpriseTranslation.objects.filter(record__in=pks, by_machine=False)
    for pk, language in texts.order_by("pk").values_list("record_id", "language"):
        written[pk].append(language)
    for entry in entries_of(chosen):
        turnover = chosen[entry.pk]
        statuses = tuple(
            (code, until)
            for code, until in entry.statuses
            if (entry.pk, code, date.fromordinal(until) if until else None) not in later
        )
        yield replace(
            _supplier(entry),
            turnover=Turnover(turnover) if turnover else None,
            criteria=tuple(sorted(checked[entry.pk].items())),
            statuses=statuses,
            languages=tuple(dict.fromkeys([entry.words[0][0], *written[entry.pk]])),
        )


def _supplier(entry: Entry) -> Supplier:
    return Supplier(
        pk=entry.pk,
        version=entry.version,
        name=entry.names[0],
        country=entry.country,
        nuts=entry.nuts,
        lon=entry.lon,
        lat=entry.lat,
        delivery=entry.delivery,
        offers=tuple(_offer(at, one) for at, one in enumerate(entry.offers)),
        headcount=entry.headcount,
        employs=entry.employs,
        verified=entry.state == State.VERIFIED,
        is_example=entry.is_example,
    )


def _offer(at: int, offer: Offered) -> OfferMade:
    language, words = offer.words[0]
    return OfferMade(at, words.split("\n")[0], language, offer.words, offer.cpv, offer.audiences)


def lessons(pks: Iterable[int] | None = None) -> dict[int, list[Learnt]]:
    """What enterprises taught by declining, in order: one query."""
    rows = Lesson.objects.filter(reason__in=_KINDS)
    if pks is not None:
        rows = rows.filter(enterprise__in=list(pks))
    found: dict[int, list[Learnt]] = defaultdict(list)
    for row in rows.order_by("pk"):
        kind = _KINDS[Reason(row.reason)]
        if value := _taught(kind, row):
            found[row.enterprise_id].append(Learnt(kind, value))
    return dict(found)


def _taught(kind: LessonKind, row: Lesson) -> str:
    """What of a declined demand teaches; empty where the demand did not say it."""
    if kind in (LessonKind.BIG, LessonKind.SMALL):
        return "" if row.value_eur is None else str(row.value_eur)
    values = {
        LessonKind.WORK: row.cpv,
        LessonKind.FAR: row.nuts,
        LessonKind.LANGUAGE: row.language,
        LessonKind.RESERVED: "yes",
    }
    return values[kind]


def mark(*values: object) -> int:
    """63 bits that change with any of the values."""
    return digest(*map(str, values)) >> 1
