"""What machines ask for."""

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError
from django.utils import timezone

from tests.factories import web as make

LANGUAGES = [code for code, _ in django_settings.LANGUAGES]
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("el-GR,el;q=0.9,en;q=0.5", "/el/"),
        ("pt-BR", "/pt/"),
        ("ja,bg;q=0.4", "/bg/"),
        ("ja", "/en/"),
        ("", "/en/"),
    ],
)
def test_the_root_leads_to_the_readers_language(client, accepted, expected):
    response = client.get("/", headers={"accept-language": accepted})

    assert response.status_code == 302
    assert response["Location"] == expected
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
def test_health_is_up_while_the_database_answers(client):
    response = client.get("/health/")

    assert response.status_code == 200
    assert response.json() == {"status": "up", "database": "up"}
    assert "no-cache" in response["Cache-Control"]


def test_health_is_down_when_the_database_is_not_there(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr("secon.web.views.machines.connection", Gone())

    response = client.get("/health/")

    assert response.status_code == 503
    assert response.json()["database"] == "down"


def test_robots_are_kept_from_the_editor_and_told_of_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /el/accounts/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_there_is_no_security_contact_until_one_is_set(client, settings):
    settings.SECON_CONTACT_EMAIL = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_security_contact_expires_within_a_year(client, settings):
    settings.SECON_CONTACT_EMAIL = "security@platform.example"

    text = client.get("/.well-known/security.txt").content.decode()

    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:security@platform.example"
    days = (datetime.fromisoformat(fields["Expires"]) - timezone.now()).days
    assert 0 < days < 366


@pytest.mark.django_db
def test_the_sitemap_names_every_language_of_a_coded_page(client, trees):
    urls = ET.fromstring(client.get("/sitemap.xml").content).findall("s:url", SITEMAP)  # noqa: S314 -- our own answer

    home = next(
        url for url in urls if url.findtext("s:loc", "", SITEMAP) == "http://testserver/el/"
    )
    assert [link.get("hreflang") for link in home.findall("x:link", SITEMAP)] == LANGUAGES
    assert len(urls) == 11 * (23 + 9)


@pytest.mark.django_db
def test_the_sitemap_names_only_the_languages_a_text_is_written_in(client, trees):
    visit = make.news("A visit", slug="a-visit")
    make.news("Посещение", language="bg", translation_of=visit, slug="poseshtenie")
    make.news("Draft", live=False)

    urls = ET.fromstring(client.get("/sitemap.xml").content).findall("s:url", SITEMAP)  # noqa: S314 -- our own answer
    found = {
        url.findtext("s:loc", "", SITEMAP): [
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", SITEMAP)
        ]
        for url in urls
    }

    alternates = [
        ("en", "http://testserver/en/news/a-visit/"),
        ("bg", "http://testserver/bg/news/poseshtenie/"),
    ]
    assert found["http://testserver/en/news/a-visit/"] == alternates
    assert found["http://testserver/bg/news/poseshtenie/"] == alternates
    assert not [address for address in found if "draft" in address]


@pytest.mark.django_db
def test_what_machines_do_not_find_is_not_found(client):
    for address in ("/api/v1/nothing", "/static/nothing.css", "/.well-known/nothing"):
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_what_readers_ask_for_without_a_language_gets_theirs(client, trees):
    response = client.get("/regions/?on=2023-12-01", headers={"accept-language": "el"})

    assert response["Location"] == "/el/regions/?on=2023-12-01"
