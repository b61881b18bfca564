"""The bodies of a notice as rows, and their contacts for as long as these may be kept. Pure."""

from datetime import date, timedelta
from typing import Final

from secon.places.countries import nuts_country
from secon.places.domain.lookup import read_code
from secon.places.numbers import valid_key
from secon.procurement.domain.columns import Row, Rows, as_json
from secon.procurement.keys import child_key
from secon.procurement.notice import Notice, Organisation

CONTACT_PURPOSE: Final = "questions-about-the-call"
CONTACT_DAYS: Final = 180
"""A contact is kept this long past the last deadline (or past publication), then deleted."""


def _contacts_end(notice: Notice) -> date | None:
    days = [lot.deadline.date() for lot in notice.lots if lot.deadline]
    if notice.published or notice.issued:
        days.append(notice.published or notice.issued or date.min)
    return max(days) + timedelta(days=CONTACT_DAYS) if days else None


def organisation_rows(notice: Notice, rows: Rows, *, today: date) -> dict[str, int]:
    """Adds the organisations; returns their keys by the id they have in the notice.

    Contacts are kept of buyers only, and not when their time is over on ``today``.
    """
    key, contacts_end = rows.notice_id, _contacts_end(notice)
    buyers = set(notice.buyers)
    winners = {
        one
        for lot in notice.lots
        if lot.result
        for winner in lot.result.winners
        for one in winner.organisation_ids
    }
    keys: dict[str, int] = {}
    for organisation in notice.organisations:
        if organisation.id in keys:
            continue
        own = keys[organisation.id] = child_key(key, len(keys))
        is_buyer, is_winner = organisation.id in buyers, organisation.id in winners
        rows.tables["Organisation"].append(
            _organisation(organisation, own, key, is_buyer, is_winner)
        )
        if is_winner:
            rows.tables["OrganisationNumber"].extend((own, one) for one in _keys(organisation))
        contact = organisation.contact
        if is_buyer and contact and contacts_end and contacts_end >= today:
            rows.tables["BuyerContact"].append(
                (
                    own,
                    contact.name or "",
                    contact.email or "",
                    contact.phone or "",
                    CONTACT_PURPOSE,
                    contacts_end,
                )
            )
    return keys


def _keys(organisation: Organisation) -> dict[str, None]:
    """Its valid numbers in their one spelling, without doubles."""
    country = nuts_country(organisation.place.country) or ""
    keys = (valid_key(number, country) for number in organisation.national_ids)
    return dict.fromkeys(key for key in keys if key)


def _organisation(
    organisation: Organisation, own: int, key: int, is_buyer: bool, is_winner: bool
) -> Row:
    place = organisation.place
    reading = read_code(place.nuts, country=place.country)
    return (
        own,
        key,
        organisation.id,
        is_buyer,
        is_winner,
        next(iter(organisation.names.values()), ""),
        as_json(dict(organisation.names)),
        as_json(organisation.national_ids),
        reading.code or "",
        reading.country or nuts_country(place.country) or "",
        place.city or "",
        place.postal_code or "",
        organisation.size or "",
        organisation.legal_type or "",
        organisation.activity or "",
        organisation.website or "",
    )
