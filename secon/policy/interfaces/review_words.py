"""What the figures of a review are called."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from secon.policy.domain.disagreement import Distance, Spread
from secon.policy.domain.review_compare import Compared

DISTANCES = {
    Distance.UNKNOWN: gettext_lazy("too few scores to compare"),
    Distance.CLOSE: gettext_lazy("close together"),
    Distance.SOME: gettext_lazy("some way apart"),
    Distance.FAR: gettext_lazy("far apart"),
}


def points(value: float | None) -> str:
    """A figure in points, without needless decimals; none: no words."""
    if value is None:
        return ""
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    return formats.number_format(rounded, decimal_pos=0 if whole else 1, use_l10n=True)


def said(spread: Spread) -> str:
    """The figures of a question in one line."""
    parts = []
    if spread.median is not None:
        parts.append(
            _("Median %(median)s, from %(low)s to %(high)s")
            % {"median": points(spread.median), "low": spread.low, "high": spread.high}
        )
    if spread.cannot_say:
        number = spread.cannot_say
        parts.append(
            ngettext("%(number)d cannot say", "%(number)d cannot say", number) % {"number": number}
        )
    return "; ".join(parts)


def apart(spread: Spread) -> str:
    """How far apart, in words and as a figure."""
    name = str(DISTANCES[spread.distance])
    if spread.apart is None:
        return name
    return pgettext("disagreement", "%(words)s: two reviewers differ by %(points)s on average") % {
        "words": name,
        "points": points(spread.apart),
    }


def half(spread: Spread) -> str:
    """Where the middle half of the scores lies; none: no words."""
    if spread.quartiles is None:
        return ""
    low, high = spread.quartiles
    return _("the middle half lies between %(low)s and %(high)s") % {
        "low": points(low),
        "high": points(high),
    }


def moved(one: Compared) -> str:
    """How a question changed between two rounds."""
    if one.then is None:
        return _("asked for the first time")
    if one.now is None:
        return _("no longer asked")
    if one.moved is None:
        return _("cannot be compared")
    if not one.moved:
        return _("median unchanged")
    if one.moved > 0:
        return _("median up by %(points)s") % {"points": points(one.moved)}
    return _("median down by %(points)s") % {"points": points(-one.moved)}


def closer(one: Compared) -> str:
    """Whether views came closer between two rounds; none: no words."""
    if one.closer is None:
        return ""
    if abs(one.closer) < 0.05:
        return _("views as far apart as before")
    if one.closer > 0:
        return _("views %(points)s closer") % {"points": points(one.closer)}
    return _("views %(points)s further apart") % {"points": points(-one.closer)}
