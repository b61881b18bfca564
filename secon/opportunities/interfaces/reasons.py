"""Why a match is one, as sentences in the reader's language. Each sentence is whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.codes.domain.labels import labels
from secon.codes.rules import CPV
from secon.kernel.languages import language_name
from secon.opportunities.demand import Demand
from secon.opportunities.domain import gathering, gathering_suppliers
from secon.opportunities.domain.vocabulary import lexicon
from secon.opportunities.eligibility import rules
from secon.opportunities.enums import Answer
from secon.opportunities.interfaces import verdicts
from secon.opportunities.interfaces.verdicts import VerdictWords
from secon.opportunities.matching.explaining import Place, Reached, Regions, Spoken, Why, Work, why
from secon.opportunities.matching.score import DIVISION, Part, parts_of
from secon.opportunities.models import Match
from secon.opportunities.supply import Supplier
from secon.places.countries import country_name
from secon.places.domain.queries import region_names


@dataclass(frozen=True, slots=True)
class Sentence:
    """One reason. ``points`` 0 to 100: how much of the score this part leaves."""

    part: Part
    text: str
    points: int

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Explained:
    """The sentences in the order of the parts, and the verdict with what would settle it."""

    sentences: tuple[Sentence, ...]
    answer: Answer
    verdict: VerdictWords


@dataclass(frozen=True, slots=True)
class Names:
    """What codes and regions of a page are called."""

    codes: Mapping[str, str]
    regions: Mapping[str, str]
    language: str

    def code(self, code: str) -> dict[str, str]:
        """A CPV code with its name, for a sentence."""
        return {"code": code, "name": self.codes.get(code, "?")}

    def place(self, code: str) -> str:
        """A region or country by its name."""
        if len(code) == len("EL"):
            return country_name(code, self.language)
        return self.regions.get(code, code)


def for_matches(
    matches: Iterable[Match], *, language: str, on: date
) -> dict[tuple[int, str, int], Explained]:
    """The reasons of a page of matches, by enterprise, kind and demand: as many queries for all."""
    return for_pairs(
        {(row.enterprise_id, row.kind, row.demand): row for row in matches},
        language=language,
        on=on,
    )


def for_pairs(
    pairs: Mapping[tuple[int, str, int], Match | None], *, language: str, on: date
) -> dict[tuple[int, str, int], Explained]:
    """As `for_matches`, also for pairs that are no match; those no longer stored are left out."""
    suppliers = {
        one.pk: one for one in gathering_suppliers.suppliers({key[0] for key in pairs}, on=on)
    }
    demands = gathering.demands({(kind, demand) for _, kind, demand in pairs})
    places = gathering.regions()
    facts = {
        key: _why(suppliers[key[0]], demands[key[1:]], places, on)
        for key in pairs
        if key[0] in suppliers and key[1:] in demands
    }
    names = _names(facts.values(), language)
    return {key: _explained(one, pairs[key], names) for key, one in facts.items()}


def explain(
    match: Match | None, supplier: Supplier, demand: Demand, language: str, *, on: date
) -> Explained:
    """The reasons of one pair, whether it is a stored match or not: two queries."""
    facts = _why(supplier, demand, gathering.regions(), on)
    return _explained(facts, match, _names([facts], language))


def _why(supplier: Supplier, demand: Demand, places: Regions, on: date) -> Why:
    return why(supplier, demand, lexicon=lexicon(), regions=places, day=on, rules=rules())


def _names(facts: Iterable[Why], language: str) -> Names:
    every = list(facts)
    codes = {one.work.code for one in every if one.work}
    codes |= {one.words.code for one in every if one.words}
    regions = {one.place.code for one in every if len(one.place.code) > len("EL")}
    return Names(labels(CPV, codes, language), region_names(regions, language), language)


def _explained(facts: Why, match: Match | None, names: Names) -> Explained:
    parts = parts_of(match.parts) if match else {}
    verdict = verdicts.words(facts.verdict, names.language)
    told: list[tuple[Part, str, int]] = []
    if facts.work:
        told.append((Part.CODE, _work(facts.work, names), facts.work.points))
    if facts.words:
        told.append((Part.WORDS, _words(facts, names), parts.get(Part.WORDS, 0)))
    told.append((Part.PLACE, _place(facts.place, names), facts.place.points))
    told.append((Part.SIZE, _size(facts), facts.size.points))
    told.append((Part.LANGUAGE, _language(facts), parts.get(Part.LANGUAGE, 0)))
    told.append((Part.RESERVATION, verdict.answer, parts.get(Part.RESERVATION, 0)))
    if facts.days_left is not None:
        told.append((Part.TIME, _time(facts.days_left), parts.get(Part.TIME, 0)))
    if parts.get(Part.LESSONS, 100) < 100:
        sentence = _("It stands lower because you declined something like it.")
        told.append((Part.LESSONS, sentence, parts[Part.LESSONS]))
    sentences = tuple(Sentence(part, text, points) for part, text, points in told)
    return Explained(sentences, facts.verdict.answer, verdict)


def _work(work: Work, names: Names) -> str:
    values = {"offer": work.offer, "steps": work.steps, **names.code(work.code)}
    if not work.steps:
        return _("Your offer “%(offer)s” is this work: CPV %(code)s (%(name)s).") % values
    if work.shared <= DIVISION:
        return (
            _("Your offer “%(offer)s” is in the same division as CPV %(code)s (%(name)s).") % values
        )
    return (
        ngettext(
            "Your offer “%(offer)s” is one step from CPV %(code)s (%(name)s).",
            "Your offer “%(offer)s” is %(steps)d steps from CPV %(code)s (%(name)s).",
            work.steps,
        )
        % values
    )


def _words(facts: Why, names: Names) -> str:
    assert facts.words is not None  # noqa: S101 -- asked before
    values = {
        "own": facts.words.own,
        "their": facts.words.their,
        **names.code(facts.words.code),
    }
    if facts.words.own.casefold() == facts.words.their.casefold():
        return _("You and the buyer both write “%(own)s”.") % values
    return _("Your word “%(own)s” and their word “%(their)s” are both about %(name)s.") % values


def _place(place: Place, names: Names) -> str:
    values = {"place": names.place(place.code), "km": place.km, "reach": place.reach}
    sentence = {
        Reached.WITHIN: _("%(place)s is about %(km)d km away; you deliver within %(reach)d km."),
        Reached.EDGE: _(
            "The near part of %(place)s is within the %(reach)d km in which you deliver."
        ),
        Reached.BEYOND: _(
            "%(place)s is somewhat further than the %(reach)d km in which you deliver."
        ),
        Reached.REGION: _("%(place)s is in your area."),
        Reached.COUNTRY: _("%(place)s is in your area: you deliver in the whole country."),
        Reached.PARTLY: _("The place of work is all of %(place)s; your area is a part of it."),
        Reached.ANYWHERE: _("The work can be done anywhere."),
        Reached.ANYWHERE_IN_COUNTRY: _("The work can be done anywhere in the country."),
        Reached.ONLY_COUNTRY: _("The buyer names only the country: %(place)s."),
        Reached.OWN_REGION: _("%(place)s is your own region. You have not said where you deliver."),
        Reached.OWN_NEAR: _(
            "%(place)s is near your own region. You have not said where you deliver."
        ),
        Reached.OWN_COUNTRY: _(
            "%(place)s is in your country. You have not said where you deliver."
        ),
        Reached.ELSEWHERE: _("%(place)s is outside the area that we know of."),
        Reached.UNKNOWN: _("The buyer does not say where the work is."),
    }[place.how]
    return sentence % values


def _size(facts: Why) -> str:
    if facts.size.percent is None:
        if facts.size.value_known:
            return _("We do not know your size, so we cannot compare the value with it.")
        return _("The buyer does not state the value.")
    values = {"percent": facts.size.percent}
    if facts.size.percent > 50:
        return (
            _(
                "The value is large for you: %(percent)d %% of the most that enterprises of your size "
                "turn over in a year."
            )
            % values
        )
    if not facts.size.percent:
        return _("The value is small: less than 1 %% of a year’s turnover at your size.") % {}
    return (
        _(
            "The value suits your size: %(percent)d %% of the most that such enterprises turn over in "
            "a year."
        )
        % values
    )


def _language(facts: Why) -> str:
    values = {"language": language_name(facts.language)}
    return {
        Spoken.OWN: _("The notice is in %(language)s, in which you write."),
        Spoken.COUNTRY: _("The notice is in %(language)s, a language of your country."),
        Spoken.OTHER: _("The notice is in %(language)s, in which you do not write here."),
        Spoken.UNKNOWN: _("We cannot tell whether the language suits you."),
    }[facts.spoken] % values


def _time(days: int) -> str:
    if days < 0:
        return _("It is closed.")
    if not days:
        return _("It closes today.")
    return ngettext("%(days)d day left.", "%(days)d days left.", days) % {"days": days}
