"""NACE Rev. 2: the 21 sections and which divisions they hold (Regulation (EC) No 1893/2006)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class NaceSection(TextChoices):
    """The sections, worded short."""

    A = "A", gettext_lazy("Agriculture, forestry and fishing")
    B = "B", gettext_lazy("Mining and quarrying")
    C = "C", gettext_lazy("Manufacturing")
    D = "D", gettext_lazy("Electricity, gas, steam and air conditioning")
    E = "E", gettext_lazy("Water, sewerage, waste and remediation")
    F = "F", pgettext_lazy("NACE", "Construction")
    G = "G", gettext_lazy("Wholesale and retail trade; repair of motor vehicles")
    H = "H", gettext_lazy("Transport and storage")
    I = "I", gettext_lazy("Accommodation and food service")  # noqa: E741 -- the section's letter
    J = "J", gettext_lazy("Information and communication")
    K = "K", gettext_lazy("Finance and insurance")
    L = "L", gettext_lazy("Real estate")
    M = "M", gettext_lazy("Professional, scientific and technical activities")
    N = "N", gettext_lazy("Administrative and support services")
    O = "O", gettext_lazy("Public administration and defence")  # noqa: E741 -- the section's letter
    P = "P", pgettext_lazy("NACE", "Education")
    Q = "Q", gettext_lazy("Human health and social work")
    R = "R", gettext_lazy("Arts, entertainment and recreation")
    S = "S", pgettext_lazy("NACE", "Other services")
    T = "T", gettext_lazy("Households as employers")
    U = "U", gettext_lazy("Extraterritorial organisations")


DIVISIONS: dict[NaceSection, tuple[int, int]] = {
    NaceSection.A: (1, 3),
    NaceSection.B: (5, 9),
    NaceSection.C: (10, 33),
    NaceSection.D: (35, 35),
    NaceSection.E: (36, 39),
    NaceSection.F: (41, 43),
    NaceSection.G: (45, 47),
    NaceSection.H: (49, 53),
    NaceSection.I: (55, 56),
    NaceSection.J: (58, 63),
    NaceSection.K: (64, 66),
    NaceSection.L: (68, 68),
    NaceSection.M: (69, 75),
    NaceSection.N: (77, 82),
    NaceSection.O: (84, 84),
    NaceSection.P: (85, 85),
    NaceSection.Q: (86, 88),
    NaceSection.R: (90, 93),
    NaceSection.S: (94, 96),
    NaceSection.T: (97, 98),
    NaceSection.U: (99, 99),
}
"""First and last division of each section. 04, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89 are not used."""

_WRITTEN = re.compile(r"(?P<letter>[A-U])?[ .]?(?P<digits>\d{2}(?:[ .]?\d){0,6})?(?:[.-]\d+)*")


@dataclass(frozen=True, slots=True)
class Nace:
    """A code as stored: section "I", division "56", group "56.2" or class "56.21"."""

    code: str
    section: NaceSection

    @property
    def division(self) -> str:
        """Two digits, "" for a section alone."""
        return self.code[:2] if self.code[0].isdigit() else ""


class NaceProblem(ValueError):  # noqa: N818 -- shown to people as a problem with their code
    """Why a code is refused, in the reader's words. ``code``: empty, shape, division, section."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def read_nace(text: str) -> Nace:
    """The code that ``text`` writes: "56.21", "5621", "I56.2", "I"; NaceProblem where it is none.

    National codes go on after the class (56.21.19, 5621-01): the class is kept.
    """
    said = text.strip().upper()
    if not said:
        raise NaceProblem("empty", _("Write a NACE code, for example 56.21."))
    found = _WRITTEN.fullmatch(said)
    if not found or not (found["letter"] or found["digits"]):
        raise NaceProblem("shape", _("A NACE code is two to four digits, for example 56.21."))
    if not found["digits"]:
        return Nace(found["letter"], NaceSection(found["letter"]))
    digits = re.sub(r"\D", "", found["digits"])[:4]
    section = section_of(digits)
    if section is None:
        message = _("NACE Rev. 2 has no division %(division)s.") % {"division": digits[:2]}
        raise NaceProblem("division", message)
    if found["letter"] not in (None, section.value):
        message = _("Division %(division)s belongs to section %(right)s, not %(wrong)s.") % {
            "division": digits[:2],
            "right": section.value,
            "wrong": found["letter"],
        }
        raise NaceProblem("section", message)
    return Nace(f"{digits[:2]}.{digits[2:]}" if digits[2:] else digits, section)


def section_of(code: str) -> NaceSection | None:
    """The section of a code that begins with its division; None where there is no such division."""
    if not code[:2].isdigit():
        return None
    division = int(code[:2])
    return next((one for one, (low, high) in DIVISIONS.items() if low <= division <= high), None)
