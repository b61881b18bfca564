"""The legal frames as a page shows them: in the reader's language, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from secon.enterprises import frames, numbers
from secon.enterprises.enums import EvidenceKind, Family, SocialEnterprise
from secon.enterprises.frames import (
    Country,
    Criterion,
    Form,
    Law,
    LawKind,
    Register,
    Status,
    Text,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text; ``foreign`` is its language where that is not the reader's, else ""."""

    text: str
    foreign: str = ""
    is_checked: bool = True

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    address: str
    host: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind a fact: pages, and whether some of it is only general knowledge."""

    sources: tuple[Source, ...]
    to_confirm: tuple[str, ...] = ()

    @property
    def is_unconfirmed(self) -> bool:
        """No page at all."""
        return not self.sources


@dataclass(frozen=True, slots=True)
class LawShown:
    """A law: own name, meaning, and its days as sentences."""

    name: str
    language: str
    gloss: Shown
    kind: str
    year: int
    days: tuple[str, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class RegisterShown:
    """A register: own name, meaning, who keeps it."""

    code: str
    name: str
    language: str
    gloss: Shown
    keeper: Shown | None
    address: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class StatusShown:
    """A status with what is known of it; None and empty are unknown.

    ``unsure`` names the fields that no source states: makes, families, authority, register,
    number, months.
    """

    code: str
    name: str
    language: str
    short: str
    gloss: Shown
    makes: str
    families: str
    authority: Shown | None
    register: RegisterShown | None
    number: str
    lasts: str
    may_end: str
    unsure: frozenset[str]
    proof: Proof

    @property
    def heading(self) -> str:
        """The meaning and the short own name: "Social cooperative enterprise (Κοιν.Σ.Επ.)"."""
        own = self.short or self.name
        return self.gloss.text if own == self.gloss.text else f"{self.gloss.text} ({own})"


@dataclass(frozen=True, slots=True)
class FormShown:
    """A legal form in the country's language with its meaning."""

    name: str
    language: str
    gloss: Shown
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """What is checked, what can prove it, how long the check counts."""

    code: str
    label: Shown
    evidence: tuple[str, ...]
    months: str
    only_for: tuple[str, ...]
    alternatives: bool
    to_confirm: bool
    proof: Proof


@dataclass(frozen=True, slots=True)
class CountryShown:
    """One country's part of the page."""

    slug: str
    code: str
    name: str
    notion: str
    sentence: Shown
    has_register: bool | None
    laws: tuple[LawShown, ...]
    registers: tuple[RegisterShown, ...]
    statuses: tuple[StatusShown, ...]
    families: tuple[tuple[str, tuple[FormShown, ...]], ...]
    criteria: tuple[CriterionShown, ...]
    numbers: tuple[str, ...]
    proof: Proof


@cache
def countries(language: str) -> tuple[CountryShown, ...]:
    """The nine countries in the order of the partners; files and messages stay as they are."""
    with override(language):
        return tuple(_country(one, language) for one in frames.frames())


@cache
def common_criteria(language: str) -> tuple[CriterionShown, ...]:
    """What is checked in every country."""
    first = frames.frames()[0].code
    with override(language):
        found = [one for one in frames.criteria_for(first) if not one.country]
        return tuple(_criterion(one, language) for one in found)


def months_label(months: int) -> str:
    """24 as "2 years", 18 as "18 months"."""
    if months % 12 == 0:
        years = months // 12
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}


def shown(text: Text, language: str) -> Shown:
    """A text of the frames for a reader."""
    said = text.said(language)
    foreign = said.language if said.language != language[:2] else ""
    return Shown(said.text, foreign, said.is_checked)


def source(address: str) -> Source:
    """An address with the host that readers see."""
    return Source(address, (urlsplit(address).hostname or address).removeprefix("www."))


