"""Pages by key show every row exactly once, in both directions, while rows arrive."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

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


def rows_of(answer) -> list[tuple[str, str]]:
    return [
        (group.publication, row.ref) for group in answer.context["groups"] for row in group.rows
    ]


@pytest.mark.parametrize("sort", ["newest", "deadline", "value"])
def test_following_the_links_meets_every_lot_once_and_back_again(client, many_lots, sort):
    address = f"?on={DAY}&sort={sort}"
    pages, seen = [], []
    while address:
        answer = client.get(f"/en/tenders/{address}")
        pages.append(rows_of(answer))
        seen += pages[-1]
        address = answer.context["next"] and f"?{answer.context['next']}"
    assert len(pages) == 3
    assert len(seen) == len(set(seen)) == ROWS
    back = [pages[-1]]
    while previous := answer.context["previous"]:
        answer = client.get(f"/en/tenders/?{previous}")
        back.insert(0, rows_of(answer))
    assert back == pages


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


def test_rows_that_arrive_do_not_shift_the_next_page(client, many_lots):
    first = client.get("/en/tenders/", {"on": DAY})
    before = rows_of(client.get(f"/en/tenders/?{first.context['next']}"))
    LotFactory(notice__published=date(2023, 11, 30))
    assert rows_of(client.get(f"/en/tenders/?{first.context['next']}")) == before


def test_lots_of_one_notice_stand_together_in_their_own_order(client):
    notice = NoticeFactory(lot_count=3)
    for index in range(3):
        LotFactory(notice=notice, index=index)
    (group,) = client.get("/en/tenders/", {"on": DAY}).context["groups"]
    assert [row.ref for row in group.rows] == ["LOT-0001", "LOT-0002", "LOT-0003"]
