"""An enterprise as the list shows it: texts chosen for the reader, what was checked, why it is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from secon.codes.domain.labels import labels
from secon.codes.domain.words import fold
from secon.codes.rules import CPV
from secon.enterprises import frames
from secon.enterprises.domain import queries
from secon.enterprises.domain.directory import Field, Reason, Row
from secon.enterprises.domain.queries import StatusCheck
from secon.enterprises.enums import Family, Group, Reach, Standing
from secon.enterprises.interfaces import wording
from secon.enterprises.models import Enterprise, Offer
from secon.kernel.enums import TranslationState
from secon.kernel.languages import language_name
from secon.kernel.models import Text

OFFERS_SHOWN = 3
CHIPS_SHOWN = 5
NOTES: Mapping[TranslationState | None, Any] = {
    TranslationState.MACHINE: gettext_lazy("machine translation, not checked"),
    TranslationState.STALE: gettext_lazy("translation out of date"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A text as a reader gets it; ``note`` says where it is not the reader's or not an original."""

    text: str
    language: str = ""  # where it is not the reader's
    note: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer; ``is_asked`` where it is what was looked for."""

    title: Words
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One row of the list. ``lon`` and ``lat`` are None where nobody knows them."""

    number: int
    pk: int
    url: str
    name: Words
    summary: Words
    place: str
    distance: str
    delivers: str
    open_until: str
    checked: str
    standing: Standing
    chips: tuple[tuple[str, str], ...]  # (label, variant)
    offers: tuple[Offered, ...]
    why: tuple[str, ...]
    lon: float | None
    lat: float | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """What the cards of one page share."""

    language: str
    today: date
    checks: Mapping[int, StatusCheck]
    codes: Mapping[str, str]


def cards(rows: Sequence[Row], *, first: int, language: str, today: date) -> list[Card]:
    """The rows as cards numbered from ``first``; six queries, however many."""
    pks = [row.pk for row in rows]
    known = queries.for_cards(pks, language)
    codes = {r.found for row in rows for r in row.reasons if r.field == Field.CODE}
    page = _Page(language, today, queries.status_checks(pks), labels(CPV, codes, language))
    shown = [row for row in rows if row.pk in known]  # others ended since the index was made
    return [_card(known[row.pk], row, at, page) for at, row in enumerate(shown, first)]


def _card(enterprise: Enterprise, row: Row, number: int, page: _Page) -> Card:
    standing = enterprise.standing(page.today)
    return Card(
        number=number,
        pk=enterprise.pk,
        url=enterprise.get_absolute_url(),
        name=words_of(enterprise.best(page.language, "name"), "name"),
        summary=words_of(enterprise.best(page.language, "summary"), "summary"),
        place=enterprise.town,
        distance=distance_said(row.distance_km),
        delivers=_delivers(row.delivery),
        open_until=_open_until(row.open_until),
        checked=checked_said(enterprise, standing, page.checks.get(enterprise.pk), page.language),
        standing=standing,
        chips=tuple(_chips(enterprise))[:CHIPS_SHOWN],
        offers=tuple(_offers(enterprise, row.reasons, page.language)),
        why=tuple(_why(row.reasons, page.codes)),
        lon=enterprise.lon,
        lat=enterprise.lat,
        is_example=enterprise.is_example,
    )


def words_of(text: Text, field: str) -> Words:
    """A text with what a reader must know of it; a person's translation needs no note."""
    if not text.foreign:
        return Words(text[field], note=str(NOTES.get(text.state, "")))
    said = _("in %(language)s") % {"language": language_name(text.language)}
    return Words(text[field], text.language, said)


def distance_said(km: float | None) -> str:
    """ "850 m", "1.2 km", "34 km"; empty where it is not known."""
    if km is None:
        return ""
    if km < 0.95:
        return _("%(metres)s m") % {"metres": max(50, round(km * 20) * 50)}
    return _("%(km)s km") % {"km": number_format(km, 1 if km < 9.95 else 0, force_grouping=True)}


def checked_said(
    enterprise: Enterprise, standing: Standing, check: StatusCheck | None, language: str
) -> str:
    """Against what it was checked and when, in one line."""
    day = enterprise.verified_on
    if standing == Standing.LISTED or day is None:
        return str(standing.label)
    if standing == Standing.RECHECK:
        return _("Checked on %(day)s, to be checked again") % {"day": date_format(day)}
    held = {status.code for status in enterprise.statuses.all()}
    if check and check.code in held:
        name = frames.status(check.code).label(language)
        said = {"status": name, "day": date_format(check.checked_on)}
        return _("Checked: %(status)s, on %(day)s") % said
    return _("Checked on %(day)s") % {"day": date_format(day)}


def _delivers(reach: Reach | None) -> str:
    if reach is None:
        return ""
    return {
        Reach.COUNTRY: _("delivers in the whole country"),
        Reach.DISTANCE: _("delivers to you"),
        Reach.REGIONS: _("delivers to your region"),
    }[reach]


def _open_until(minute: int | None) -> str:
    if minute is None:
        return ""
    return _("open until %(time)s") % {"time": f"{minute // 60 % 24:02}:{minute % 60:02}"}


def _chips(enterprise: Enterprise) -> Iterable[tuple[str, str]]:
    if enterprise.is_example:
        yield pgettext("chip", "Example"), "clause"
    if label := wording.SOCIAL.get(enterprise.social_enterprise):  # type: ignore[call-overload]
        yield str(label), "social"
    if enterprise.family:
        yield str(Family(enterprise.family).label), "neutral"
    groups = [Group(group) for group in enterprise.employs if group in Group]
    if groups:
        said = ngettext("Employs: %(group)s", "Employs: %(group)s and others", len(groups))
        yield said % {"group": groups[0].label}, "quiet"
    if enterprise.green:
        yield pgettext("chip", "Green"), "green"
    if enterprise.digital:
        yield pgettext("chip", "Digital"), "neutral"


def _offers(enterprise: Enterprise, reasons: Sequence[Reason], language: str) -> list[Offered]:
    codes = {one.found for one in reasons if one.field == Field.CODE}
    words = {one.found for one in reasons if one.field == Field.OFFER}
    offers = [
        Offered(
            words_of(offer.best(language, "title"), "title"),
            _is_asked(offer, codes, words, language),
        )
        for offer in enterprise.offers.all()
    ]
    offers.sort(key=lambda one: not one.is_asked)
    return offers[:OFFERS_SHOWN]


def _is_asked(offer: Offer, codes: set[str], words: set[str], language: str) -> bool:
    if codes.intersection(offer.cpv):
        return True
    if not words:
        return False
    texts = [*offer.texts().values(), *offer.best(language).texts.values()]
    said = fold("\n".join(texts))
    return any(word in said for word in words)


def _why(reasons: Sequence[Reason], codes: Mapping[str, Any]) -> Iterable[str]:
    """Why it is in the list, one line a way of meeting."""
    seen = set()
    for reason in reasons:
        if reason.field == Field.CODE:
            label = f"{reason.found} {codes.get(reason.found, '')}".strip()
            said = _("“%(word)s” means %(code)s, which it offers")
            text = said % {"word": reason.word, "code": label}
        else:
            said = _("“%(word)s” stands in its %(place)s")
            text = said % {"word": reason.found, "place": reason.field.label}
        if text not in seen:
            seen.add(text)
            yield text
