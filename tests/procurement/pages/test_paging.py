"""Pages by key show every row exactly once, in both directions, while rows arrive."""

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secon.procurement.domain import queries
from secon.procurement.domain.criteria import Criteria, Sort
from secon.procurement.domain.paging import read_cursor
from secon.procurement.domain.queries.notices import notice_page
from secon.procurement.models import Notice
from tests.factories.procurement import LotFactory, NoticeFactory
from tests.procurement.pages.conftest import DAY

pytestmark = pytest.mark.django_db
ROWS = 60


@pytest.fixture
def many_lots():
    """Lots in several notices, with equal and missing keys in every order."""
    notices = [
        NoticeFactory(published=date(2023, 11, 20) + timedelta(days=n % 3), lot_count=12)
        for n in range(ROWS // 12)
    ]
    return [
        LotFactory(
            notice=notice,
            index=index,
            deadline=datetime(2023, 12, 10 + index % 4, 10, tzinfo=UTC),
            value=None if index % 3 == 0 else Decimal(1000 * (index % 5 + 1)),
            currency="PLN" if index % 7 == 0 else "EUR",
        )
        for notice in notices
        for index in range(12)
    ]


def walk(page_at) -> list[list]:
    """The rows of every page, front to back; the way back must show the same pages."""
    pages, page = [], page_at("")
    while True:
        pages.append(page.rows)
        if not page.following:
            break
        page = page_at(page.following)
    back = [page.rows]
    while page.previous:
        page = page_at(page.previous, backwards=True)
        back.insert(0, page.rows)
    assert back == pages
    return pages


SORTS = pytest.mark.parametrize("sort", list(Sort))


def cursor_of(criteria: Criteria, text: str, *, backwards: bool):
    order = queries.order_of(criteria)
    return read_cursor(text, order=order, backwards=backwards) if text else None


@SORTS
def test_pages_by_notice_meet_every_place_once_and_back_again(many_lots, sort):
    criteria = Criteria(on=date.fromisoformat(DAY), sort=sort)
    key = {
        Sort.NEWEST: lambda lot: lot.published,
        Sort.DEADLINE: lambda lot: lot.deadline,
        Sort.VALUE: lambda lot: int(lot.value_eur or 0),
    }[sort]

    def page_at(text, *, backwards=False):
        cursor = cursor_of(criteria, text, backwards=backwards)
        return notice_page(criteria, size=4, cursor=cursor)

    found = [place for page in walk(page_at) for place in page]
    expected = defaultdict(list)
    for lot in sorted(many_lots, key=lambda lot: lot.pk):
        expected[key(lot), lot.notice_id].append(lot)
    order = sorted(expected, reverse=sort is not Sort.DEADLINE)
    assert [place.lots for place in found] == [expected[at][:3] for at in order]
    assert [place.total for place in found] == [len(expected[at]) for at in order]
    assert sum(place.total for place in found) == ROWS


@SORTS
def test_pages_by_lot_meet_every_lot_once_and_back_again(many_lots, sort):
    criteria = Criteria(on=date.fromisoformat(DAY), sort=sort)

    def page_at(text, *, backwards=False):
        cursor = cursor_of(criteria, text, backwards=backwards)
        return queries.lot_page(criteria, size=25, cursor=cursor)

    pages = walk(page_at)
    assert [len(page) for page in pages] == [25, 25, 10]
    seen = [lot for page in pages for lot in page]
    assert seen == list(queries.lots_in_order(criteria))
    assert {lot.pk for lot in seen} == {lot.pk for lot in many_lots}


@SORTS
def test_the_links_of_the_list_lead_through_every_notice_and_back(client, many_lots, sort):
    for number in range(30):
        LotFactory(deadline=datetime(2023, 12, 10, number % 24, tzinfo=UTC), value=number + 1)
    address = f"?on={DAY}&sort={sort.value}"
    pages = []
    while address:
        answer = client.get(f"/en/tenders/{address}")
        pages.append(rows_of(answer))
        address = answer.context["next"] and f"?{answer.context['next']}"
    seen = [row for page in pages for row in page]
    assert len(pages) > 2
    assert len(seen) == len(set(seen))
    assert {publication for publication, _ref in seen} == set(
        Notice.objects.values_list("publication", flat=True)
    )
    back = [pages[-1]]
    while previous := answer.context["previous"]:
        answer = client.get(f"/en/tenders/?{previous}")
        back.insert(0, rows_of(answer))
    assert back == pages


def rows_of(answer) -> list[tuple[str, str]]:
    return [
        (group.publication, row.ref) for group in answer.context["groups"] for row in group.rows
    ]


@pytest.mark.parametrize("sort", ["deadline", "value", "newest"])
def test_pages_are_in_the_order_asked_for(client, many_lots, sort):
    keys = {
        "deadline": lambda lot: (lot.deadline, lot.pk),
        "value": lambda lot: (-int(lot.value_eur or 0), -lot.pk),
        "newest": lambda lot: (-lot.published.toordinal(), -lot.pk),
    }
    expected = sorted(many_lots, key=keys[sort])
    text = client.get("/en/tenders/tenders.json", {"on": DAY, "sort": sort}).getvalue()
    found = [(row["publication"], row["lot"]) for row in json.loads(text)["tenders"]]
    assert found == [(lot.notice.publication, lot.ref) for lot in expected]


def test_notices_that_arrive_do_not_shift_the_next_page(client):
    for _ in range(20):
        LotFactory()
    first = client.get("/en/tenders/", {"on": DAY})
    before = rows_of(client.get(f"/en/tenders/?{first.context['next']}"))
    assert len(before) == 8
    LotFactory(notice__published=date(2023, 11, 30))
    assert rows_of(client.get(f"/en/tenders/?{first.context['next']}")) == before


def test_lots_of_one_notice_stand_together_in_their_own_order(client):
    notice = NoticeFactory(lot_count=3)
    for index in range(3):
        LotFactory(notice=notice, index=index)
    (group,) = client.get("/en/tenders/", {"on": DAY}).context["groups"]
    assert [row.ref for row in group.rows] == ["LOT-0001", "LOT-0002", "LOT-0003"]


class TestANoticeWithManyLots:
    """It takes one place of the list, whatever the number of its lots."""

    @pytest.fixture
    def notice(self):
        notice = NoticeFactory(lot_count=31)
        for index in range(31):
            reserved = index % 2 == 0
            LotFactory(notice=notice, index=index, sme_suitable=reserved)
        return notice

    def test_shows_the_first_lots_and_how_many_more_match(self, client, notice):
        other = LotFactory(notice__published=date(2023, 11, 1))
        answer = client.get("/en/tenders/", {"on": DAY, "sme": "on"})
        (group,) = answer.context["groups"]
        assert [row.ref for row in group.rows] == ["LOT-0001", "LOT-0003", "LOT-0005"]
        assert (group.total, group.more, group.lot_count) == (16, 13, 31)
        text = answer.content.decode()
        assert "16 open lots" in text
        assert "16 of 31 lots here" in text
        address = f"?on={DAY}&amp;sme=on&amp;notice={notice.publication}"
        assert f'<a href="{address}">13 more lots of this notice match</a>' in text
        everything = client.get("/en/tenders/", {"on": DAY}).context["groups"]
        assert [group.publication for group in everything] == [
            notice.publication,
            other.notice.publication,
        ]

    def test_says_nothing_of_all_lots_that_only_the_first_are_known_to_share(self, client, notice):
        (group,) = client.get("/en/tenders/", {"on": DAY}).context["groups"]
        assert group.shared is None
        assert all(row.deadline for row in group.rows)

    def test_its_own_list_pages_through_all_its_lots_in_their_order(self, client, notice):
        LotFactory()
        query = {"on": DAY, "notice": f"00{notice.publication}"}
        first = client.get("/en/tenders/", query)
        second = client.get(f"/en/tenders/?{first.context['next']}")
        refs = [ref for answer in (first, second) for _publication, ref in rows_of(answer)]
        assert refs == [f"LOT-{number:04}" for number in range(1, 32)]
        assert second.context["next"] == ""
        assert [(one.label, one.without) for one in first.context["filters"]] == [
            (f"Notice: {notice.publication}", f"on={DAY}")
        ]

    def test_downloads_of_its_own_list_hold_its_lots_only(self, client, notice):
        LotFactory()
        answer = client.get("/en/tenders/tenders.json", {"on": DAY, "notice": notice.publication})
        found = json.loads(answer.getvalue())["tenders"]
        assert [row["publication"] for row in found] == [notice.publication] * 31


def test_a_page_takes_as_many_queries_for_three_notices_of_300_lots_as_for_one_lot(client):
    def asked() -> int:
        client.get("/en/tenders/", {"on": DAY})
        with CaptureQueriesContext(connection) as seen:
            client.get("/en/tenders/", {"on": DAY})
        return len(seen)

    LotFactory()
    few = asked()
    for _ in range(3):
        notice = NoticeFactory(lot_count=100)
        for index in range(100):
            LotFactory(notice=notice, index=index)
    assert asked() == few
