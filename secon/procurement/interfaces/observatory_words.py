"""What the observatory calls its measures, and how it explains them in plain language."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.procurement.observatory.measures import Answer
from secon.procurement.observatory.reading import TERRITORIES, Step

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Explained:
    """A measure in words: its name, what a yes is, of which lots, and the field it comes from.

    ``signal``, ``reserved`` and ``sme`` are the filters of the list of tenders that say the same.
    """

    label: Words
    yes: Words
    base: Words
    field: str
    signal: str = ""
    reserved: str = ""
    sme: bool = False


_CALL_LOTS: Final = _("Lots of calls whose form has the field and whose buyer answered it.")
_READ: Final = _(
    "Lots of calls whose words were searched: those in Bulgarian, Dutch, English, French, German, "
    "Greek, Hungarian, Latvian, Polish, Portuguese, Romanian and Spanish."
)

EXPLAINED: Final = {
    "reserved": Explained(
        _("Reserved contracts"),
        _(
            "The buyer keeps the lot for sheltered workshops, work integration enterprises or "
            "mission-led organisations. Flags that nothing else in the notice supports stand "
            "apart as doubtful."
        ),
        _CALL_LOTS,
        "BT-71",
        reserved="article-20 article-77",
    ),
    "article-20": Explained(
        _("Reserved: Article 20"),
        _(
            "Kept for sheltered workshops and operators whose main aim is to integrate disabled or "
            "disadvantaged people (Directive 2014/24/EU, Article 20, and its like in the other "
            "directives)."
        ),
        _CALL_LOTS,
        "BT-71 = res-ws",
        reserved="article-20",
    ),
    "article-77": Explained(
        _("Reserved: Article 77"),
        _(
            "Kept for mission-led organisations, in certain health, social and cultural services "
            "(Directive 2014/24/EU, Article 77, and its like in the other directives)."
        ),
        _CALL_LOTS,
        "BT-71 = res-pub-ser",
        reserved="article-77",
    ),
    "execution": Explained(
        _("Reserved performance"),
        _("The contract must be performed within sheltered employment programmes."),
        _CALL_LOTS,
        "BT-736",
        reserved="execution",
    ),
    "objective": Explained(
        _("Social objective"),
        _(
            "The buyer coded a social objective. A code that neither the words nor the sector bear "
            "out stands apart as doubtful."
        ),
        _(
            "Lots of calls in eForms (older forms have no such field) whose buyer coded a social "
            "objective or said which strategic aims there are, none included."
        ),
        "BT-775, BT-06",
        signal="social-objective",
    ),
    "clause": Explained(
        _("Social clause in the text"),
        _("The words of the notice hold at least one social clause that binds somebody."),
        _READ,
        "BT-24, BT-70, BT-540, BT-777",
        signal="clause",
    ),
    "mention": Explained(
        _("Only mentioned in the text"),
        _("The words name social law or aims, and bind nobody further."),
        _READ,
        "BT-24, BT-70, BT-540, BT-777",
        signal="mention",
    ),
    "service": Explained(
        _("Social services"),
        _(
            "The lot is bought under the light regime, or its CPV code is on the list of social "
            "and other specific services."
        ),
        _("All lots of calls: the code of the service is always stated."),
        "OPP-070, BT-262",
        signal="social-service",
    ),
    "sme": Explained(
        _("Suited to small enterprises"),
        _("The buyer says that the lot suits small and medium enterprises."),
        _CALL_LOTS,
        "BT-726",
        sme=True,
    ),
    "winner": Explained(
        _("Won by a social enterprise"),
        _(
            "At least one winner has the company number of a social enterprise in the directory. "
            "Enterprises that are not listed yet are not found, so the true share is higher."
        ),
        _("Lots of results with a winner whose company number is stated and valid."),
        "BT-501",
    ),
}

ANSWERS: Final = {
    Answer.YES: pgettext_lazy("lots that answer", "yes"),
    Answer.NO: pgettext_lazy("lots that answer", "no"),
    Answer.DOUBTFUL: pgettext_lazy("lots that answer", "doubtful"),
    Answer.SILENT: pgettext_lazy("lots that answer", "silent"),
    Answer.ASKED: pgettext_lazy("lots that answer", "all that could answer"),
}
LEVELS: Final = {
    TERRITORIES: _("Regions of the partnership"),
    0: _("Countries"),
    1: _("Large regions (NUTS 1)"),
    2: _("Regions (NUTS 2)"),
    3: _("Small regions (NUTS 3)"),
}
STEPS: Final = {Step.MONTH: _("Months"), Step.QUARTER: _("Quarters"), Step.YEAR: _("Years")}
ORDERS: Final = {
    "lots": _("Most lots first"),
    "share": _("Highest share first, by the lower end of its interval; few lots last"),
    "name": _("By name"),
}
PAGES: Final = {
    "overview": _("Overview"),
    "regions": _("By region"),
    "sectors": _("By sector"),
    "months": _("By month"),
    "compare": _("Compare regions"),
    "method": _("Method"),
}
