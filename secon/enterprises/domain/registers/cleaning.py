"""A row of a register as values of an entry, with everything that is wrong in it. Pure.

What the map knows comes in as two functions, so that rows can be cleaned without a database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from secon.enterprises import frames, nace, numbers
from secon.enterprises.domain.registers import values as read
from secon.enterprises.domain.registers.codes import company_number, first_code, padded
from secon.enterprises.domain.registers.fields import LONGEST, Field
from secon.enterprises.domain.registers.problems import Code, Problem
from secon.enterprises.domain.registers.values import Refused
from secon.enterprises.domain.registers.wording import read_family, read_status
from secon.enterprises.formats import Cell
from secon.kernel.folding import fold_name

Values = dict[str, Any]
DERIVED = ("nuts", "number_key", "placed")
"""What is worked out of the other values; not part of what the register says."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a town or postal code lies (degrees) and its region (NUTS 3, "" if not known)."""

    lon: float
    lat: float
    nuts: str


@dataclass(frozen=True, slots=True)
class Context:
    """What every row of a file shares.

    ``region_at``: the NUTS 3 code of a point ("" at sea); ``wrong_point``: the code of what is
    wrong with a point, or ""; ``place_of``: a postal code and a town on the map, or None.
    """

    country: str
    today: date
    region_at: Callable[[float, float], str]
    wrong_point: Callable[[float, float], str]
    place_of: Callable[[str, str], Placed | None]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One row: ``values`` by the entry's fields (absent: not told), its key, its problems."""

    external_id: str
    values: Values
    digest: str
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the row is not taken over."""
        return any(problem.severe for problem in self.problems)


def clean(row: Mapping[Field, Cell], context: Context) -> Cleaned:
    """The values of ``row``; each wrong one is left out and told."""
    cleaner = _Cleaner(row, context)
    cleaner.read()
    values = cleaner.values
    external_id = _identity(cleaner.external_id, values)
    if not external_id and not any(one.severe for one in cleaner.problems):
        cleaner.problem(Code.NO_IDENTITY, "")
    return Cleaned(external_id, values, digest_of(values), tuple(cleaner.problems))


def digest_of(values: Values) -> str:
    """Equal for rows in which the register says the same, whatever the map says meanwhile."""
    own = {name: value for name, value in values.items() if name not in DERIVED}
    if values.get("placed") == "town":
        own.pop("lon", None)
        own.pop("lat", None)
    told = json.dumps(own, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _identity(external_id: str, values: Values) -> str:
    """The register's own number; else the company's, the status's, or the name and place."""
    if external_id:
        return external_id
    if number := values.get("number_key"):
        return str(number)
    status = values.get("status") or {}
    if status.get("number"):
        return f"{status['code']} {status['number']}"[:80]
    name = fold_name(values.get("name", ""))
    if not name:
        return ""
    place = fold_name(values.get("town", "")) or values.get("postal_code", "")
    return f"name:{hashlib.sha256(f'{name}|{place}'.encode()).hexdigest()[:32]}"