def _proof(sources: Iterable[str], to_confirm: Iterable[str] = ()) -> Proof:
    parts = {
        "families": _("families"),
        "months": _("how long it lasts"),
        "may_expire": _("that it ends"),
        "makes": _("that it makes a social enterprise"),
        "authority": _("who grants it"),
        "register": _("the register"),
        "number": _("the number"),
    }
    named = tuple(parts[part] for part in sorted(to_confirm) if part in parts)
    return Proof(tuple(map(source, sources)), named)


def _country(country: Country, language: str) -> CountryShown:
    own = country.languages[0]
    registers = {one.code: _register(one, own, language) for one in country.registers}
    return CountryShown(
        slug=country.slug,
        code=country.code,
        name=country.name(language),
        notion=str(country.notion.label),
        sentence=shown(country.sentence, language),
        has_register=country.has_register,
        laws=tuple(_law(one, own, language) for one in country.laws),
        registers=tuple(registers.values()),
        statuses=tuple(
            _status(one, language, registers[one.register.code] if one.register else None)
            for one in country.statuses
        ),
        families=tuple(
            (str(family.label), tuple(_form(form, own, language) for form in forms))
            for family, forms in frames.family_forms(country)
        ),
        criteria=tuple(
            _criterion(one, language) for one in frames.criteria_for(country.code) if one.country
        ),
        numbers=tuple(f"{one.name}: {one.shape}" for one in numbers.schemes(country.code)),
        proof=_proof(country.sources, country.to_confirm),
    )


def _law(law: Law, own: str, language: str) -> LawShown:
    return LawShown(
        law.name,
        own,
        shown(law.gloss, language),
        str(law.kind.label) if law.kind != LawKind.LAW else "",
        law.year,
        tuple(_days(law)),
        _proof(law.sources, law.to_confirm),
    )


def _days(law: Law) -> Iterable[str]:
    if law.adopted:
        yield _("adopted on %(day)s") % {"day": date_format(law.adopted)}
    if law.published:
        yield _("published on %(day)s") % {"day": date_format(law.published)}
    if law.in_force:
        yield _("in force since %(day)s") % {"day": date_format(law.in_force)}


def _register(register: Register, own: str, language: str) -> RegisterShown:
    return RegisterShown(
        register.code,
        register.name,
        own,
        shown(register.gloss, language),
        shown(register.authority.name, language) if register.authority else None,
        register.address,
        _proof(register.sources, register.to_confirm),
    )


def _status(status: Status, language: str, register: RegisterShown | None) -> StatusShown:
    return StatusShown(
        code=status.code,
        name=status.name,
        language=status.language,
        short=status.short,
        gloss=shown(status.gloss, language),
        makes=str(SocialEnterprise(status.makes).label) if status.makes else "",
        families=", ".join(str(Family(family).label) for family in status.families),
        authority=shown(status.authority.name, language) if status.authority else None,
        register=register,
        number=_number(status),
        lasts=months_label(status.months) if status.months else "",
        may_end=_("It can be withdrawn or end.") if status.may_be_withdrawn else "",
        unsure=status.to_confirm,
        proof=_proof(status.sources, status.to_confirm),
    )


def _number(status: Status) -> str:
    if status.number_is_company:
        return _("the company’s own number (%(name)s)") % {"name": status.number_name}
    return status.number_name


def _form(form: Form, own: str, language: str) -> FormShown:
    return FormShown(form.name, own, shown(form.gloss, language), bool(form.sources))


def _criterion(criterion: Criterion, language: str) -> CriterionShown:
    return CriterionShown(
        code=criterion.code,
        label=shown(criterion.label_text, language),
        evidence=tuple(str(kind.label) for kind in EvidenceKind if kind in criterion.evidence),
        months=months_label(criterion.months),
        only_for=tuple(frames.status(code).label(language) for code in sorted(criterion.statuses)),
        alternatives=bool(criterion.one_of),
        to_confirm=criterion.to_confirm,
        proof=_proof(criterion.sources),
    )
