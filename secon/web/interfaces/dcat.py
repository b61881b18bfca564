"""The catalogue as DCAT-AP 3.0, in JSON-LD and in Turtle, from one list of statements.

Each thing has an address of its own, so both forms need no nameless nodes. Titles are said in
every language that has them; a text that is not translated stands in English only.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from secon.web.domain.catalog import Catalog, DataSet
from secon.web.domain.catalog_forms import ENGLISH, Distribution, Words

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES: Final = {
    "bg": "BUL",
    "de": "DEU",
    "el": "ELL",
    "en": "ENG",
    "es": "SPA",
    "hu": "HUN",
    "lv": "LAV",
    "nl": "NLD",
    "pl": "POL",
    "pt": "POR",
    "ro": "RON",
}
IANA: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Uri:
    """A thing by its address, or ``prefix:name``."""

    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a language, or a value of an XML Schema type."""

    value: str
    language: str = ""
    kind: str = ""


Object = Uri | Said
Node = tuple[str, dict[str, list[Object]]]


def json_ld(catalog: Catalog) -> str:
    """The catalogue as JSON-LD 1.1."""
    graph = [
        {"@id": subject, **{name: [_as_json(one) for one in found] for name, found in said.items()}}
        for subject, said in nodes(catalog)
    ]
    for node in graph:
        node["@type"] = [one["@id"] for one in node.pop("rdf:type")]  # type: ignore[index]
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _as_json(one: Object) -> dict[str, str]:
    if isinstance(one, Uri):
        return {"@id": one.value}
    if one.language:
        return {"@value": one.value, "@language": one.language}
    return {"@value": one.value, "@type": one.kind} if one.kind else {"@value": one.value}


