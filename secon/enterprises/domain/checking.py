"""Whether a record may be stored as it stands: every problem at its field, in plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from secon.codes.rules import plain_cpv
from secon.enterprises import frames
from secon.enterprises.domain.content import OFFER_TRANSLATIONS, PARTS, Filled
from secon.enterprises.enums import Audience, Group
from secon.enterprises.models import Enterprise, EnterpriseStatus, Offer, OpeningHours
from secon.enterprises.models.enterprise import GOVERNED
from secon.enterprises.nace import NaceProblem, read_nace
from secon.enterprises.numbers import NumberProblem, check_number
from secon.partnership.enums import Theme
from secon.places.countries import COUNTRIES
from secon.places.domain.points import check_point
from secon.places.domain.tables import codes_2021, codes_2024

Problem = tuple[str, str]  # path ("offers.0.title", "" for the record as a whole) and sentence

MOST_ROWS = {
    "translations": 10,
    "statuses": 20,
    "offers": 40,
    "references": 40,
    "hours": 28,
    "links": 15,
    "pictures": 10,
}
MOST_NAMES = 10
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!?]|&#|javascript:", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SCHEMES = ("http://", "https://")


class RecordError(ValidationError):
    """What keeps a record from being stored, by path."""


def check(enterprise: Enterprise, filled: Filled, today: date) -> None:
    """Raise ``RecordError`` with every problem of ``enterprise`` as filled."""
    found: dict[str, list[str]] = {}
    for path, said in _problems(enterprise, filled, today):
        if said not in found.setdefault(path, []):
            found[path].append(said)
    if found:
        raise RecordError(found)


def plain_text(text: str, *, lines: bool) -> str | None:
    """What is wrong with words that are to be plain; ``lines``: they may have several."""
    if _MARKUP.search(text):
        return _("Write plain words: tags such as <b> or <script> are not taken.")
    if _CONTROLS.search(text) or (not lines and re.search(r"[\r\n\t]", text)):
        return _("There is a sign in this text that cannot be shown. Type it again.")
    return None


def _problems(enterprise: Enterprise, filled: Filled, today: date) -> Iterator[Problem]:
    derived = {"number_key", "name_key", "word_key", "town_key", "latest_revision"}
    yield from _model(enterprise, "", exclude={*GOVERNED, *derived})
    yield from _words(enterprise, "")
    yield from _lists(enterprise)
    yield from _number(enterprise)
    yield from _point(enterprise)
    if enterprise.founded is not None and enterprise.founded > today.year:
        yield "founded", _("This year lies in the future.")
    for part, rows in filled.rows.items():
        if len(rows) > MOST_ROWS[part]:
            yield part, _("At most %(most)d rows.") % {"most": MOST_ROWS[part]}
        for at, row in enumerate(rows):
            yield from _row(enterprise, row, f"{part}.{at}.", PARTS[part][1])
    yield from _languages(filled.rows.get("translations", ()), "translations")
    yield from _overlaps(filled.rows.get("hours", ()))


def _row(
    enterprise: Enterprise, row: models.Model, path: str, fields: tuple[str, ...]
) -> Iterator[Problem]:
    yield from _model(row, path, exclude=_all_but(row, fields))
    yield from _words(row, path)
    if isinstance(row, EnterpriseStatus):
        yield from _status(enterprise, row, path)
    if isinstance(row, Offer):
        yield from _choices(row.audiences, Audience, f"{path}audiences")
        yield from _cpv(row.cpv, f"{path}cpv")
        texts = list(row.translations.all())
        yield from _languages(texts, f"{path}translations")
        for at, text in enumerate(texts):
            yield from _row(enterprise, text, f"{path}translations.{at}.", OFFER_TRANSLATIONS[1])


def _model(record: models.Model, path: str, *, exclude: set[str]) -> Iterator[Problem]:
    try:
        record.full_clean(exclude=exclude, validate_unique=False)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            name = "" if field == "__all__" else field
            for message in messages:
                yield f"{path}{name}" if name else path.rstrip("."), message


def _all_but(record: models.Model, fields: tuple[str, ...]) -> set[str]:
    return {field.name for field in record._meta.fields} - set(fields)


def _words(record: models.Model, path: str) -> Iterator[Problem]:
    for field in record._meta.fields:
        text = getattr(record, field.attname)
        if not field.editable or not isinstance(text, str) or not text:
            continue
        if said := plain_text(text, lines=isinstance(field, models.TextField)):
            yield f"{path}{field.name}", said
        elif isinstance(field, models.URLField) and not text.lower().startswith(_SCHEMES):
            yield f"{path}{field.name}", _("An address begins with https:// or http://.")


def _lists(enterprise: Enterprise) -> Iterator[Problem]:
    yield from _choices(enterprise.employs, Group, "employs")
    yield from _choices(enterprise.serves, Group, "serves")
    yield from _choices(enterprise.themes, Theme, "themes")
    yield from _each(enterprise.sdgs, "sdgs", lambda one: type(one) is int and 1 <= one <= 17)
    known = codes_2021() | codes_2024()
    yield from _each(enterprise.delivery_regions, "delivery_regions", lambda one: one in known)
    names = enterprise.other_names
    if isinstance(names, list) and len(names) > MOST_NAMES:
        yield "other_names", _("At most %(most)d other names.") % {"most": MOST_NAMES}
    yield from _each(names, "other_names", _is_name)
    for field in ("nace_main", "nace_other"):
        said = getattr(enterprise, field)
        for code in [said] if field == "nace_main" else said if isinstance(said, list) else []:
            try:
                if code:
                    read_nace(str(code))
            except NaceProblem as problem:
                yield field, problem.message
    if enterprise.country not in COUNTRIES:
        yield "country", _("Choose a country.")


def _is_name(one: object) -> bool:
    return isinstance(one, str) and 0 < len(one) <= 200 and plain_text(one, lines=False) is None


def _choices(said: Any, choices: type[models.TextChoices], path: str) -> Iterator[Problem]:
    yield from _each(said, path, lambda one: one in choices.values)


def _each(said: Any, path: str, fits: Callable[[Any], bool]) -> Iterator[Problem]:
    if not isinstance(said, list):
        yield path, _("This is not a list.")
        return
    for one in said:
        if not isinstance(one, str | int) or not fits(one):
            yield path, _("“%(value)s” is none of the choices.") % {"value": str(one)[:60]}


def _cpv(said: Any, path: str) -> Iterator[Problem]:
    yield from _each(said, path, lambda one: isinstance(one, str) and plain_cpv(one) == one)


def _number(enterprise: Enterprise) -> Iterator[Problem]:
    if enterprise.company_number:
        try:
            check_number(enterprise.company_number, country=enterprise.country)
        except NumberProblem as problem:
            yield "company_number", problem.message


def _point(enterprise: Enterprise) -> Iterator[Problem]:
    lon, lat = enterprise.lon, enterprise.lat
    if (lon is None) != (lat is None):
        yield "lat" if lat is None else "lon", _("A point has a latitude and a longitude.")
        return
    if lon is None or lat is None:
        return
    if problem := check_point(lon, lat, country=enterprise.country):
        yield "lat", problem.message


def _status(enterprise: Enterprise, row: EnterpriseStatus, path: str) -> Iterator[Problem]:
    try:
        known = frames.status(row.code)
    except KeyError:
        yield f"{path}code", _("Choose a status of the list.")
        return
    if known.country != enterprise.country:
        yield f"{path}code", _("This is a status of another country.")
    if row.number and known.number_pattern and not re.fullmatch(known.number_pattern, row.number):
        yield (
            f"{path}number",
            _("This does not have the form of the number %(name)s.") % {"name": known.number_name},
        )


def _languages(rows: Any, path: str) -> Iterator[Problem]:
    times = Counter(row.language for row in rows)
    for at, row in enumerate(rows):
        if times[row.language] > 1:
            yield f"{path}.{at}.language", _("There is already a text in this language.")


def _overlaps(rows: Any) -> Iterator[Problem]:
    """Two stretches of one day must not lie over each other."""
    for at, row in enumerate(rows):
        if not isinstance(row, OpeningHours) or row.opens is None or row.closes is None:
            continue
        for other in rows[:at]:
            same = other.weekday == row.weekday and None not in (other.opens, other.closes)
            if same and other.opens < row.closes and row.opens < other.closes:
                yield f"hours.{at}.opens", _("These hours lie over others of the same day.")
