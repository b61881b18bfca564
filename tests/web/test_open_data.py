"""Open data: the page, and the catalogue as portals read it."""

import json
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef, compare

from secon.procurement import ocds
from secon.web.interfaces import dcat
from tests.factories.procurement import ImportRunFactory, NoticeFactory

pytestmark = pytest.mark.django_db
AUTHORITY = "http://publications.europa.eu/resource/authority/"
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
}
"""DCAT-AP 3.0."""
RECOMMENDED = {
    DCAT.Catalog: (
        DCTERMS.language, DCTERMS.modified, DCTERMS.spatial, DCAT.themeTaxonomy, DCAT.service,
        FOAF.homepage,
    ),
    DCAT.Dataset: (
        DCAT.contactPoint, DCAT.distribution, DCAT.keyword, DCTERMS.publisher, DCTERMS.spatial,
        DCAT.theme, DCTERMS.accrualPeriodicity, DCAT.landingPage,
    ),
    DCAT.Distribution: (DCTERMS["format"], DCTERMS.rights, DCTERMS.title),
    DCAT.DataService: (DCAT.endpointDescription, DCAT.servesDataset),
}  # fmt: skip


@pytest.fixture
def graph(client):
    NoticeFactory(published=date(2023, 11, 20))
    ImportRunFactory()
    return Graph().parse(data=client.get("/data/catalog.ttl").content, format="turtle")


def test_every_thing_says_what_dcat_ap_asks_for(graph):
    for kinds in (MANDATORY, RECOMMENDED):
        for kind, properties in kinds.items():
            things = list(graph.subjects(RDF.type, kind))
            assert things
            for thing in things:
                missing = [one for one in properties if (thing, one, None) not in graph]
                assert missing == [], thing


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser
def test_both_forms_say_the_same(client, graph):
    answer = client.get("/data/catalog")
    other = Graph().parse(data=answer.content, format="json-ld")

    assert answer["Content-Type"].startswith("application/ld+json")
    assert compare.isomorphic(graph, other)


def test_whatever_is_pointed_to_within_the_catalogue_is_there(graph):
    home = next(iter(graph.subjects(RDF.type, DCAT.Catalog)))
    pointed = {one for one in graph.objects() if str(one).startswith(f"{home}#")}

    assert {one for one in pointed if isinstance(one, URIRef)} <= set(graph.subjects())


def test_codes_are_of_the_vocabularies_of_the_union(graph):
    tables = {
        DCAT.theme: "data-theme",
        DCTERMS.accrualPeriodicity: "frequency",
        DCTERMS["format"]: "file-type",
        DCTERMS.language: "language",
        DCTERMS.accessRights: "access-right",
    }
    for name, table in tables.items():
        found = set(graph.objects(None, name))
        assert found
        assert all(str(one).startswith(f"{AUTHORITY}{table}/") for one in found)


def test_a_licence_is_stated_only_where_one_is_decided(graph):
    home = next(iter(graph.subjects(RDF.type, DCAT.Catalog)))

    def licences(dataset):
        forms = graph.objects(URIRef(f"{home}#{dataset}"), DCAT.distribution)
        return {str(found) for form in forms for found in graph.objects(form, DCTERMS.license)}

    assert licences("tenders") == {"https://eur-lex.europa.eu/eli/dec/2011/833/oj"}
    assert licences("enterprises") == set()
    rights = graph.objects(URIRef(f"{home}#enterprises-rights"), dcat_label())
    (english,) = [one for one in rights if one.language == "en"]
    assert "No licence has been decided" in english


def dcat_label():
    return URIRef("http://www.w3.org/2000/01/rdf-schema#label")


def test_titles_are_in_every_language_that_has_them(graph):
    spoken = {one.language for one in graph.objects(None, DCTERMS.title)}

    assert "en" in spoken
    assert spoken <= set(dcat.LANGUAGES)


@contextmanager
def our_connection():
    """A file that ends takes the database connection of PostgreSQL with it; here the test has it."""
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_finished.connect(close_old_connections)


def test_every_address_of_the_catalogue_answers(client, graph):
    addresses = {str(one) for one in graph.objects(None, DCAT.accessURL)}
    addresses |= {str(one) for one in graph.objects(None, DCAT.landingPage)}

    for address in sorted(addresses):
        path = address.removeprefix("http://testserver")
        answer = client.get(path)
        with our_connection():
            answer.close()
        assert answer.status_code == 200, path


def test_the_form_is_that_of_the_ending_or_of_what_is_accepted(client):
    assert client.get("/data/catalog.ttl")["Content-Type"].startswith("text/turtle")
    turtle = client.get("/data/catalog", headers={"accept": "text/turtle"})
    assert turtle["Content-Type"].startswith("text/turtle")
    assert client.get("/data/catalog.jsonld").json()["@graph"]
    assert client.get("/data/catalog.xml").status_code == 404


def test_the_catalogue_costs_the_same_queries_for_one_and_for_three(
    client, django_assert_num_queries
):
    NoticeFactory()
    with django_assert_num_queries(3):
        client.get("/data/catalog.ttl")
    NoticeFactory.create_batch(3)
    with django_assert_num_queries(3):
        client.get("/data/catalog.ttl")


def test_the_page_lists_what_the_catalogue_lists(client, trees):
    html = client.get("/en/data/").content.decode()
    graph = json.loads(client.get("/data/catalog").content)["@graph"]

    for node in graph:
        if node["@type"] == ["dcat:Dataset"]:
            assert node["dct:title"][0]["@value"] in html
        if node["@type"] == ["dcat:Distribution"]:
            assert node["dcat:accessURL"][0]["@id"].removeprefix("http://testserver") in html


def test_the_page_says_how_to_cite_and_what_is_not_decided(client, trees):
    html = client.get("/en/data/").content.decode()

    assert "No licence has been decided" in html
    assert "2011/833/EU" in html
    assert "ocds-unregistered" in html


def test_the_page_is_found_from_the_foot_of_every_page(client, trees):
    assert 'href="/en/data/"' in client.get("/en/regions/").content.decode()


def test_the_extension_of_ocds_is_published(client):
    said = client.get("/data/ocds/extension/extension.json").json()
    patch = client.get("/data/ocds/extension/release-schema.json").json()

    assert said["name"] == {"en": "SECON social procurement"}
    assert said["documentationUrl"]["en"].endswith("/en/data/")
    assert patch == ocds.SCHEMA_PATCH
