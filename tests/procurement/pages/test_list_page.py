"""The list as a page: what it says, what it offers, how many queries it takes."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secon.procurement.enums import SignalKind, SourceKind
from tests.factories.procurement import (
    BuyerContactFactory,
    ImportRunFactory,
    LotFactory,
    NoticeFactory,
    OrganisationFactory,
)
from tests.procurement.pages.conftest import DAY, with_signal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def read(answer) -> bytes:
    """The whole body; a stream is closed by it."""
    assert answer.status_code == 200
    return answer.getvalue() if answer.streaming else answer.content


def queries_of(client, address: str) -> int:
    read(client.get(address))  # labels and counts are remembered from here on
    with CaptureQueriesContext(connection) as seen:
        read(client.get(address))
    return len(seen)


@pytest.mark.parametrize(
    "address",
    [
        f"/en/tenders/?on={DAY}",
        f"/en/tenders/?on={DAY}&region=peloponnese&reserved=article-20",
        f"/en/tenders/tenders.csv?on={DAY}",
        f"/en/tenders/tenders.json?on={DAY}",
        f"/en/tenders/tenders.xlsx?on={DAY}",
        f"/en/tenders/feed.xml?on={DAY}",
        f"/en/tenders/deadlines.ics?on={DAY}",
        f"/en/tenders/regions.json?on={DAY}",
    ],
)
def test_a_list_takes_as_many_queries_for_300_rows_as_for_3(client, address):
    def store(count):
        for _ in range(count):
            lot = with_signal(SignalKind.RESERVED_PARTICIPATION, "res-ws", reserved=True)
            OrganisationFactory(notice=lot.notice)

    store(3)
    few = queries_of(client, address)
    store(297)
    assert queries_of(client, address) == few


def test_the_page_says_how_many_and_on_which_day(client):
    LotFactory(), LotFactory()
    text = client.get("/en/tenders/", {"on": DAY}).content.decode()
    assert "2 open lots" in text
    assert "1 December 2023" in text


def test_active_filters_can_be_taken_off_one_by_one(client):
    answer = client.get(
        "/en/tenders/", {"on": DAY, "q": "x", "reserved": ["article-20", "execution"]}
    )
    assert [(chip.label, chip.without) for chip in answer.context["filters"]] == [
        ("Title: “x”", f"on={DAY}&reserved=article-20&reserved=execution"),
        ("Reserved: Article 20", f"on={DAY}&q=x&reserved=execution"),
        ("Reserved performance", f"on={DAY}&q=x&reserved=article-20"),
    ]


def test_an_empty_list_offers_the_fullest_lists_near_it(client):
    LotFactory(places=("BG422",)), LotFactory(places=("EL651",))
    answer = client.get(
        "/en/tenders/", {"on": DAY, "region": "peloponnese", "country": "BG", "sme": "on"}
    )
    assert answer.context["groups"] == []
    assert [(one.label, one.counted.number) for one in answer.context["alternatives"]] == []
    answer = client.get("/en/tenders/", {"on": DAY, "country": "LV"})
    assert [(one.label, one.counted.number) for one in answer.context["alternatives"]] == [
        ("Latvia", 2)
    ]


def test_counts_by_region_are_links_in_the_list_and_the_same_on_the_map(client):
    LotFactory(places=("EL651", "EL652")), LotFactory(places=("EL651",)), LotFactory(places=("EL",))
    answer = client.get("/en/tenders/", {"on": DAY})
    assert [(r.code, r.lots, r.query) for r in answer.context["regions"]] == [
        ("EL65", 2, f"on={DAY}&nuts=EL65")
    ]
    drawn = client.get("/en/tenders/regions.json", {"on": DAY}).json()["regions"]
    assert [(r["code"], r["count"], r["href"]) for r in drawn] == [
        ("EL65", 2, f"/en/tenders/?on={DAY}&nuts=EL65")
    ]
    closer = client.get("/en/tenders/", {"on": DAY, "nuts": "EL65"})
    assert [(r.code, r.lots) for r in closer.context["regions"]] == [("EL651", 2), ("EL652", 1)]


def test_a_code_of_2024_lends_its_count_to_the_shapes_it_came_from(client):
    LotFactory(places=("LV00A",))
    drawn = client.get("/en/tenders/regions.json", {"on": DAY, "nuts": "LV00"}).json()["regions"]
    assert [(r["code"], r["count"]) for r in drawn] == [("LV006", 1), ("LV007", 1)]


def test_texts_are_the_readers_or_marked_with_their_language(client):
    LotFactory(texts={"el": "Καθαρισμός", "en": "Cleaning"})
    english = client.get("/en/tenders/", {"on": DAY}).content.decode()
    german = client.get("/de/tenders/", {"on": DAY}).content.decode()
    assert '<h2 class="entry__title"><a' in english
    assert '<h2 class="entry__title" lang="el"><a' in german


def test_an_example_is_called_one(client):
    LotFactory(notice=NoticeFactory(is_example=True), is_example=True)
    assert ">Example<" in client.get("/en/tenders/", {"on": DAY}).content.decode()


def test_the_source_names_the_last_import_and_credits_ted(client):
    ImportRunFactory(source="day-157", source_kind=SourceKind.DOWNLOAD, read=3722)
    text = client.get("/en/tenders/", {"on": DAY}).content.decode()
    assert "TED, Publications Office of the European Union; data were transformed" in text
    assert "3,722 notices read from day-157" in text


def test_no_contact_person_reaches_the_list(client, django_user_model):
    lot = LotFactory()
    BuyerContactFactory(organisation__notice=lot.notice)
    client.force_login(django_user_model.objects.create_user("reader@example.org"))
    for file in ("", "tenders.csv", "tenders.json", "feed.xml", "deadlines.ics"):
        answer = client.get(f"/en/tenders/{file}", {"on": DAY})
        body = read(answer)
        assert lot.notice.publication.encode() in body
        assert b"contact@buyer.example" not in body
        assert b"Contact of the example" not in body


class TestDefaultDay:
    """Production starts today; local settings on the day with most open lots."""

    def store(self):
        run = ImportRunFactory()
        LotFactory(notice__published=date(2023, 11, 20), open_until=date(2023, 12, 20))
        LotFactory(notice__published=date(2023, 12, 10), open_until=date(2023, 12, 15))
        LotFactory(notice__published=date(2023, 12, 15), open_until=date(2024, 1, 15))
        return run

    def test_production_lists_stand_on_today(self, client, settings):
        settings.SECON_LISTS_START_ON_BUSIEST_DAY = False
        self.store()
        context = client.get("/en/tenders/").context
        assert context["ask"].criteria.on == context["today"]

    def test_local_lists_start_on_the_busiest_day_and_say_so(self, client, settings):
        settings.SECON_LISTS_START_ON_BUSIEST_DAY = True
        self.store()
        answer = client.get("/en/tenders/")
        assert answer.context["ask"].criteria.on == date(2023, 12, 15)
        text = answer.content.decode()
        assert "the day with most open lots" in text
        assert f"?{answer.context['today_address']}" in text

    def test_a_new_import_moves_the_busiest_day(self, client, settings):
        settings.SECON_LISTS_START_ON_BUSIEST_DAY = True
        self.store()
        client.get("/en/tenders/")
        for _ in range(4):
            LotFactory(notice__published=date(2024, 2, 1), open_until=date(2024, 2, 9))
        assert client.get("/en/tenders/").context["ask"].criteria.on == date(2023, 12, 15)
        ImportRunFactory()
        assert client.get("/en/tenders/").context["ask"].criteria.on == date(2024, 2, 1)

    def test_without_lots_the_day_is_today(self, client, settings):
        settings.SECON_LISTS_START_ON_BUSIEST_DAY = True
        context = client.get("/en/tenders/").context
        assert context["ask"].criteria.on == context["today"]


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["tenders.csv", "tenders.json", "tenders.xlsx"])
def test_a_reader_who_takes_whole_lists_without_end_is_asked_to_wait(client, file):
    answers = [client.get(f"/en/tenders/{file}", {"on": "2023-12-01"}) for _time in range(13)]
    for answer in answers:
        list(answer)  # read to its end: closing it here would close the test's connection
    assert [answer.status_code for answer in answers] == [200] * 12 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert client.get("/en/tenders/feed.xml").status_code == 200
