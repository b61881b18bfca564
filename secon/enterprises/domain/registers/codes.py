"""Numbers and codes as spreadsheets spoil them: zeros lost, letters added. Pure."""

from __future__ import annotations

import re

from secon.enterprises import numbers

_POSTAL_DIGITS = {"EL": 5, "DE": 5, "ES": 5, "RO": 6}


def company_number(said: str, country: str) -> numbers.Number:
    """The number; one from which a spreadsheet took the zeros at its beginning gets them back."""
    try:
        return numbers.check_number(said, country=country)
    except numbers.NumberProblem as problem:
        lengths = {one for scheme in numbers.schemes(country) for one in scheme.lengths}
        if problem.code != "too_short" or not said.isdigit():
            raise
        for length in sorted(lengths):
            if len(said) < length <= len(said) + 2:
                try:
                    return numbers.check_number(said.zfill(length), country=country)
                except numbers.NumberProblem:
                    continue
        raise


def padded(code: str, country: str) -> str:
    """A postal code with the zeros a spreadsheet took away: Dresden's 1067 is 01067."""
    digits = _POSTAL_DIGITS.get(country, 0)
    return code.zfill(digits) if code.isdigit() and len(code) == digits - 1 else code


def first_code(said: str) -> str:
    """The first activity code of a cell, without its words and a country's own letter (56.21.Z)."""
    first = re.split(r"[,;\n]| - | – |: ", said)[0].strip()
    return re.sub(r"(?<=\d)[ .]*[A-Z]$", "", first)
