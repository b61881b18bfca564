"""Letters about opportunities: their text, the page of a past one, and the run that sends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.enterprises.models import Enterprise
from secon.opportunities.domain import digests, sending, versions, wishes
from secon.opportunities.domain.demands import Key, Records, records
from secon.opportunities.domain.digests import Contents
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.enterprise_enums import Section
from secon.opportunities.enums import DemandKind
from secon.opportunities.interfaces.enterprise_reasons import Told
from secon.opportunities.interfaces.enterprise_rows import Row, names_for, row, score_said
from secon.opportunities.models import DeliveredItem, Digest
from secon.people.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """One opportunity of a letter. ``address`` is absolute and says which letter it stood in."""

    row: Row
    enterprise: str
    score_said: str
    deadline: str
    address: str


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One part of a letter."""

    title: str
    lines: tuple[Line, ...]


Item = tuple[Section, Key, Enterprise, int | None]


def compose(digest: Digest, contents: Contents) -> tuple[str, str]:
    """Subject and text, in the letter's language."""
    with translation.override(digest.language):
        items = [
            (one.section, one.key, one.enterprise, one.score)
            for one in contents.told
            if one.is_shown
        ]
        parts = _parts(
            items, contents.records, digest=digest, language=digest.language, now=digest.prepared_at
        )
        text = render_to_string(
            "opportunities/enterprise/letters/digest.txt",
            {
                "parts": parts,
                "more": contents.more,
                "unsure": [
                    (date_format(timezone.localtime(one.prepared_at)), _address("letter", one.pk))
                    for one in contents.unsure
                ],
                "several": len({one.enterprise.pk for one in contents.told}) > 1,
                "page": _address("mine"),
                "settings_page": _address("letters"),
                "stop": stop_at(digest.user, digest.language),
            },
        )
        number = len(items)
        subject = (
            ngettext("%(number)d opportunity for you", "%(number)d opportunities for you", number)
            % {"number": number}
            if number
            else _("A letter to you may have been lost")
        )
    return subject, text


def parts_of_letter(digest: Digest, *, language: str, now: datetime) -> list[LetterPart]:
    """What a letter told, for its page: the lots as they are now; those gone are left out."""
    rows = DeliveredItem.objects.filter(digest=digest, is_shown=True).select_related("enterprise")
    items: list[Item] = [(Section(item.section), item.key, item.enterprise, None) for item in rows]
    known = records([key for _section, key, _enterprise, _score in items], language)
    return _parts(items, known, digest=digest, language=language, now=now)


def stop_at(user: User, language: str) -> str:
    """The address that stops the letters."""
    with translation.override(language):
        return _address("stop_letters", wishes.token_of(user))


def run(*, clock: Callable[[], datetime]) -> Counter[str]:
    """Prepare the letters that are due and send those that wait; returns how many of each.

    May be ended and begun again at any moment, and run twice at once.
    """
    counts = Counter(followed=versions.follow())
    sending.settle(clock())
    for wish in list(digests.due(clock()).values_list("pk", flat=True)):
        made = digests.prepare(wish=wish, now=clock(), compose=compose)
        counts["prepared" if made else "without news"] += 1
    counts.update(sending.run(clock=clock, stop_at=stop_at))
    return counts


def _parts(
    items: Sequence[Item], known: Records, *, digest: Digest, language: str, now: datetime
) -> list[LetterPart]:
    found = [
        (section, _opportunity(key, known), enterprise, score)
        for section, key, enterprise, score in items
        if known.has(key)
    ]
    names = names_for([one for _section, one, _enterprise, _score in found], language)
    lines: dict[Section, list[Line]] = {section: [] for section in Section}
    for section, one, enterprise, score in found:
        shown = row(one, enterprise=enterprise, names=names, now=now, told=Told())
        lines[section].append(
            Line(
                shown,
                enterprise.name,
                score_said(score) if score is not None else "",
                _deadline(shown.deadline, one.open_until),
                f"{settings.WAGTAILADMIN_BASE_URL}{shown.own_url}?letter={digest.pk}",
            )
        )
    return [
        LetterPart(str(section.label), tuple(lines[section]))
        for section in Section
        if lines[section]
    ]


def _opportunity(key: Key, known: Records) -> Opportunity:
    return Opportunity(
        key,
        None,
        None,
        known.lots.get(key[1]) if key[0] == DemandKind.LOT else None,
        known.calls.get(key[1]) if key[0] == DemandKind.SHORT_CALL else None,
        known.open_until(key),
        known.deadline(key),
    )


def _deadline(at: datetime | None, last: date | None) -> str:
    if at is not None:
        return f"{date_format(at.date())}, {at:%H:%M}"
    return date_format(last) if last else _("no deadline stated")


def _address(name: str, *args: object) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(f'opportunities:{name}', args=args)}"