def turtle(catalog: Catalog) -> str:
    """The catalogue as Turtle 1.1."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for subject, said in nodes(catalog):
        rows = (
            f"    {'a' if name == 'rdf:type' else name} {', '.join(map(_as_turtle, found))}"
            for name, found in said.items()
        )
        lines.append(f"\n<{_iri(subject)}>\n" + " ;\n".join(rows) + " .")
    return "\n".join(lines) + "\n"


def _as_turtle(one: Object) -> str:
    if isinstance(one, Uri):
        known = one.value.partition(":")[0] in PREFIXES
        return one.value if known else f"<{_iri(one.value)}>"
    text = json.dumps(one.value, ensure_ascii=False)
    if one.language:
        return f"{text}@{one.language}"
    return f"{text}^^{one.kind}" if one.kind else text


def _iri(address: str) -> str:
    """An address without the signs that end one in Turtle."""
    return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda sign: f"%{ord(sign[0]):02X}", address)


def nodes(catalog: Catalog) -> list[Node]:
    """Every thing of the catalogue with what is said of it; nothing is said twice."""
    return [
        (subject, {name: found for name, found in said.items() if found})
        for subject, said in _nodes(catalog)
    ]


def _nodes(catalog: Catalog) -> Iterator[Node]:
    home = catalog.absolute(reverse("catalog"))
    publisher, contact, service = f"{home}#publisher", f"{home}#contact", f"{home}#api"
    yield (
        home,
        {
            "rdf:type": [Uri("dcat:Catalog")],
            "dct:title": _texts(catalog.title),
            "dct:description": _texts(catalog.description),
            "dct:publisher": [Uri(publisher)],
            "foaf:homepage": [Uri(catalog.absolute(catalog.homepage))],
            "dct:language": [_authority("language", code) for code in LANGUAGES.values()],
            "dct:modified": [_day(catalog.today.isoformat())],
            "dcat:themeTaxonomy": [Uri(f"{AUTHORITY}data-theme")],
            "dct:spatial": [_authority("continent", "EUROPE")],
            "dcat:contactPoint": [Uri(contact)],
            "dcat:dataset": [Uri(f"{home}#{one.key}") for one in catalog.datasets],
            "dcat:service": [Uri(service)],
        },
    )
    yield (
        publisher,
        {
            "rdf:type": [Uri("foaf:Agent")],
            "foaf:name": [Said(catalog.publisher, ENGLISH)],
            "foaf:homepage": [Uri(catalog.absolute(catalog.homepage))],
        },
    )
    mail = catalog.contact_email
    yield (
        contact,
        {
            "rdf:type": [Uri("vcard:Organization")],
            "vcard:fn": [Said(catalog.publisher)],
            "vcard:hasEmail": [Uri(f"mailto:{mail}")] if mail else [],
            "vcard:hasURL": [Uri(catalog.absolute(catalog.homepage))],
        },
    )
    served = [one for one in catalog.datasets if any(form.is_api for form in one.distributions)]
    yield (
        service,
        {
            "rdf:type": [Uri("dcat:DataService")],
            "dct:title": _texts(catalog.service_title),
            "dcat:endpointURL": [Uri(catalog.absolute(reverse("api:api-root")))],
            "dcat:endpointDescription": [Uri(catalog.absolute(reverse("api:openapi-json")))],
            "dcat:servesDataset": [Uri(f"{home}#{one.key}") for one in served],
            "dct:publisher": [Uri(publisher)],
            "dcat:contactPoint": [Uri(contact)],
            "dct:accessRights": [_authority("access-right", "PUBLIC")],
        },
    )
    for one in catalog.datasets:
        yield from _dataset(catalog, one, home)


def _dataset(catalog: Catalog, one: DataSet, home: str) -> Iterator[Node]:
    own = f"{home}#{one.key}"
    forms = [(f"{home}#{form.key}", form) for form in one.distributions]
    period = f"{own}-period"
    yield (
        own,
        {
            "rdf:type": [Uri("dcat:Dataset")],
            "dct:identifier": [Said(own)],
            "dct:title": _texts(one.title),
            "dct:description": _texts(one.description),
            "dct:publisher": [Uri(f"{home}#publisher")],
            "dcat:contactPoint": [Uri(f"{home}#contact")],
            "dcat:keyword": [said for word in one.keywords for said in _texts(word)],
            "dcat:theme": [_authority("data-theme", code) for code in one.themes],
            "dct:accrualPeriodicity": [_authority("frequency", one.frequency)],
            "dct:accessRights": [_authority("access-right", "PUBLIC")],
            "dct:spatial": _places(one),
            "dct:temporal": [Uri(period)] if one.first and one.last else [],
            "dct:modified": [_day(one.modified.isoformat())] if one.modified else [],
            "dct:provenance": [Uri(f"{own}-provenance")],
            "dcat:landingPage": [Uri(catalog.absolute(one.page))],
            "dcat:distribution": [Uri(address) for address, _form in forms],
        },
    )
    if one.first and one.last:
        yield (
            period,
            {
                "rdf:type": [Uri("dct:PeriodOfTime")],
                "dcat:startDate": [_day(one.first.isoformat())],
                "dcat:endDate": [_day(one.last.isoformat())],
            },
        )
    yield _statement(f"{own}-provenance", "dct:ProvenanceStatement", one.provenance)
    yield _statement(f"{own}-rights", "dct:RightsStatement", one.rights)
    for address, form in forms:
        yield address, _distribution(catalog, one, form, home)


def _distribution(
    catalog: Catalog, one: DataSet, form: Distribution, home: str
) -> dict[str, list[Object]]:
    address = Uri(catalog.absolute(form.url))
    is_file = not form.is_api and form.file_type != "HTML"
    return {
        "rdf:type": [Uri("dcat:Distribution")],
        "dct:title": _texts(form.title),
        "dcat:accessURL": [address],
        "dcat:downloadURL": [address] if is_file else [],
        "dcat:accessService": [Uri(f"{home}#api")] if form.is_api else [],
        "dct:format": [_authority("file-type", form.file_type)],
        "dcat:mediaType": [Uri(f"{IANA}{form.media_type}")],
        "dct:license": [Uri(one.licence_url)] if one.licence_url else [],
        "dct:rights": [Uri(f"{home}#{one.key}-rights")],
        "dct:modified": [_day(one.modified.isoformat())] if one.modified else [],
        "dcatap:availability": [_authority("planned-availability", "AVAILABLE")],
    }


def _places(one: DataSet) -> list[Object]:
    europe: list[Object] = [_authority("continent", "EUROPE")] if one.europe else []
    return europe + [_authority("country", code) for code in one.countries]


def _statement(address: str, kind: str, words: Words) -> Node:
    return address, {"rdf:type": [Uri(kind)], "rdfs:label": _texts(words)}


def _authority(table: str, code: str) -> Uri:
    return Uri(f"{AUTHORITY}{table}/{code}")


def _day(text: str) -> Said:
    return Said(text, kind="xsd:date")


def _texts(words: Words) -> list[Object]:
    """The words in each language of the platform that has its own."""
    with translation.override(ENGLISH):
        english = str(words)
    return [Said(english, ENGLISH), *_translations(words, english)]


def _translations(words: Words, english: str) -> Iterable[Said]:
    for code, _name in settings.LANGUAGES:
        if code != ENGLISH:
            with translation.override(code):
                said = str(words)
            if said != english:
                yield Said(said, code)
