"""What a list of the directory is called."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import ngettext

from secon.enterprises.interfaces.requests import Asked


def title(total: int, ask: Asked) -> str:
    """How many there are, for what and where: "14 social enterprises for “catering” near Diest"."""
    data, place = ask.form.cleaned_data, ask.place
    values = {
        "number": number_format(total, force_grouping=True),
        "words": data.get("q") or "",
        "place": place.label,
    }
    has_place = bool(place.point)
    return _pattern(total, bool(values["words"]), has_place, bool(data.get("delivers"))) % values


def _pattern(total: int, has_words: bool, has_place: bool, is_delivered: bool) -> str:
    if has_place and is_delivered:
        return ngettext(
            "%(number)s social enterprise delivers to %(place)s",
            "%(number)s social enterprises deliver to %(place)s",
            total,
        )
    if has_words and has_place:
        return ngettext(
            "%(number)s social enterprise for “%(words)s” near %(place)s",
            "%(number)s social enterprises for “%(words)s” near %(place)s",
            total,
        )
    if has_place:
        return ngettext(
            "%(number)s social enterprise near %(place)s",
            "%(number)s social enterprises near %(place)s",
            total,
        )
    if has_words:
        return ngettext(
            "%(number)s social enterprise for “%(words)s”",
            "%(number)s social enterprises for “%(words)s”",
            total,
        )
    return ngettext("%(number)s social enterprise", "%(number)s social enterprises", total)
