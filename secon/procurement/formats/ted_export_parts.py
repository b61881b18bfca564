"""What the older forms share: names without namespace, paragraphs, amounts, addresses.

TED_EXPORT changed its namespace with almost every release, so elements are told by local name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import Fields
from secon.procurement.formats.xml import Element, joined
from secon.procurement.notice import Contact, Money, Organisation, Place


@dataclass(slots=True)
class Form:
    """One language version of a form in the making."""

    language: str
    country: str | None
    published: date | None
    of: str  # F02_2014, CONTRACT_DEFENCE …
    type: str | None = None  # NOTICE/@TYPE: PRI_ONLY, CONTRACT …
    fields: Fields = field(default_factory=dict)
    shared: Fields = field(default_factory=dict)  # said once, true of every lot
    lots: list[Fields] = field(default_factory=list)
    organisations: dict[object, Organisation] = field(default_factory=dict)
    buyers: list[str] = field(default_factory=list)
    refers_to: list[str] = field(default_factory=list)
    ticked: set[str] = field(default_factory=set)
    withheld: dict[str, None] = field(default_factory=dict)
    awards: list[Fields] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, made: Fields, key: str, element: Element) -> None:
        """Add the paragraphs of ``element`` to the texts ``made[key]`` in the form's language."""
        text = words(element)
        if text is not None:
            values.put(made.setdefault(key, {}), self.language, text)

    def refer(self, element: Element) -> None:
        name = values.reference(element.text)
        if name and name not in self.refers_to:
            self.refers_to.append(name)

    def organisation(self, prefix: str, found: Organisation) -> str:
        """The identifier of a body within this notice; a body named again keeps the one it has."""
        key = (tuple(found.names.items()), found.national_ids, found.place)
        known = self.organisations.get(key)
        if known is None:
            known = replace(found, id=f"{prefix}-{len(self.organisations) + 1:04d}")
            self.organisations[key] = known
        return known.id


Handler = Callable[[Element, Fields, Form], None]


@lru_cache(maxsize=4096)
def local(tag: object) -> str:
    """The local name of a Clark name; empty for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words(element: Element) -> str | None:
    """The text of an element whose paragraphs are ``<P>``: one line each."""
    if len(element) == 0:
        return values.clean(element.text)
    if local(element[0].tag) != "P":
        return joined(element) or None
    return "\n".join(filter(None, map(joined, element))) or None


def dispatch(element: Element, made: Fields, form: Form, handlers: Mapping[str, Handler]) -> None:
    """Give each known child to its handler; what the buyer withholds is noted and passed over."""
    for child in element:
        name = local(child.tag)
        handler = handlers.get(name)
        if handler is None:
            continue
        if child.get("PUBLICATION") == "NO":
            form.withheld[WITHHELD.get(name, name.lower())] = None
        else:
            handler(child, made, form)


WITHHELD = {
    "VALUES": "win-ten-val",
    "VALUE": "win-ten-val",
    "TENDERS": "rec-sub-cou",
    "CONTRACTORS": "win-cho",
    "WINNERS": "win-cho",
    "VAL_TOTAL": "not-val",
    "VAL_RANGE_TOTAL": "not-val",
    "AC": "awa-cri-nam",
}
"""Element to the code that eForms has for withholding the same."""


def amount(element: Element) -> Money | None:
    """``<VAL_TOTAL CURRENCY="EUR">``, or a ``VALUE_COST`` under an element with the currency."""
    currency = element.get("CURRENCY")
    for child in element:
        if local(child.tag) == "VALUE_COST":
            return values.money(child.get("FMTVAL") or child.text, currency)
    return values.money(element.text, currency)


def bounds(element: Element) -> tuple[Money | None, Money | None]:
    """Lowest and highest of a ``VAL_RANGE_TOTAL``."""
    currency = element.get("CURRENCY")
    found = {local(child.tag): values.money(child.text, currency) for child in element}
    return found.get("LOW"), found.get("HIGH")


def codes(element: Element) -> tuple[str, ...]:
    """CPV codes directly under ``CPV_MAIN`` or ``CPV_ADDITIONAL``."""
    found = (values.cpv(child.get("CODE")) for child in element if local(child.tag) == "CPV_CODE")
    return tuple(code for code in found if code)


def add_cpv(made: Fields, *found: str) -> None:
    made["cpv"] = tuple(dict.fromkeys((*made.get("cpv", ()), *found)))


def add_place(element: Element, made: Fields) -> None:
    place = values.place(element.get("CODE"), None, None, None, None)
    if place is not None and place not in made.setdefault("places", ()):
        made["places"] += (place,)


def body(
    element: Element, language: str, *, size: str | None = None, contact: bool = False
) -> Organisation | None:
    """A body from an address, without an identifier yet; its contact only where asked for."""
    found: dict[str, str | None] = {}
    for child in element.iter():
        part = local(child.tag)
        if part in ADDRESS and part not in found:
            found[part] = child.get("CODE") or child.get("VALUE") or values.clean(child.text)
    name = found.get("OFFICIALNAME")
    if name is None:
        return None
    place = values.place(
        found.get("NUTS"), found.get("COUNTRY"), found.get("TOWN"), found.get("POSTAL_CODE"), None
    )
    person = Contact(
        found.get("CONTACT_POINT") or found.get("ATTENTION"),
        found.get("E_MAIL"),
        found.get("PHONE"),
    )
    return Organisation(
        "",
        {language: name},
        values.national_ids(found.get("NATIONALID")),
        place or Place(),
        size,
        website=found.get("URL_GENERAL") or found.get("URL"),
        contact=person if contact and person != Contact() else None,
    )


ADDRESS = frozenset(
    {
        "OFFICIALNAME",
        "NATIONALID",
        "NUTS",
        "COUNTRY",
        "TOWN",
        "POSTAL_CODE",
        "CONTACT_POINT",
        "ATTENTION",
        "E_MAIL",
        "PHONE",
        "URL_GENERAL",
        "URL",
    }
)
