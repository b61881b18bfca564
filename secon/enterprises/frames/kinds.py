"""The shapes of a country's frame. Dates are calendar dates, lengths are months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.enterprises.enums import Family, SocialEnterprise
from secon.enterprises.frames.words import Text
from secon.places.countries import country_name


class Notion(TextChoices):
    """What "social enterprise" is in a country's law."""

    STATUS = "status", _("A status given by an authority")
    FORMS = "forms", _("Legal forms laid down by law")
    FAMILIES = "families", _("A law that lists families, not social enterprises")
    PARTLY = "partly", _("Several recognitions, no single definition")
    NONE = "none", _("Not defined by law")


class LawKind(TextChoices):
    """What a text binds."""

    LAW = "law", pgettext_lazy("kind of text", "Law")
    STRATEGY = "strategy", pgettext_lazy("kind of text", "Strategy")


@dataclass(frozen=True, slots=True)
class Law:
    """A law or a strategy. ``name`` in the country's language; ``year`` alone where no day is known."""

    code: str
    name: str
    gloss: Text
    kind: LawKind
    year: int
    adopted: date | None = None
    published: date | None = None
    in_force: date | None = None
    sources: tuple[str, ...] = ()
    to_confirm: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Authority:
    """Who grants, registers or looks after."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Register:
    """A public register or list. ``address`` is where it can be read, or "" if not known."""

    code: str
    name: str
    gloss: Text
    authority: Authority | None = None
    address: str = ""
    sources: tuple[str, ...] = ()
    to_confirm: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form the sources name, in the country's language, with its family."""

    code: str
    name: str
    gloss: Text
    family: Family
    sources: tuple[str, ...] = ()
    to_confirm: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Status:
    """A national status, recognition or mark that an organisation holds from a day to a day.

    ``makes``: whether it makes the holder a social enterprise; None: the sources do not say.
    ``number_name``: what its number is called, "" if not known; ``number_pattern``: its form as a
    regular expression, None where no source gives one; ``number_is_company``: the status has no
    number of its own, the company's number identifies the holder.
    ``may_expire``, ``may_be_withdrawn``: None is unknown.
    """

    code: str
    country: str
    language: str
    name: str
    gloss: Text
    makes: SocialEnterprise | None
    families: tuple[Family, ...]
    short: str = ""
    authority: Authority | None = None
    register: Register | None = None
    number_name: str = ""
    number_pattern: str | None = None
    number_is_company: bool = False
    months: int | None = None
    may_expire: bool | None = None
    may_be_withdrawn: bool | None = None
    sources: tuple[str, ...] = ()
    to_confirm: frozenset[str] = frozenset()

    def label(self, language: str) -> str:
        """Its own name for readers of the country's language, else what it means in theirs."""
        return self.name if language[:2] == self.language else self.gloss.text(language)

    def full_label(self, language: str) -> str:
        """The meaning with the own name behind it: "Social enterprise certificate (Atestat …)"."""
        label = self.label(language)
        return label if label == self.name else f"{label} ({self.name})"

    def valid_until(self, from_date: date) -> date | None:
        """The day it runs to, by its usual length; None where it has none or none is known."""
        return None if self.months is None else add_months(from_date, self.months)

    def confirmed(self, field: str) -> bool:
        """Whether a source states this field; otherwise it is to be confirmed."""
        return field not in self.to_confirm

    @property
    def is_confirmed(self) -> bool:
        """Whether a source names the status at all."""
        return bool(self.sources)


@dataclass(frozen=True, slots=True)
class Country:
    """One country's frame. ``code`` as in NUTS (EL); ``languages``: those of its partner region.

    ``has_register``: whether there is a register of social enterprises; False: a source says no.
    """

    code: str
    languages: tuple[str, ...]
    notion: Notion
    sentence: Text
    laws: tuple[Law, ...]
    authorities: tuple[Authority, ...]
    registers: tuple[Register, ...]
    statuses: tuple[Status, ...]
    forms: tuple[Form, ...]
    has_register: bool | None = None
    sources: tuple[str, ...] = ()
    to_confirm: frozenset[str] = frozenset()

    def name(self, language: str) -> str:
        """The country's name in ``language``."""
        return country_name(self.code, language)

    @property
    def slug(self) -> str:
        """For anchors: ``el``."""
        return self.code.lower()


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
