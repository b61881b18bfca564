"""Where an enterprise is, when it is open and where it delivers, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.formats import time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from secon.enterprises.domain.directory.zones import zone_of
from secon.enterprises.domain.opening import OpenState, Stretch, merged, state_at
from secon.enterprises.enums import Weekday
from secon.enterprises.models import Enterprise
from secon.partnership.domain.territories import name_in, territory_of
from secon.places.countries import country_name


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week and its stretches, "09:00–13:00"; none: closed."""

    name: str
    stretches: tuple[str, ...]
    is_today: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """The week and how it stands now on the clock of the place."""

    days: tuple[Day, ...]
    is_open: bool
    said: str


def address_lines(enterprise: Enterprise, language: str) -> list[str]:
    """Street, town and country, as a letter is addressed; what is unknown is left out."""
    town = f"{enterprise.postal_code} {enterprise.town}".strip()
    lines = (enterprise.street, town, country_name(enterprise.country, language))
    return [line for line in lines if line]


def region_name(enterprise: Enterprise, regions: Mapping[str, str], language: str) -> str:
    """The partner's territory it lies in, else its statistical region, else ""."""
    territory = territory_of(enterprise.partner.slug) if enterprise.partner else None
    return name_in(territory, language) if territory else regions.get(enterprise.nuts, "")


def delivery_said(enterprise: Enterprise, regions: Mapping[str, str], language: str) -> str:
    """The delivery area as one sentence; "" where nothing is said."""
    values = {
        "country": country_name(enterprise.country, language),
        "km": enterprise.delivery_km,
        "town": enterprise.town,
        "regions": _listed(
            regions.get(code) or country_name(code, language)
            for code in enterprise.delivery_regions
        ),
    }
    if enterprise.delivers_country:
        said = (
            _("Delivers in the whole country (%(country)s) and in %(regions)s.")
            if values["regions"]
            else _("Delivers in the whole country (%(country)s).")
        )
    elif enterprise.delivery_km and enterprise.town:
        said = (
            _("Delivers within %(km)s km of %(town)s and in %(regions)s.")
            if values["regions"]
            else _("Delivers within %(km)s km of %(town)s.")
        )
    elif enterprise.delivery_km:
        said = (
            _("Delivers within %(km)s km of its address and in %(regions)s.")
            if values["regions"]
            else _("Delivers within %(km)s km of its address.")
        )
    else:
        said = _("Delivers in %(regions)s.") if values["regions"] else ""
    return said % values


def hours_said(enterprise: Enterprise, stretches: Iterable[Stretch], now: datetime) -> Hours | None:
    """The week of an enterprise; None where its hours are unknown."""
    week = merged(stretches)
    local = now.astimezone(zone_of(enterprise.nuts or enterprise.country))
    state = state_at(week, local)
    if state is None:
        return None
    days = tuple(
        Day(
            str(day.label),
            tuple(
                f"{_clock(one.opens)}–{_clock(one.closes)}" for one in week if one.weekday == day
            ),
            local.weekday() == day,
        )
        for day in Weekday
    )
    return Hours(days, state.is_open, _state_said(state))


def _state_said(state: OpenState) -> str:
    if state.is_open:
        return _("Open now, until %(time)s") % {"time": _clock(state.until)}
    values = {"time": _clock(state.opens), "day": Weekday(state.weekday or 0).label}
    if state.in_days == 0:
        return _("Closed now, opens today at %(time)s") % values
    if state.in_days == 1:
        return _("Closed now, opens tomorrow at %(time)s") % values
    return _("Closed now, opens again: %(day)s, %(time)s") % values


def _clock(at: time | None) -> str:
    return time_format(at, "H:i") if at else ""


def _listed(names: Iterable[str]) -> str:
    return str(get_text_list(list(names), _("and")))
