"""What is known of an organisation, fact by fact, and which facts nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secon.enterprises.enums import Family, Group, Headcount, Icnp, SocialEnterprise, Turnover
from secon.enterprises.interfaces import wording
from secon.enterprises.interfaces.profile_sources import Source, sources_of
from secon.enterprises.models import Enterprise
from secon.enterprises.nace import NaceProblem, read_nace
from secon.enterprises.numbers import NumberProblem, check_number
from secon.partnership.enums import Theme


@dataclass(frozen=True, slots=True)
class Fact:
    """A known fact: its values, in another language than the reader's if ``language`` is set."""

    term: str
    values: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    language: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts in the order of the page, and the names of those that are not known."""

    known: tuple[Fact, ...]
    unknown: tuple[str, ...]


def facts_of(enterprise: Enterprise) -> Facts:
    """Every fact about the organisation itself."""
    rows = list(_rows(enterprise))
    return Facts(
        tuple(fact for fact in rows if any(fact.values)),
        tuple(fact.term for fact in rows if not any(fact.values)),
    )


def _rows(one: Enterprise) -> Iterator[Fact]:
    number = _number(one)
    yield _fact(one, number[0], [number[1]], "company_number")
    yield _fact(
        one, _("Legal form"), [one.legal_form], "legal_form", language=one.original_language
    )
    yield _fact(one, pgettext("legal form", "Family"), [_choice(Family, one.family)], "family")
    yield _fact(
        one,
        _("Social enterprise"),
        [_choice(SocialEnterprise, one.social_enterprise)],
        "social_enterprise",
    )
    yield _fact(one, _("Began in"), [str(one.founded or "")], "founded")
    yield _fact(one, _("People employed"), [_choice(Headcount, one.headcount)], "headcount")
    yield _fact(one, _("Turnover a year"), [_choice(Turnover, one.turnover)], "turnover")
    yield _fact(one, _("Employs"), _choices(Group, one.employs), "employs")
    yield _fact(one, _("Serves"), _choices(Group, one.serves), "serves")
    yield _fact(one, _("Main activity"), _nace(one.nace_main), "nace_main", code=one.nace_main)
    yield _fact(one, _("Field of the third sector"), [_choice(Icnp, one.icnp)], "icnp")
    yield from _aims(one)


def _aims(one: Enterprise) -> Iterator[Fact]:
    """Facts that are marks, not questions: none is not unknown."""
    goals = [
        f"{number}. {wording.SDGS[number - 1]}"
        for number in sorted(one.sdgs)
        if 0 < number <= len(wording.SDGS)
    ]
    helps = [
        str(said) for said, on in ((wording.GREEN, one.green), (wording.DIGITAL, one.digital)) if on
    ]
    rows = (
        (_("Sustainable development goals"), goals, "sdgs"),
        (_("Themes of the project"), _choices(Theme, one.themes), "themes"),
        (_("Transitions"), helps, "green"),
    )
    for term, values, field in rows:
        if values:
            yield _fact(one, term, values, field)


def _fact(
    one: Enterprise,
    term: str,
    values: Iterable[str],
    field: str,
    *,
    language: str = "",
    code: str = "",
) -> Fact:
    return Fact(
        str(term), tuple(filter(None, values)), sources_of(one.sources, field), language, code
    )


def _choice(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _choices(choices: Any, values: Iterable[str]) -> list[str]:
    return [str(choices(value).label) for value in choices.values if value in set(values)]


def _nace(code: str) -> list[str]:
    try:
        return [f"{code} · {read_nace(code).section.label}"] if code else []
    except NaceProblem:
        return [code]


def _number(one: Enterprise) -> tuple[str, str]:
    """The number's own name and form where the country has one."""
    try:
        found = check_number(one.company_number, country=one.country)
    except NumberProblem:
        return _("Company number"), one.company_number
    term = _("Company number (%(name)s)") % {"name": found.name} if found.name else ""
    return term or _("Company number"), found.formatted
