"""Words about practices that several pages say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secon.kernel.languages import language_name
from secon.kernel.models import Text
from secon.practices.domain.catalogue import Kind, Sort
from secon.practices.domain.standing import Standing
from secon.practices.models import Practice

STANDINGS: dict[Standing, Any] = {
    Standing.NAMED: gettext_lazy("Named by the project, not reviewed here"),
    Standing.FOUND: gettext_lazy("From public sources, not reviewed here"),
    Standing.PUBLISHED: gettext_lazy("Reviewed and published on this site"),
    Standing.COUNTED: gettext_lazy("Counted by the programme"),
    Standing.VALIDATED: gettext_lazy("In the programme's database"),
    Standing.NOT_SELECTED: gettext_lazy("Not chosen for the programme's database"),
}
VARIANTS: dict[Standing, str] = {
    Standing.NAMED: "neutral",
    Standing.FOUND: "neutral",
    Standing.PUBLISHED: "social",
    Standing.COUNTED: "social",
    Standing.VALIDATED: "green",
    Standing.NOT_SELECTED: "neutral",
}
SORTS: dict[Sort, Any] = {
    Sort.NEWEST: pgettext_lazy("order of practices", "Newest first"),
    Sort.TRANSFERRED: pgettext_lazy("order of practices", "Most taken up by others"),
    Sort.TITLE: pgettext_lazy("order of practices", "Title"),
}
KINDS: dict[Kind, Any] = {
    Kind.PRACTICE: gettext_lazy("What worked"),
    Kind.LESSON: gettext_lazy("Lessons from what failed"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a text came to be in this language, as ``{% language_mark %}`` says it."""

    variant: str
    code: str
    name: str


def mark(text: Text, original: str) -> Mark | None:
    """The mark of a text; None for an original in the reader's own language."""
    if text.foreign:
        return Mark("missing", text.language, language_name(text.language))
    if text.state:
        return Mark(str(text.state), original, language_name(original))
    return None


def standing_said(standing: Standing | None) -> str:
    """The standing in words, "" for what readers do not see."""
    return str(STANDINGS[standing]) if standing else ""


def amount(number: Decimal, currency: str) -> str:
    """An amount as the reader's language writes it."""
    whole = number == number.to_integral_value()
    return f"{number_format(number, 0 if whole else 2, force_grouping=True)} {currency}"


def plain_number(number: Decimal) -> str:
    """A number without the zeros of its column."""
    return number_format(
        number.normalize().quantize(1)
        if number == number.to_integral_value()
        else number.normalize(),
        force_grouping=True,
    )


def cost_said(practice: Practice) -> str:
    """What it costs; "" where it is unknown."""
    if practice.cost is None:
        return ""
    said = amount(practice.cost, practice.currency)
    return (
        _("%(amount)s for %(what)s") % {"amount": said, "what": practice.cost_per}
        if practice.cost_per
        else said
    )
