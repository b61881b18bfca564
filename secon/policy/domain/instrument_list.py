"""Which instruments there are: the list by what is asked, and what exists where on which topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from secon.kernel.collation import Key, sort_key
from secon.kernel.folding import fold
from secon.kernel.models import PROJECT_LANGUAGE, Text, Translated
from secon.partnership.enums import Theme
from secon.partnership.models import Partner
from secon.places.countries import country_name
from secon.policy.enums import Fund, Topic
from secon.policy.models import Instrument

LEVELS = ("eu", "national", "regional", "local")


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked; empty is all. ``where``: a partner's slug, or a country as a whole."""

    words: str = ""
    level: str = ""
    kind: str = ""
    where: str = ""
    topic: str = ""
    theme: str = ""
    fund: str = ""
    addressed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument in a list: ``name`` has its ``name``, ``summary`` its ``summary``."""

    instrument: Instrument
    name: Text
    summary: Text
    region: Text | None  # ["territory_name"]; None: the whole country, or the Union
    topics: tuple[Topic, ...]
    themes: tuple[Theme, ...]
    funds: tuple[Fund, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the matrix: a region, a country as a whole or the Union. ``where`` as asked for."""

    where: str
    country: str
    region: Text | None
    total: int
    by_topic: tuple[tuple[Topic, int], ...]


def own_text(record: Translated, field: str, language: str) -> Text:
    """The best text; where the original leaves ``field`` empty, our English counts as original."""
    best = record.best(language, field)
    if getattr(record, field) or (best[field] and best.language != PROJECT_LANGUAGE):
        return best
    rows = {row.language: row for row in record._rows(language)}
    english = rows.get(PROJECT_LANGUAGE)
    text = getattr(english, field) if english else ""
    return Text({field: text}, PROJECT_LANGUAGE, language, None)


def keys(criteria: Criteria, language: str) -> list[int]:
    """The published instruments that meet ``criteria``: the Union's, then by the countries' names.

    One query, three with words.
    """
    found = _asked(Instrument.objects.published(), criteria)
    listed = sorted(
        found.values_list("pk", "level", "country", "partner__number", "name"),
        key=lambda one: (
            one[1] != "eu",
            _country(one[2], language),
            LEVELS.index(one[1]),
            one[3] or 0,
            one[4],
            one[0],
        ),
    )
    chosen = [one[0] for one in listed]
    return _with_words(chosen, criteria.words) if criteria.words else chosen


def rows(chosen: Sequence[int], language: str) -> list[Row]:
    """These instruments for a list, in the order given. Six queries."""
    found = (
        Instrument.objects.filter(pk__in=chosen)
        .in_language(language)
        .prefetch_related(
            "topics",
            "themes",
            "money",
            Prefetch("partner", Partner.objects.in_language(language)),
        )
    )
    known = {one.pk: _row(one, language) for one in found}
    return [known[key] for key in chosen if key in known]


def newest(chosen: Collection[int], number: int) -> list[int]:
    """Those of ``chosen`` that changed last."""
    found = Instrument.objects.filter(pk__in=chosen).order_by("-changed_at", "-pk")
    return list(found.values_list("pk", flat=True)[:number])


def matrix(partners: Iterable[tuple[str, str, Text]]) -> tuple[Area, ...]:
    """Published instruments that are no examples, by area and topic. Two queries.

    ``partners``: slug, country and territory of each region, in the order to be shown. The Union
    stands first, then each country as a whole, followed by its regions.
    """
    real = Instrument.objects.published().filter(is_example=False)
    totals = Counter(_area(*row) for row in real.values_list("country", "partner__slug"))
    cells: Counter[tuple[str, str]] = Counter()
    for country, slug, topic in real.filter(topics__topic__isnull=False).values_list(
        "country", "partner__slug", "topics__topic"
    ):
        cells[_area(country, slug), topic] += 1
    regions = list(partners)
    areas: list[tuple[str, str, Text | None]] = [("EU", "EU", None)]
    for country in dict.fromkeys(country for _slug, country, _text in regions):
        areas.append((country, country, None))
        areas += [(slug, country, text) for slug, of, text in regions if of == country]
    return tuple(
        Area(
            where,
            country,
            text,
            totals[where],
            tuple((topic, cells[where, topic.value]) for topic in Topic),
        )
        for where, country, text in areas
    )


def _country(code: str, language: str) -> Key:
    return sort_key(country_name(code, language), language)


def _area(country: str, slug: str | None) -> str:
    return slug or country


def _asked(found: QuerySet[Instrument], criteria: Criteria) -> QuerySet[Instrument]:
    plain = {"level": criteria.level, "kind": criteria.kind}
    related = {
        "topics__topic": criteria.topic,
        "themes__theme": criteria.theme,
        "money__fund": criteria.fund,
    }
    asked = {name: value for name, value in (plain | related).items() if value}
    if criteria.addressed:
        found = found.filter(addressed=True)
    if criteria.where.isupper():
        found = found.filter(country=criteria.where, partner=None)
    elif criteria.where:
        found = found.filter(partner__slug=criteria.where)
    return found.filter(**asked).distinct()


def _with_words(chosen: Sequence[int], said: str) -> list[int]:
    """Those whose texts in any language hold every word, whatever capitals and accents."""
    wanted = fold(said).split()
    texts: dict[int, str] = {}
    own = Instrument.objects.filter(pk__in=chosen).order_by()
    for key, *words in own.values_list("pk", "name", "summary", "authority", "reference"):
        texts[key] = " ".join(words)
    for key, *words in own.filter(~Q(translations=None)).values_list(
        "pk", "translations__name", "translations__summary"
    ):
        texts[key] += " " + " ".join(words)
    folded = {key: fold(text) for key, text in texts.items()}
    return [key for key in chosen if all(word in folded[key] for word in wanted)]


def _row(one: Instrument, language: str) -> Row:
    return Row(
        instrument=one,
        name=own_text(one, "name", language),
        summary=own_text(one, "summary", language),
        region=one.partner.best(language, "territory_name") if one.partner else None,
        topics=tuple(Topic(row.topic) for row in one.topics.all()),
        themes=tuple(Theme(row.theme) for row in one.themes.all()),
        funds=tuple(dict.fromkeys(Fund(row.fund) for row in one.money.all() if row.fund)),
    )
