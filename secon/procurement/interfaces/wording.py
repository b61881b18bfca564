"""What the platform calls things of procurement, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.procurement.domain.criteria import ListStage, Reserved, Sort
from secon.procurement.enums import ClauseKind, ClauseUse
from secon.procurement.notice import Rung

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STAGES = {
    ListStage.OPEN: _("Open calls"),
    ListStage.PLANNED: _("Planned"),
    ListStage.RESULTS: _("Results"),
    ListStage.ALL: _("Everything published"),
}
SORTS = {
    Sort.NEWEST: _("Newest first"),
    Sort.DEADLINE: _("Deadline soonest"),
    Sort.VALUE: _("Highest value"),
}
RESERVED = {
    Reserved.ARTICLE_20: _("Reserved: Article 20"),
    Reserved.ARTICLE_77: _("Reserved: Article 77"),
    Reserved.EXECUTION: _("Reserved performance"),
}
RESERVED_HINTS = {
    Reserved.ARTICLE_20: _("for sheltered workshops and work integration enterprises"),
    Reserved.ARTICLE_77: _("for mission-led organisations, in certain social services"),
    Reserved.EXECUTION: _("performed within sheltered employment programmes"),
}
SIGNALS = {
    "reserved-participation": _("Reserved participation"),
    "reserved-execution": _("Reserved performance"),
    "social-objective": _("Social objective"),
    "strategic-social": _("Social aim"),
    "social-service": _("Social service"),
    "green": _("Green"),
    "innovation": _("Innovation"),
    "accessibility": _("Accessibility"),
    "sme": _("Suited to small enterprises"),
    "clause": _("Clause in the text"),
    "mention": _("Mentioned in the text"),
    "suited-sector": _("Suited sector"),
}
CLAUSES: dict[str, StrOrPromise] = dict(ClauseKind.choices)
USES: dict[str, StrOrPromise] = dict(ClauseUse.choices)
FILTER_SIGNALS = (
    "social-objective",
    "strategic-social",
    "clause",
    "social-service",
    "suited-sector",
    "green",
    "innovation",
    "accessibility",
)
RUNGS = {
    Rung.LOT: _("stated for the lot"),
    Rung.ANYWHERE: _("the buyer says: anywhere"),
    Rung.PROCEDURE: _("stated for the whole procedure"),
    Rung.COUNTRY: _("only the country is stated"),
    Rung.BUYER: _("only the buyer’s address"),
    Rung.NOTHING: _("no place is stated"),
}
ANYWHERE = {
    "anyw": _("Anywhere"),
    "anyw-cou": _("Anywhere in the country"),
    "anyw-eea": _("Anywhere in the European Economic Area"),
}
WITHIN = {
    7: _("within 7 days"),
    14: _("within 14 days"),
    30: _("within 30 days"),
    60: _("within 60 days"),
}
CURRENCIES = ("EUR", "BGN", "HUF", "PLN", "RON")
UNKNOWN_FIELD = _("Unknown: the buyer left the field empty.")
# Translators: "none" as the answer a buyer gave, not a missing answer.
STATED_NONE = pgettext_lazy("answer", "None, says the buyer")
QUICK = (
    ("reserved", Reserved.ARTICLE_20.value, RESERVED[Reserved.ARTICLE_20]),
    ("reserved", Reserved.ARTICLE_77.value, RESERVED[Reserved.ARTICLE_77]),
    ("signal", "social-objective", SIGNALS["social-objective"]),
    ("signal", "clause", SIGNALS["clause"]),
    ("signal", "social-service", SIGNALS["social-service"]),
    ("sme", "on", SIGNALS["sme"]),
)
"""Field, value and words of the filters that stand above the list."""
