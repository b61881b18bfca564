"""The filters that are on, each with the list without it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.codes.domain.labels import label as code_label
from secon.codes.rules import CPV
from secon.enterprises.interfaces import wording
from secon.enterprises.interfaces.addresses import changed
from secon.enterprises.interfaces.facets import BY_NAME, SWITCHES
from secon.enterprises.interfaces.filters import DirectoryFilter, label_of
from secon.enterprises.interfaces.places import PlaceAsked
from secon.kernel.addresses import ActiveFilter
from secon.places.countries import country_name


def active_filters(
    form: DirectoryFilter, query: QueryDict, place: PlaceAsked, *, language: str
) -> list[ActiveFilter]:
    """Every filter that narrows the list, in the order of the page."""
    return [
        ActiveFilter(label, changed(query, drop=name, value=value))
        for name, value, label in _said(form, place, language)
    ]


def _said(
    form: DirectoryFilter, place: PlaceAsked, language: str
) -> Iterator[tuple[str, str, str]]:
    """(parameter, the value to drop or "" for all, what the chip says)."""
    data = form.cleaned_data
    if code := data.get("code"):
        name = code_label(CPV, code, language) or ""
        yield "code", "", f"{code} {name}".strip()
    elif data.get("q"):
        yield "q", "", _("“%(words)s”") % {"words": data["q"]}
    if place.point:
        yield "near" if data.get("near") else "at", "", _near_said(data, place)
    if data.get("bbox"):
        yield "bbox", "", _("Area on the map")
    if nuts := data.get("nuts"):
        name = country_name(nuts, language) if len(nuts) == 2 else nuts
        yield "nuts", "", _("Region: %(name)s") % {"name": name}
    for name in BY_NAME:
        for value in data.get(name) or ():
            yield name, value, label_of(form, name, value)
    for switch in SWITCHES:
        if data.get(switch.name):
            yield switch.name, "", str(switch.label)


def _near_said(data: dict[str, object], place: PlaceAsked) -> str:
    km = data.get("km") or wording.USUAL_KM
    if isinstance(km, int) and not data.get("delivers"):
        said = ngettext("%(km)s km around %(place)s", "%(km)s km around %(place)s", km)
        return said % {"km": km, "place": place.label}
    return _("Near %(place)s") % {"place": place.label}
