"""eForms organisations: companies, touch points and who of them buys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from secon.procurement.formats import values
from secon.procurement.formats.names import (
    CAC,
    CBC,
    EFAC,
    EFBC,
    EFORMS_EXTENSION,
    ID,
    NAME,
    PARTY_IDENTIFICATION,
)
from secon.procurement.formats.tables import LANGUAGES
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Contact, Organisation, Place, Result, build

Fields = dict[str, Any]
"""Keyword arguments of a frozen record in the making."""

COMPANY = EFAC + "Company"
TOUCH_POINT = EFAC + "TouchPoint"
PARTY = CAC + "Party"
PARTY_NAME = CAC + "PartyName"
POSTAL_ADDRESS = CAC + "PostalAddress"
LEGAL_ENTITY = CAC + "PartyLegalEntity"
CONTACT = CAC + "Contact"
PARTY_TEXTS = {CBC + "WebsiteURI": "website", EFBC + "CompanySizeCode": "size"}
COMPANY_ID = CBC + "CompanyID"
REGISTRATION_NAME = CBC + "RegistrationName"
EMAIL = CBC + "ElectronicMail"
TELEPHONE = CBC + "Telephone"
NUTS_CODE = CBC + "CountrySubentityCode"
CITY = CBC + "CityName"
POST_CODE = CBC + "PostalZone"
REGION = CBC + "Region"
COUNTRY = CAC + "Country"
PARTY_TYPE = CAC + "ContractingPartyType"
ACTIVITY = CAC + "ContractingActivity"
NO_PLACE = Place()
SHORT = 12
"""Only a text this short may be blank or a sentinel."""


Buyer = tuple[str | None, str | None]
"""Legal type and activity of a buyer."""


@dataclass(slots=True)
class Context:
    """What the walk has learnt of the notice so far, and what it collects on its way."""

    language: str
    published: date | None = None
    country: str | None = None
    documents: str | None = None
    results: dict[str, Result] = field(default_factory=dict)
    organisations: dict[str, Fields] = field(default_factory=dict)
    buyers: dict[str, Buyer] = field(default_factory=dict)
    refers_to: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, texts: dict[str, str], element: Element) -> None:
        """Add the text of ``element`` under its own language, else under that of the notice."""
        text = element.text
        if text is None:
            return
        text = text.strip()
        if len(text) < SHORT and values.clean(text) is None:
            return
        code = element.get("languageID")
        lang = LANGUAGES[code] if code in LANGUAGES else values.language(code) or self.language
        if lang not in texts:
            texts[lang] = text
        elif text not in texts[lang]:
            texts[lang] = f"{texts[lang]}\n\n{text}"


def list_of(code: Element) -> str | None:
    """The code list a code says it comes from; older tools write ``listID``."""
    return code.get("listName") or code.get("listID")


def extension(element: Element) -> Iterable[Element]:
    """What stands in the eForms extension blocks under a ``UBLExtensions`` element."""
    try:
        only = element[0][-1][0]
    except IndexError:
        return ()
    if len(element) == 1 and only.tag == EFORMS_EXTENSION and only.getnext() is None:
        return only
    return _extensions(element)


def _extensions(element: Element) -> Iterator[Element]:
    for block in element:
        for content in block:
            for inner in content:
                if inner.tag == EFORMS_EXTENSION:
                    yield from inner


def identifier(element: Element) -> str | None:
    """The ``cbc:ID`` directly under ``element``."""
    for child in element[:]:
        if child.tag == ID:
            return values.code(child.text)
    return None


def address(element: Element) -> Place | None:
    """A postal address or a place of performance."""
    code = country = city = post = anywhere = None
    for child in element[:]:
        tag = child.tag
        if tag == NUTS_CODE:
            code = child.text
        elif tag == CITY:
            city = child.text
        elif tag == POST_CODE:
            post = child.text
        elif tag == COUNTRY:
            country = child[0].text if len(child) else None
        elif tag == REGION:
            anywhere = child.text
    return values.place(code, country, city, post, anywhere)


def read_organisation(element: Element, ctx: Context) -> None:
    """An ``efac:Organization``: the company, and its touch points as bodies of their own."""
    company: Fields | None = None
    for child in element[:]:
        if child.tag == COMPANY:
            company = read_party(child, ctx)
            add(company, ctx)
        elif child.tag == TOUCH_POINT:
            point = read_party(child, ctx)
            for key in ("names", "national_ids", "place") if company else ():
                if point.get(key, NO_PLACE) in ({}, (), NO_PLACE):
                    point[key] = company[key]  # type: ignore[index]  # set whenever the loop runs
            add(point, ctx)


def add(party: Fields, ctx: Context) -> None:
    """Keep a party under its identifier; the first of two with one identifier stays."""
    key = party["id"]
    if key is None or key in ctx.organisations:
        ctx.warnings.append(f"organisation-identifier: {key or 'missing'}")
        return
    ctx.organisations[key] = party
    if key in ctx.buyers:
        party["legal_type"], party["activity"] = ctx.buyers[key]
        ctx.country = ctx.country or party["place"].country


def read_party(element: Element, ctx: Context) -> Fields:
    """What companies, touch points and business parties share; a contact only of those who buy."""
    names: dict[str, str] = {}
    party: Fields = {"id": None, "names": names, "national_ids": (), "place": NO_PLACE}
    contact: Element | None = None
    for child in element[:]:
        tag = child.tag
        if tag == PARTY_NAME:
            for name in child[:]:
                ctx.put(names, name)
        elif tag == POSTAL_ADDRESS:
            party["place"] = address(child) or NO_PLACE
        elif tag == CONTACT:
            contact = child
        elif tag == LEGAL_ENTITY:
            read_legal_entity(child, party, ctx)
        elif tag == PARTY_IDENTIFICATION:
            party["id"] = identifier(child)
        elif (key := PARTY_TEXTS.get(tag)) is not None:
            party[key] = values.clean(child.text)
    if contact is not None and party["id"] in ctx.buyers:
        party["contact"] = read_contact(contact)
    return party


def read_legal_entity(element: Element, party: Fields, ctx: Context) -> None:
    for child in element[:]:
        if child.tag == COMPANY_ID:
            known, found = party["national_ids"], values.national_ids(child.text)
            if known:
                found = known + tuple(one for one in found if one not in known)
            party["national_ids"] = found
        elif child.tag == REGISTRATION_NAME:
            ctx.put(party["names"], child)


def read_contact(element: Element) -> Contact | None:
    name = email = phone = None
    for child in element[:]:
        tag = child.tag
        if tag == TELEPHONE:
            phone = values.clean(child.text)
        elif tag == EMAIL:
            email = values.clean(child.text)
        elif tag == NAME:
            name = values.clean(child.text)
    return Contact(name, email, phone) if name or email or phone else None


def read_buyer(element: Element, ctx: Context) -> None:
    """A ``cac:ContractingParty``: which organisation buys, of which legal type and activity.

    Read before the organisations, so that they are known for buyers when they come.
    """
    legal_type = activity = buyer = None
    for child in element[:]:
        tag = child.tag
        if tag == PARTY:
            for inner in child[:]:
                if inner.tag == PARTY_IDENTIFICATION:
                    buyer = identifier(inner)
        elif tag == PARTY_TYPE:
            legal_type = _code(child) or legal_type
        elif tag == ACTIVITY:
            activity = _code(child) or activity
    if buyer is not None:
        ctx.buyers[buyer] = legal_type, activity


def _code(element: Element) -> str | None:
    """The one code under ``element``; a contracting type is another question than a legal one."""
    for code in element[:]:
        if list_of(code) != "buyer-contracting-type":
            return values.code(code.text)
    return None


def organisations(ctx: Context) -> tuple[Organisation, ...]:
    return tuple([build(Organisation, party) for party in ctx.organisations.values()])
