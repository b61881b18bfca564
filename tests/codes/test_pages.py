"""Pages of the code finder: answers with reasons, a designed nothing, a tree in few queries."""

import pytest
from django.test import Client

from secon.codes.models import Code
from tests.factories.codes import CodeFactory


@pytest.fixture
def division() -> Code:
    return CodeFactory(code="90000000", labels={"en": "Sewage and cleaning", "el": "Αποχέτευση"})


@pytest.mark.django_db
def test_words_are_answered_with_reasons_and_groups(client: Client) -> None:
    html = client.get("/en/codes/", {"q": "Putzdienst"}).content.decode()

    assert '<span class="code-hit__label" lang="en">Cleaning services</span>' in html
    assert '<q lang="de">Putzdienst</q>' in html
    assert "/en/codes/90910000/" in html


@pytest.mark.django_db
def test_an_answer_costs_no_query_of_codes(client: Client, django_assert_num_queries) -> None:
    client.get("/en/codes/")

    with django_assert_num_queries(0) as captured:
        client.get("/en/codes/suggest/", {"field": "sector", "sector": "laundry"})

    assert captured.captured_queries == []


@pytest.mark.django_db
def test_nothing_found_is_designed_and_leads_on(client: Client) -> None:
    html = client.get("/en/codes/", {"q": "xyzzy"}).content.decode()

    assert "Nothing is near “xyzzy”" in html
    assert "Health and social work services" in html  # the divisions


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "x" * 10_000, "\x00", "'; drop"])
def test_hostile_queries_are_text(client: Client, query: str) -> None:
    response = client.get("/en/codes/", {"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.django_db
def test_the_page_says_that_only_a_part_is_loaded(client: Client) -> None:
    html = client.get("/el/codes/").content.decode()

    assert "load_codes --publisher" in html
    assert "Regulation (EC) No 213/2008" in html


@pytest.mark.django_db
@pytest.mark.parametrize("item_count", [1, 3])
def test_a_code_costs_two_queries_however_many_stand_below(
    client: Client,
    division: Code,
    item_count: int,
    django_assert_num_queries,
) -> None:
    group = CodeFactory(code="90900000", parent=division, labels={"en": "Cleaning", "el": "Κ"})
    for number in range(1, item_count + 1):
        CodeFactory(code=f"909{number}0000", parent=group, labels={"en": f"Class {number}"})
    client.get("/el/codes/")

    with django_assert_num_queries(2):
        response = client.get("/el/codes/90900000/")

    html = response.content.decode()
    assert html.count('<span lang="en">Class') == item_count
    assert "Αποχέτευση" in html
    assert "/el/tenders/?sector=90900000" in html


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["12345678", "1234567", "90900000x"])
def test_an_unknown_code_is_not_found(client: Client, division: Code, code: str) -> None:
    assert client.get(f"/en/codes/{code}/").status_code == 404


@pytest.mark.django_db
def test_a_retired_code_says_so(client: Client) -> None:
    CodeFactory(code="90000000", active=False, labels={"en": "Old"})

    assert "No longer in the list" in client.get("/en/codes/90000000/").content.decode()


@pytest.mark.django_db
def test_suggestions_are_for_the_field_that_asks(client: Client) -> None:
    html = client.get(
        "/en/codes/suggest/", {"field": "sector", "sector": "gardner"}
    ).content.decode()

    assert 'name="sector_pick" value="77310000" checked' in html
    assert client.get("/en/codes/suggest/", {"field": 'x" onload="'}).status_code == 404
    assert (
        "No code is near"
        in client.get("/en/codes/suggest/", {"field": "s", "s": "xyzzy"}).content.decode()
    )
