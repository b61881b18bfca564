"""The page that says how complete the directory is, and its files."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from secon.enterprises.interfaces import coverage as interface
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory
from tests.factories.partnership import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def riga():
    return PartnerFactory(slug="riga", country="LV", original_language="lv")


def holder(partner):
    enterprise = EnterpriseFactory(
        country="LV",
        nuts="LV006",
        partner=partner,
        verified=True,
        check_again_on=date(2099, 1, 1),
    )
    EnterpriseStatusFactory(enterprise=enterprise, code="lv-su", number="")


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_page_takes_two_queries(client, riga, item_count, django_assert_num_queries):
    for _number in range(item_count):
        holder(riga)
    address = reverse("enterprises:coverage")
    client.get(address)
    with django_assert_num_queries(2):
        client.get(address)


def test_a_share_stands_with_both_numbers_its_day_and_its_source(client, riga):
    holder(riga)
    page = client.get(reverse("enterprises:coverage")).content.decode()
    part = page[page.index('id="riga"') :][:2500]
    assert (
        "158 · Holders of the status of a social enterprise · Riga planning region , 1 April 2023"
        " 1 of 158 holders of the status are listed here (0.6 %): Social enterprise."
    ) in text(part)
    assert "http://tieslietas.lv/2023/04/03/sociala-uznemuma-likumam-pieci-gadi/" in part


def test_a_region_without_a_known_number_says_unknown(client):
    page = client.get(reverse("enterprises:coverage")).content.decode()
    part = page[page.index('id="mazowieckie"') :][:1200]
    assert "How many exist: unknown : no register or page we found gives a number" in text(
        part
    ).replace("unknown:", "unknown :")


def test_a_page_without_a_date_says_so(client):
    page = client.get(reverse("enterprises:coverage")).content.decode()
    assert "unknown: the page has no date" in text(page)


def test_every_reason_against_a_share_has_words():
    for why in interface.WhyNot:
        assert interface._why_not(why).startswith("No share: ")


def test_csv_has_a_row_for_each_region_and_number(client, riga):
    holder(riga)
    answer = client.get(reverse("enterprises:coverage_file", args=["csv"]))
    found = rows(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert tuple(found[0]) == interface.COLUMNS
    assert [row["known_number"] for row in found if row["country"] == "LV"] == ["158", "217", "197"]
    line = next(row for row in found if row["known_number"] == "158")
    assert (line["listed"], line["verified"], line["share_listed"], line["share_percent"]) == (
        "1",
        "1",
        "1",
        "0.6",
    )
    assert (line["known_area"], line["known_date"]) == ("LV006 LV007", "2023-04-01")


def test_what_is_unknown_is_empty_in_the_file_and_never_zero(client):
    found = rows(client.get(reverse("enterprises:coverage_file", args=["csv"])))
    poland = next(row for row in found if row["country"] == "PL")
    assert (poland["listed"], poland["known_number"], poland["share_percent"]) == ("0", "", "")
    brabant = next(row for row in found if row["known_number"] == "50")
    assert (brabant["known_precision"], brabant["why_no_share"]) == ("about", "kind")


def test_json_says_the_same_in_the_reader_s_language(client):
    with translation.override("de"):
        address = reverse("enterprises:coverage_file", args=["json"])
    answer = client.get(address)
    assert answer["Content-Type"] == "application/json"
    whole = json.loads(answer.getvalue())
    first = whole["coverage"][0]
    assert first["known_counts"] == "Neu eingetragene Träger der Sozial- und Solidarwirtschaft"
    assert (first["known_number"], first["known_date"], first["why_no_share"]) == (
        580,
        "2018-08",
        "area",
    )
    assert set(whole) == {"on", "note", "coverage"}


def test_no_other_form_is_offered(client):
    assert client.get("/en/enterprises/coverage.xlsx").status_code == 404
