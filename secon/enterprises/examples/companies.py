"""Company numbers that a register could have given: right by their check digit, and one for each serial.

Only for great numbers that never leave a machine: such a number may be a real organisation's.
"""

from __future__ import annotations

from collections.abc import Callable

from stdnum.bg import vat as bg_vat
from stdnum.es import cif
from stdnum.gr import vat as gr_vat
from stdnum.iso7064 import mod_11_10
from stdnum.pl import regon
from stdnum.pt import nif
from stdnum.ro import cui

_STRIDE = 611_953  # prime to ten millions: serials do not lie side by side
_SPACE = 10_000_000
_LATVIAN = (9, 1, 4, 8, 3, 10, 2, 5, 7, 6)


def company_number(country: str, serial: int) -> str:
    """The number of the ``serial``-th organisation of a country (EL); KeyError without a rule."""
    return _RULES[country](serial * _STRIDE % _SPACE)


def _greek(base: int) -> str:
    digits = f"9{base:07d}"
    return digits + gr_vat.calc_check_digit(digits)


def _german(base: int) -> str:
    digits = f"1{base:07d}"
    return f"DE{digits}{mod_11_10.calc_check_digit(digits)}"


def _belgian(base: int) -> str:
    digits = f"0{base:07d}"
    return f"{digits}{97 - int(digits) % 97:02d}"


def _romanian(base: int) -> str:
    digits = f"1{base:07d}"
    return digits + cui.calc_check_digit(digits)


def _polish(base: int) -> str:
    digits = f"0{base:07d}"
    return digits + regon.calc_check_digit(digits)


def _portuguese(base: int) -> str:
    digits = f"5{base:07d}"
    return digits + nif.calc_check_digit(digits)


def _latvian(base: int) -> str:
    for last in range(10):
        digits = f"40{base:07d}{last}"
        check = (3 - sum(w * int(d) for w, d in zip(_LATVIAN, digits, strict=True))) % 11
        if check != 10:
            return f"{digits}{check}"
    raise AssertionError


def _spanish(base: int) -> str:
    digits = f"F{base:07d}"
    return digits + cif.calc_check_digits(digits)[0]


def _bulgarian(base: int) -> str:
    digits = f"1{base:07d}"
    return digits + bg_vat.calc_check_digit_legal(digits)


_RULES: dict[str, Callable[[int], str]] = {
    "EL": _greek,
    "DE": _german,
    "BE": _belgian,
    "RO": _romanian,
    "PL": _polish,
    "PT": _portuguese,
    "LV": _latvian,
    "ES": _spanish,
    "BG": _bulgarian,
}
