"""One notice with its lots, the notices around it and where it came from."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from secon.procurement.keys import normal_publication
from secon.procurement.models import (
    Award,
    BuyerContact,
    Lot,
    Notice,
    NoticePointer,
    Organisation,
    Reception,
)

LOTS_A_PAGE = 12
RELATED = 50


@dataclass(frozen=True, slots=True)
class Tender:
    """A notice as its page shows it. ``lots`` are one page of them, the one asked for first."""

    notice: Notice
    lots: list[Lot]
    lot_total: int
    more_after: int | None
    """The key of the last lot shown, where others follow."""
    buyers: list[Organisation]
    contacts: list[BuyerContact]
    """Empty unless asked for: personal data, for signed-in readers only."""
    related: list[Notice]
    """Other notices of the procedure and versions of this one, the oldest first."""
    pointers: list[NoticePointer]
    reception: Reception | None


def tender(
    publication: str, *, lot: str = "", after: int = 0, with_contacts: bool = False
) -> Tender | None:
    """The notice with this publication number; None where it is not stored.

    ``lot`` (the notice's own lot id) is put first; ``after`` is the key of the last lot already
    seen. The number of queries does not depend on the number of lots.
    """
    notice = (
        Notice.objects.filter(publication=normal_publication(publication))
        .prefetch_related("texts", "pointers")
        .first()
    )
    if notice is None:
        return None
    everyone = list(Organisation.objects.filter(notice=notice, is_buyer=True).order_by("pk"))
    lots = _lots(notice)
    found = list(lots.filter(pk__gt=after)[: LOTS_A_PAGE + 1])
    more = len(found) > LOTS_A_PAGE
    found = found[:LOTS_A_PAGE]
    last = found[-1].pk if found else None
    shown = _put_first(found, lots, lot) if lot else found
    for row in shown:
        row.notice = notice  # with its texts, instead of one more query a lot
    return Tender(
        notice=notice,
        lots=shown,
        lot_total=Lot.objects.filter(notice=notice).count(),
        more_after=last if more else None,
        buyers=everyone,
        contacts=_contacts(notice) if with_contacts else [],
        related=_related(notice),
        pointers=list(notice.pointers.all()),
        reception=Reception.objects.filter(notice=notice).select_related("run").last(),
    )


def _lots(notice: Notice) -> QuerySet[Lot]:
    outcomes = Award.objects.select_related("lot__notice", "call_lot__notice").prefetch_related(
        "winners__organisation"
    )
    return (
        Lot.objects.filter(notice=notice)
        .select_related("detail")
        .prefetch_related(
            "texts",
            "places",
            "cpv_codes",
            "signal_rows",
            "criteria",
            Prefetch(
                "award",
                outcomes.select_related(
                    "lot__notice", "call_lot__notice", "call_lot__detail"
                ).prefetch_related("call_lot__signal_rows"),
            ),
            Prefetch("awards", outcomes),
        )
        .order_by("pk")
    )


def _put_first(found: list[Lot], lots: QuerySet[Lot], ref: str) -> list[Lot]:
    """The lot asked for before the others; as they were where there is no such lot."""
    asked = [row for row in found if row.ref == ref] or list(lots.filter(ref=ref)[:1])
    return [*asked, *(row for row in found if row not in asked)]


def _contacts(notice: Notice) -> list[BuyerContact]:
    return list(
        BuyerContact.objects.filter(
            organisation__notice=notice, organisation__is_buyer=True
        ).select_related("organisation")
    )


def _related(notice: Notice) -> list[Notice]:
    around = Q(changes=notice) | Q(superseded_by=notice)
    around |= Q(pk__in=[pk for pk in (notice.changes_id, notice.superseded_by_id) if pk])
    if notice.procedure:
        around |= Q(procedure=notice.procedure)
    rows = Notice.objects.filter(around).exclude(pk=notice.pk)
    return list(rows.order_by("published", "pk")[:RELATED])


def lots_with_deadline(publication: str, *, ref: str = "") -> list[Lot]:
    """The lots of a notice (or only the one called ``ref``) that have a deadline, with titles."""
    lots = Lot.objects.filter(
        notice__publication=normal_publication(publication), deadline__isnull=False
    )
    if ref:
        lots = lots.filter(ref=ref)
    return list(
        lots.select_related("notice").prefetch_related("texts", "notice__texts").order_by("pk")
    )
