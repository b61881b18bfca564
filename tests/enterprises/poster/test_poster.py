"""A poster: one A4 page in the reader's language, whatever people wrote."""

import re
import zlib
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from secon.enterprises.domain import posters, profiles
from secon.enterprises.interfaces.poster import poster_data, qr_code
from secon.enterprises.interfaces.profile import page_of
from tests.enterprises.profile.making import full, hours
from tests.factories.enterprises import EnterpriseFactory, OfferFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADDRESS = "https://secon.example.org/en/enterprises/7/piekarnia/"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def data_of(enterprise, language="en"):
    with override(language):
        found = profiles.find(enterprise.pk, language)
        profile = profiles.read(found, language=language, today=NOW.date())
        page = page_of(profile, language=language, now=NOW)
        return poster_data(page, address=ADDRESS, language=language)


def pages(pdf: bytes) -> int:
    """How many pages: counted in the plain objects and in the packed ones."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in parts)


@pytest.mark.parametrize(
    "language", ["en", "el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg"]
)
def test_one_page_in_every_language(client, language):
    enterprise = full()
    with override(language):
        answer = client.get(f"{enterprise.get_absolute_url()}poster.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert f'filename="{enterprise.slug}-{language}.pdf"' in answer["Content-Disposition"]
    assert pages(answer.content) == 1
    assert b"/Lang" in answer.content
    assert b"pdfuaid" in answer.content  # for people who have it read to them


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") #read("/etc/passwd") $ * _ ` < @label // \\',
        "</script>\u202e\x00",
        "Ψωμί, хляб, chléb 面包 🍞",
        "W" * 200,
        '"}#',
    ],
)
def test_nothing_that_people_write_becomes_markup(text):
    enterprise = EnterpriseFactory.build(name="x")
    data = data_of(full()) | {
        "name": text,
        "summary": text,
        "offers": [{"title": text, "detail": text}] * 8,
        "address": [text],
        "region": text,
    }
    assert enterprise.name == "x"
    assert pages(posters.poster(data)) == 1


def test_everything_at_its_longest_stays_on_one_page():
    enterprise = full(
        name="Związek spółdzielni socjalnych " * 6,
        summary="Gotuje, sprząta, pierze i naprawia. " * 6,
        street="ul. Bardzo Długa " * 10,
    )
    for number in range(12):
        OfferFactory(enterprise=enterprise, title=f"Catering na spotkania {number} " * 4)
    data = data_of(enterprise)
    assert (len(data["offers"]), data["more_offers"]) == (8, "and 5 more")
    assert pages(posters.poster(data)) == 1


def test_what_is_unknown_is_left_out_of_a_poster():
    data = data_of(EnterpriseFactory(summary="", town="", nuts=""))
    assert (data["hours"], data["offers"], data["contact"], data["delivery"]) == ([], [], [], "")
    assert pages(posters.poster(data)) == 1


def test_days_in_a_row_with_the_same_hours_are_one_line():
    enterprise = EnterpriseFactory()
    hours(enterprise, *((day, 8, 16) for day in range(5)), (5, 10, 14))
    assert data_of(enterprise)["hours"] == [
        ["Monday–Friday", ["08:00–16:00"]],
        ["Saturday", ["10:00–14:00"]],
        ["Sunday", ["closed"]],
    ]


def test_an_example_says_so_on_paper():
    assert data_of(EnterpriseFactory(is_example=True))["example"] == (
        "An example, not a real enterprise"
    )


def test_posters_are_limited_like_other_files(client):
    enterprise = EnterpriseFactory()
    address = f"{enterprise.get_absolute_url()}poster.pdf"
    codes = [client.get(address).status_code for _ in range(13)]
    assert codes == [200] * 12 + [429]


def test_qr_code_leads_to_the_page(client):
    enterprise = EnterpriseFactory()
    answer = client.get(f"{enterprise.get_absolute_url()}qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert f"http://testserver{enterprise.get_absolute_url()}" in answer.content.decode()
    assert qr_code(ADDRESS) != qr_code(ADDRESS + "x")
