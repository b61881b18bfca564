"""Who buys and who wins. No contact points, no numbers that may be a person's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from secon.places.countries import nuts_country
from secon.places.numbers import valid_key
from secon.procurement.notice import Notice, Organisation
from secon.procurement.ocds.codes import SCALES
from secon.procurement.ocds.values import (
    Json,
    address,
    classification,
    merged,
    one_text,
    texts,
    web_address,
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of a release, and how the rest of it refers to them."""

    rows: list[Json]
    buyers: list[Json]
    by_id: Mapping[str, Json]
    """The notice's own id to ``{"id", "name"}``: buyers and winners only."""


@dataclass(slots=True)
class _Roles:
    """Organisation to its roles, in the order they are met."""

    of: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, organisation: str, *roles: str) -> None:
        self.of.setdefault(organisation, {}).update(dict.fromkeys(roles))


def parties(notice: Notice, main: str | None) -> Parties:
    """Buyers and winners of ``notice``. Review bodies and other helpers are left out."""
    roles = _Roles()
    for one in notice.buyers:
        roles.add(one, "buyer")
    for lot in notice.lots:
        for winner in lot.result.winners if lot.result else ():
            for one in winner.organisation_ids:
                roles.add(one, "supplier", "tenderer")
    rows: dict[str, Json] = {}
    references: dict[str, Json] = {}
    for organisation in notice.organisations:
        own = roles.of.get(organisation.id)
        if own is None or organisation.id in references:
            continue
        row = _party(notice, organisation, list(own), main)
        references[organisation.id] = {"id": row["id"], "name": row["name"]}
        if row["id"] in rows:  # one body under two numbers of the notice
            rows[row["id"]]["roles"] = list(dict.fromkeys(rows[row["id"]]["roles"] + row["roles"]))
        else:
            rows[row["id"]] = row
    buyers = [references[one] for one in dict.fromkeys(notice.buyers) if one in references]
    return Parties(list(rows.values()), buyers, references)


def _party(notice: Notice, body: Organisation, roles: list[str], main: str | None) -> Json:
    number = _number(body, is_buyer="buyer" in roles)
    kinds = (
        classification("eu-buyer-legal-type", body.legal_type),
        classification("eu-main-activity", body.activity),
    )
    name = one_text(body.names, main)
    return merged(
        {"id": number or f"{notice.publication}-{body.id}", "name": name},
        texts("name", body.names, main),
        {
            "identifier": {"id": number, "legalName": name} if number else None,
            "address": address(body.place),
            "roles": roles,
            "details": {
                "url": web_address(body.website),
                "scale": SCALES.get(body.size or ""),
                "classifications": [one for one in kinds if one],
            },
        },
    )


def _number(body: Organisation, *, is_buyer: bool) -> str | None:
    """A number that tells the body apart everywhere, with the country before it.

    Of winners only numbers that are known to be an organisation's: a sole trader's may be a
    person's own. Buyers are public; theirs is taken as published.
    """
    land = nuts_country(body.place.country) or ""
    for said in body.national_ids:
        if found := valid_key(said, land):
            return found
    if is_buyer and land and body.national_ids:
        return f"{land}-{body.national_ids[0].strip()}"
    return None
