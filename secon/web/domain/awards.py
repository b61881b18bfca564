"""Contracts won by an organisation, for its page in the directory: joined by its number.

An index hit and a fixed number of queries, however many notices are stored.
"""

from __future__ import annotations

from django.db.models import Prefetch

from secon.enterprises.domain.awards import Awards, AwardWon
from secon.procurement.interfaces.rows import buyer_name, lot_title, row_url
from secon.procurement.models import Organisation, Winner

SHOWN = 10


def awards_of(number_key: str, language: str) -> Awards:
    """The newest awards of the organisation with this number, in the newest version of each notice.

    Numbers are kept of organisations only (``procurement.OrganisationNumber``), so that no natural
    person is found by one.
    """
    wins = Winner.objects.filter(
        organisation__numbers__key=number_key, award__lot__notice__superseded_by=None
    )
    newest = list(
        wins.select_related("award__lot__notice")
        .prefetch_related(
            "award__winners",
            "award__lot__texts",
            "award__lot__notice__texts",
            Prefetch(
                "award__lot__notice__organisations",
                Organisation.objects.filter(is_buyer=True).order_by("pk"),
            ),
        )
        .order_by("-award__lot__notice__published", "award", "pk")[: SHOWN + 1]
    )
    total = wins.count() if len(newest) > SHOWN else len(newest)
    return Awards(tuple(_award(win, language) for win in newest[:SHOWN]), total)


def _award(win: Winner, language: str) -> AwardWon:
    lot = win.award.lot
    title = lot_title(lot, reader=language)
    buyer = buyer_name(lot.notice, reader=language)
    together = [one for one in win.award.winners.all() if one.tender == win.tender]
    return AwardWon(
        title=title.text,
        language=title.language,
        buyer=buyer.text if buyer else "",
        buyer_language=buyer.language if buyer else "",
        value=None if win.value_doubtful else win.value,
        currency=win.currency,
        published=lot.notice.published,
        publication=lot.notice.publication,
        lot=lot.ref,
        url=row_url(lot),
        others=len(together) - 1,
    )
