"""What the platform knows of where a practice comes from and where it goes, in words to confirm.

Only what is recorded: rural types of level-3 regions, the legal frame of the country, instrument
and money as published. Nothing is guessed; how alike both are is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.enterprises import frames
from secon.partnership.domain.territories import territory_of
from secon.partnership.models import Partner
from secon.places.domain import queries as places
from secon.places.domain.typology import Mix
from secon.places.enums import UrbanType
from secon.policy.models import Instrument
from secon.practices.enums import Context
from secon.practices.models import Practice, Transfer

LONGEST = 600  # what the form takes


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded on both sides; "" where nothing is."""

    origin: str
    target: str


def known(transfer: Transfer) -> Mapping[Context, Known]:
    """What is recorded, in the language of the transfer. Some eight queries."""
    practice: Practice = transfer.practice
    here, there = practice.partner, transfer.partner
    origin = practice.instrument or _addressed(here)
    target = transfer.instrument or _addressed(there)
    with translation.override(transfer.original_language):
        language = transfer.original_language
        found = {
            Context.RURAL: Known(_rural(here), _rural(there)),
            Context.LAW: Known(_law(here.country, language), _law(there.country, language)),
            Context.GOVERNANCE: Known(_carrier(practice), _authority(target)),
            Context.INSTRUMENT: Known(
                _instrument(origin, language) or practice.get_instrument_kind_display(),
                _instrument(target, language),
            ),
            Context.MONEY: Known(_cost(practice) or _money(origin), _money(target)),
        }
    return {one: found.get(one, Known("", "")) for one in Context}


def _addressed(partner: Partner) -> Instrument | None:
    found: Instrument | None = Instrument.objects.filter(
        partner=partner, addressed=True, live=True
    ).first()
    return found


def rural_words(mix: Mix) -> str:
    """How many level-3 regions are urban, rural or between."""
    said = []
    for share in mix.urban:
        if share.kind is None:
            said.append(
                ngettext(
                    "%(count)s region not classified",
                    "%(count)s regions not classified",
                    share.regions,
                )
                % {"count": share.regions}
            )
        else:
            said.append(
                ngettext("%(count)s region %(kind)s", "%(count)s regions %(kind)s", share.regions)
                % {"count": share.regions, "kind": UrbanType(share.kind).label}
            )
    return _listed(said)


def _rural(partner: Partner) -> str:
    territory = territory_of(partner.slug)
    codes = territory.codes if territory else _codes(partner)
    return rural_words(places.kind_of(*codes)) if codes else ""


def _codes(partner: Partner) -> tuple[str, ...]:
    return tuple(partner.territories.filter(use="territory").values_list("code", flat=True))


def _law(country: str, language: str) -> str:
    try:
        frame = frames.frame(country)
    except KeyError:
        return ""
    statuses = [one.full_label(language) for one in frames.statuses_of(country)]
    return _listed([str(frame.notion.label), *statuses])


def _carrier(practice: Practice) -> str:
    return _listed([practice.organisation, practice.legal_form])


def _authority(instrument: Instrument | None) -> str:
    return instrument.authority if instrument else ""


def _instrument(instrument: Instrument | None, language: str) -> str:
    if instrument is None:
        return ""
    name = instrument.best(language, "name")["name"]
    return _listed([name, str(instrument.get_kind_display())])


def _money(instrument: Instrument | None) -> str:
    if instrument is None:
        return ""
    return _listed(
        _amount(row.amount, row.currency, str(row.get_fund_display()) if row.fund else "")
        for row in instrument.money.all()
        if row.amount is not None or row.fund
    )


def _cost(practice: Practice) -> str:
    if practice.cost is None:
        return ""
    return _amount(practice.cost, practice.currency, practice.cost_per)


def _amount(amount: object, currency: str, what: str) -> str:
    if amount is None:
        return what
    number = floatformat(amount, "-2g")
    if not what:
        return _("%(amount)s %(currency)s") % {"amount": number, "currency": currency}
    said = {"amount": number, "currency": currency, "what": what}
    return _("%(amount)s %(currency)s (%(what)s)") % said


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)[:LONGEST]
