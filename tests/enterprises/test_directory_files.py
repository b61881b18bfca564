"""The directory taken away: files and the feed with the page's filters, without persons."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from secon.enterprises.models import ContactPerson
from secon.kernel.tables import CSV_BOM
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory, OfferFactory

pytestmark = pytest.mark.django_db
BASE = "/en/enterprises/"
FILES = ["enterprises.csv", "enterprises.xlsx", "enterprises.geojson", "enterprises.jsonld"]


def body(answer) -> bytes:
    """The whole body; a stream is closed by it."""
    assert answer.status_code == 200
    return answer.getvalue() if answer.streaming else answer.content


def rows(client, query: str = "") -> list[dict[str, str]]:
    text = body(client.get(f"{BASE}enterprises.csv?{query}")).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix(CSV_BOM), newline="")))


def test_a_file_has_the_filters_and_the_order_of_the_page(client):
    EnterpriseFactory(name="B", family="mutual"), EnterpriseFactory(name="A", family="mutual")
    EnterpriseFactory(name="C", family="foundation")
    assert [row["name"] for row in rows(client, "family=mutual&sort=name")] == ["A", "B"]


def test_a_row_says_what_is_known_and_leaves_the_rest_empty(client):
    one = EnterpriseFactory(
        verified=True, name="=Kuchnia", employs=["young"], delivers_country=True, green=True
    )
    OfferFactory(enterprise=one)
    EnterpriseStatusFactory(enterprise=one)
    row = rows(client)[0]
    told = {key: value for key, value in row.items() if value}
    assert told == {
        "page": f"http://testserver{one.get_absolute_url()}",
        "id": str(one.pk),
        "name": "'=Kuchnia",
        "summary": "Gotuje i sprząta.",
        "summary_language": "pl",
        "original_language": "pl",
        "standing": "verified",
        "is_verified": "yes",
        "verified_on": "2026-03-01",
        "check_again_on": "2028-03-01",
        "is_example": "no",
        "country": "PL",
        "nuts": "PL921",
        "town": "Radom",
        "lon": "21.15",
        "lat": "51.4",
        "statuses": "pl-ps",
        "helps": "green",
        "employs": "young",
        "offers": "Catering na spotkania",
        "sectors": "food",
        "audiences": "citizens public_buyers",
        "cpv": "55520000",
        "delivers_country": "yes",
        "source": "SECON directory of social enterprises; each entry names its own sources",
        "licence": "Reuse with the source named; no licence has been decided by the partnership yet",
    }


def test_examples_and_entries_nobody_checked_are_marked(client):
    EnterpriseFactory(is_example=True)
    row = rows(client)[0]
    assert (row["is_example"], row["is_verified"], row["standing"]) == ("yes", "no", "listed")
    item = json.loads(body(client.get(f"{BASE}enterprises.jsonld")))["itemListElement"][0]["item"]
    assert item["disambiguatingDescription"] == "Invented example, not a real organisation"


def test_geojson_has_points_and_says_where_it_comes_from(client):
    placed, lost = EnterpriseFactory(name="A"), EnterpriseFactory(name="B", lon=None, lat=None)
    found = json.loads(body(client.get(f"{BASE}enterprises.geojson?sort=name")))
    assert found["type"] == "FeatureCollection"
    assert (found["about"]["entries"], found["about"]["list"]) == (
        2,
        "http://testserver/en/enterprises/?sort=name",
    )
    assert [(one["id"], one["geometry"]) for one in found["features"]] == [
        (placed.pk, {"type": "Point", "coordinates": [21.15, 51.4]}),
        (lost.pk, None),
    ]


def test_json_ld_lists_organisations_by_the_addresses_of_their_pages(client):
    one = EnterpriseFactory(country="EL", town="Kalamata", founded=2019)
    found = json.loads(body(client.get(f"{BASE}enterprises.jsonld")))
    assert (found["@type"], found["numberOfItems"]) == ("ItemList", 1)
    page = f"http://testserver{one.get_absolute_url()}"
    assert found["itemListElement"][0]["item"] == {
        "@type": "LocalBusiness",
        "@id": page,
        "name": one.name,
        "description": "Gotuje i sprząta.",
        "url": page,
        "foundingDate": "2019",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Kalamata",
            "addressCountry": "GR",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 51.4, "longitude": 21.15},
        "disambiguatingDescription": "Listed, not yet verified",
    }


def test_a_spreadsheet_says_on_its_second_sheet_what_it_is(client):
    EnterpriseFactory(name="A")
    book = load_workbook(io.BytesIO(body(client.get(f"{BASE}enterprises.xlsx"))))
    assert book.sheetnames == ["enterprises", "about"]
    about = dict(book["about"].values)
    assert (about["entries"], about["rows"]) == (1, 1)


def test_the_feed_tells_the_newest_changes_first(client):
    old, new = EnterpriseFactory(name="Old"), EnterpriseFactory(name="New", is_example=True)
    text = body(client.get(f"{BASE}feed.xml")).decode()
    assert text.index("New (example)") < text.index("Old")
    assert f"http://testserver{old.get_absolute_url()}" in text
    assert f"http://testserver{new.get_absolute_url()}" in text


@pytest.mark.parametrize("file", [*FILES, "feed.xml"])
def test_no_person_and_no_address_of_mail_leaves_in_any_file(client, file):
    one = EnterpriseFactory(email="office@coop.example", phone="+48 48 123 45 67")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ContactPerson.objects.create(
        enterprise=one, name="Zofia Sekret", email="z@coop.example", agreed_at=now, delete_after=now
    )
    content = body(client.get(f"{BASE}{file}"))
    if file.endswith("xlsx"):
        cells = [
            str(cell) for row in load_workbook(io.BytesIO(content)).active.values for cell in row
        ]
        content = " ".join(cells).encode()
    assert one.name.encode() in content
    assert [secret for secret in (b"Sekret", b"coop.example", b"123 45") if secret in content] == []


@pytest.mark.parametrize("file", [*FILES, "feed.xml"])
def test_a_question_that_cannot_be_read_is_refused_in_plain_words(client, file):
    answer = client.get(f"{BASE}{file}?sector=x")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain")
    assert answer.content.decode() == "sector: “x” is not one of the choices."


@pytest.mark.parametrize("file", [*FILES, "feed.xml"])
@pytest.mark.parametrize("item_count", [1, 3])
def test_a_file_takes_the_same_queries_for_every_number_of_rows(
    client, django_assert_num_queries, file, item_count
):
    for one in EnterpriseFactory.create_batch(item_count):
        OfferFactory(enterprise=one)
        EnterpriseStatusFactory(enterprise=one)
    body(client.get(f"{BASE}{file}"))
    with django_assert_num_queries(6):
        body(client.get(f"{BASE}{file}"))


def test_a_reader_who_takes_whole_lists_without_end_is_asked_to_wait(client):
    answers = [client.get(f"{BASE}enterprises.csv") for _time in range(13)]
    for answer in answers:
        list(answer)  # read to its end: closing it here would close the test's connection
    assert [answer.status_code for answer in answers] == [200] * 12 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert client.get(f"{BASE}feed.xml").status_code == 200