class _Cleaner:
    """Reads one row field by field."""

    def __init__(self, row: Mapping[Field, Cell], context: Context) -> None:
        self.row = row
        self.context = context
        self.values: Values = {}
        self.problems: list[Problem] = []
        self.external_id = ""

    def read(self) -> None:
        self._texts()
        self._number()
        self._status()
        self._kind()
        self._addresses()
        self._place()

    def problem(self, code: Code, field: str, value: str = "", **detail: str | int | float) -> None:
        self.problems.append(Problem(code, field, value[:200], detail))

    def get(self, field: Field, reader: Callable[[Cell], Any]) -> Any:
        """The value of ``field``, or None where it has no column or cannot be taken (told)."""
        if field not in self.row:
            return None
        cell = self.row[field]
        try:
            return reader(cell)
        except Refused as error:
            severe = field == Field.NAME
            self.problems.append(
                Problem(error.code, field, _shown(cell), error.detail, always_severe=severe)
            )
            return None

    def take(self, field: Field, reader: Callable[[Cell], Any], name: str = "") -> None:
        """Keep the value under ``name``, also an empty one: the register says there is none."""
        before = len(self.problems)
        value = self.get(field, reader)
        if field in self.row and len(self.problems) == before:
            self.values[name or field.value] = value

    def _texts(self) -> None:
        for field in (Field.NAME, Field.LEGAL_FORM, Field.STREET, Field.POSTAL_CODE, Field.TOWN):
            self.take(field, _line(LONGEST[field]))
        self.take(Field.PHONE, _line(LONGEST[Field.PHONE]))
        self.take(Field.SUMMARY, _line(LONGEST[Field.SUMMARY]))
        self.take(
            Field.DESCRIPTION,
            lambda cell: read.text(cell, LONGEST[Field.DESCRIPTION], lines=True),
        )
        other = self.get(Field.OTHER_NAME, _line(LONGEST[Field.OTHER_NAME]))
        if other is not None:
            self.values["other_names"] = [other] if other else []
        self.external_id = self.get(Field.EXTERNAL_ID, _line(LONGEST[Field.EXTERNAL_ID])) or ""
        if code := self.values.get("postal_code"):
            self.values["postal_code"] = padded(code, self.context.country)
        if not self.values.get("name") and not any(p.field == Field.NAME for p in self.problems):
            self.problem(Code.NO_NAME, Field.NAME)

    def _number(self) -> None:
        said = self.get(Field.COMPANY_NUMBER, read.said)
        if said is None:
            return
        number = None
        if said:
            try:
                number = company_number(said, self.context.country)
            except numbers.NumberProblem as error:
                self._number_problem(error.code, said)
                return
        self.values["company_number"] = number.compact if number else ""
        self.values["number_key"] = number.key[:40] if number else ""

    def _number_problem(self, code: str, said: str) -> None:
        if code == "personal":
            self.problem(Code.PERSONAL_NUMBER, Field.COMPANY_NUMBER, "…")
        else:
            self.problem(
                Code.COMPANY_NUMBER, Field.COMPANY_NUMBER, said, country=self.context.country
            )

    def _status(self) -> None:
        before = len(self.problems)
        said = self.get(Field.STATUS, read.said)
        begins = self.get(Field.STATUS_FROM, read.day)
        ends = self.get(Field.STATUS_TO, read.day)
        number = self.get(Field.STATUS_NUMBER, _line(LONGEST[Field.STATUS_NUMBER]))
        if begins and ends and ends < begins:
            self.problem(
                Code.DATES_IN_DISORDER,
                Field.STATUS_TO,
                ends.isoformat(),
                begins=begins.isoformat(),
            )
        if not said or len(self.problems) > before:
            return
        code = read_status(said, self.context.country)
        if code is None:
            self.problem(Code.STATUS, Field.STATUS, said, country=self.context.country)
            return
        self.values["status"] = {
            "code": code,
            "number": number or "",
            "valid_from": begins.isoformat() if begins else None,
            "valid_to": ends.isoformat() if ends else None,
        }
        is_over = ends is not None and ends < self.context.today
        if (makes := frames.status(code).makes) and not is_over:
            self.values["social_enterprise"] = makes.value

    def _kind(self) -> None:
        said = self.get(Field.FAMILY, read.said)
        form = self.values.get("legal_form", "")
        family = read_family(said, self.context.country) if said else None
        if said and family is None:
            self.problem(Code.FAMILY, Field.FAMILY, said)
        if family is None and form:
            family = read_family(form, self.context.country)
        if family:
            self.values["family"] = family.value
        self.take(Field.FOUNDED, lambda cell: read.year(cell, self.context.today.year))
        said = self.get(Field.NACE, read.said)
        if said is not None:
            self._nace(said)

    def _nace(self, said: str) -> None:
        try:
            found = nace.read_nace(first_code(said)) if said else None
        except nace.NaceProblem:
            self.problem(Code.NACE, Field.NACE, said)
        else:
            self.values["nace_main"] = found.code if found else ""

    def _addresses(self) -> None:
        self.take(Field.EMAIL, read.email)
        self.take(Field.WEBSITE, read.website)

    def _place(self) -> None:
        lon, lat = self._point()
        if lon is not None and lat is not None:
            nuts = self.context.region_at(lon, lat)
            self.values |= {"lon": lon, "lat": lat, "nuts": nuts, "placed": "register"}
            return
        town, code = self.values.get("town", ""), self.values.get("postal_code", "")
        if not town and not code:
            return
        place = self.context.place_of(code, town)
        if place is None:
            field = Field.TOWN if town else Field.POSTAL_CODE
            self.problem(Code.TOWN, field, f"{code} {town}".strip())
            return
        self.values |= {"lon": place.lon, "lat": place.lat, "nuts": place.nuts, "placed": "town"}

    def _point(self) -> tuple[float | None, float | None]:
        before = len(self.problems)
        lon, lat = self.get(Field.LON, read.degrees), self.get(Field.LAT, read.degrees)
        if len(self.problems) > before or (lon is None and lat is None):
            return None, None
        if lon is None or lat is None:
            field = Field.LON if lon is None else Field.LAT
            self.problem(Code.HALF_A_POINT, field)
            return None, None
        at_home = self.context.region_at(lon, lat)[:2] == self.context.country
        if not at_home and self.context.wrong_point(lon, lat):
            self.problem(
                Code.POINT,
                Field.LAT,
                f"{lat:g}, {lon:g}",
                lon=lon,
                lat=lat,
                country=self.context.country,
            )
            return None, None
        return round(lon, 6), round(lat, 6)


def _line(longest: int) -> Callable[[Cell], str]:
    return lambda cell: read.text(cell, longest)


def _shown(cell: Cell) -> str:
    """A refused cell as the person will look for it."""
    return "" if cell is None else " ".join(str(cell).split())[:200]
