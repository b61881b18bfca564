"""An example as the directory's index sees it, without a database."""

from __future__ import annotations

from secon.enterprises.entry import Delivery, Entry, Offered
from secon.enterprises.examples.kinds import Draft


def entry_of(draft: Draft, *, pk: int, version: int = 1) -> Entry:
    """The entry that a stored ``draft`` would flatten to, but for the rural type of its region."""
    return Entry(
        pk=pk,
        version=version,
        state=draft.state,
        names=(draft.name,),
        words=(
            (draft.original_language, f"{draft.summary}\n{draft.description}"),
            *((one.language, f"{one.summary}\n{one.description}") for one in draft.translations),
        ),
        country=draft.country,
        nuts=draft.nuts,
        region=draft.region,
        town=draft.town,
        postal_code=draft.postal_code,
        lon=draft.lon,
        lat=draft.lat,
        family=draft.family,
        social_enterprise=draft.social_enterprise,
        statuses=tuple(
            (one.code, one.valid_to.toordinal() if one.valid_to else None) for one in draft.statuses
        ),
        nace=(draft.nace_main, *draft.nace_other),
        icnp=draft.icnp,
        sdgs=frozenset(draft.sdgs),
        themes=frozenset(draft.themes),
        green=draft.green,
        digital=draft.digital,
        employs=frozenset(draft.employs),
        serves=frozenset(draft.serves),
        headcount=draft.headcount,
        offers=tuple(
            Offered(
                (
                    (draft.original_language, f"{one.title}\n"),
                    *((language, f"{title}\n") for language, title, _machine in one.translations),
                ),
                one.cpv,
                one.sector,
                frozenset(one.audiences),
            )
            for one in draft.offers
        ),
        delivery=Delivery(
            frozenset({draft.country} if draft.delivers_country else ()),
            draft.delivery_km,
            frozenset(draft.delivery_regions),
        ),
        hours=draft.hours,
        verified_on=draft.verified_on.toordinal() if draft.verified_on else None,
        check_again_on=draft.check_again_on.toordinal() if draft.check_again_on else None,
        confirmed_on=draft.confirmed_on.toordinal() if draft.confirmed_on else None,
        is_example=draft.is_example,
    )
