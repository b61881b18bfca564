"""What the directory and the tenders would give for the words of a search: counts and the first few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from secon.enterprises.domain import queries as directory
from secon.enterprises.interfaces import requests as of_directory
from secon.enterprises.interfaces.cards import Card, cards
from secon.procurement.domain import queries as tenders
from secon.procurement.interfaces import requests as of_tenders
from secon.procurement.interfaces.rows import Group, groups

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """Enterprises and open tenders for the same words, and where their own lists are."""

    enterprises: int
    cards: list[Card]
    enterprises_href: str
    tenders: int
    groups: list[Group]
    tenders_href: str
    today: date


def beside(words: str, *, language: str, now: datetime) -> Beside | None:
    """None without words. A fixed number of queries."""
    if not words.strip():
        return None
    address = urlencode({"q": words})
    query, today = QueryDict(address), timezone.localdate(now)
    found = directory.found(of_directory.asked(query, now=now, language=language).criteria)
    ask = of_tenders.asked(query, now=now)
    page = tenders.list_page(ask.criteria, cursor=None)
    run = tenders.latest_run()
    counted = tenders.remembered(ask.criteria, run.pk if run else 0, "count", tenders.count)
    return Beside(
        enterprises=found.total,
        cards=cards(found.rows[:SHOWN], first=1, language=language, today=today),
        enterprises_href=f"{reverse('enterprises:list')}?{address}",
        tenders=counted.number,
        groups=groups(page.rows, language=language, seen_from=ask.seen_from(now))[:SHOWN],
        tenders_href=f"{reverse('procurement:list')}?{address}",
        today=today,
    )
