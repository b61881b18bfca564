"""Every page answers in every language, writes nothing and names its other languages."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PAGES = [
    "/",
    "/regions/",
    "/regions/peloponnese/",
    "/regions/oliveira-de-azemeis/",
    "/project/",
    "/news/",
    "/news/feed/",
    "/accessibility/",
    "/privacy/",
    "/sources/",
    "/api/",
]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_a_page_answers_in_every_language_and_writes_nothing(
    client, trees, partnership, imported, page
):
    for language in LANGUAGES:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/{language}{page}")

        assert response.status_code == 200, language
        assert response["Content-Language"] == language
        assert [q["sql"] for q in queries if q["sql"].startswith(WRITES)] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_a_page_answers_before_anything_is_loaded(client, trees, page):
    assert client.get(f"/en{page}").status_code == 200


@pytest.mark.django_db
def test_a_page_links_to_itself_in_every_language_with_its_query(client, trees, partnership):
    html = client.get("/el/regions/?on=2023-12-01").content.decode()

    for language in LANGUAGES:
        assert f'href="/{language}/regions/?on=2023-12-01"' in html


@pytest.mark.django_db
def test_a_page_marks_where_the_reader_is(client, trees, partnership):
    html = client.get("/en/regions/haskovo/").content.decode()

    assert '<a href="/en/regions/" aria-current="true">' in html


@pytest.mark.django_db
def test_no_page_loads_anything_from_elsewhere_or_runs_inline_code(client, trees, partnership):
    for page in PAGES:
        html = client.get(f"/en{page}").content.decode()

        assert "<style" not in html
        assert " style=" not in html
        assert 'src="http' not in html
        assert "<script>" not in html


@pytest.mark.django_db
def test_an_unknown_region_is_not_found(client, trees):
    assert client.get("/en/regions/atlantis/").status_code == 404


@pytest.mark.django_db
def test_the_adviser_has_no_region_page(client, trees, partnership):
    assert client.get("/en/regions/kmop/").status_code == 404
