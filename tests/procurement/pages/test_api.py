"""Tenders for machines: the same filters, the same lots, the same order as the page."""

import json
from xml.etree import ElementTree as ET

import pytest

from secon.procurement.enums import SignalKind
from tests.factories.procurement import LotFactory, NoticeFactory
from tests.procurement.pages.conftest import DAY, with_signal

pytestmark = pytest.mark.django_db
API = "/api/v1/tenders"


def test_the_list_takes_the_filters_of_the_page(client):
    wanted = with_signal(SignalKind.RESERVED_PARTICIPATION, "res-ws", reserved=True)
    LotFactory()
    answer = client.get(API, {"on": DAY, "reserved": "article-20"}).json()
    assert (answer["on"], answer["count"], answer["count_is_floor"]) == (DAY, 1, False)
    assert [row["publication"] for row in answer["results"]] == [wanted.notice.publication]


def test_unknown_none_and_known_stay_three_things(client):
    with_signal(SignalKind.RESERVED_PARTICIPATION, "res-ws", reserved=True)
    LotFactory(reserved=False), LotFactory(reserved=None)
    rows = client.get(API, {"on": DAY}).json()["results"]
    assert [row["reserved"] for row in rows] == [None, [], ["res-ws"]]


def test_what_cannot_be_read_is_refused_with_the_field(client):
    answer = client.get(API, {"on": "x", "reserved": "y"})
    assert answer.status_code == 422
    assert sorted(answer.json()["errors"]) == ["on", "reserved"]


def test_next_links_meet_every_lot_once(client):
    notices = [NoticeFactory(lot_count=60) for _ in range(2)]
    for notice in notices:
        for index in range(60):
            LotFactory(notice=notice, index=index)
    seen, address = [], f"{API}?on={DAY}"
    while address:
        answer = client.get(address).json()
        seen += [(row["publication"], row["lot"]) for row in answer["results"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == 120


def test_one_notice_has_every_language_and_the_proofs(client):
    lot = LotFactory(
        texts={"el": "Σχολεία", "en": "Schools"},
        detail={"reserved": ["res-ws"], "social": [], "proofs": {"reserved": "BT-71-Lot"}},
    )
    answer = client.get(f"{API}/{lot.notice.publication}").json()
    (said,) = answer["lots"]
    assert said["texts"] == {"el": {"title": "Σχολεία"}, "en": {"title": "Schools"}}
    assert (said["reserved"], said["social"], said["green"]) == (["res-ws"], [], None)
    assert said["proofs"] == {"reserved": "BT-71-Lot"}


def test_the_feed_is_atom_with_an_entry_a_lot(client):
    lot = with_signal(SignalKind.SOCIAL_OBJECTIVE, "opp", texts={"en": "Cleaning & care"})
    answer = client.get("/en/tenders/feed.xml", {"on": DAY})
    root = ET.fromstring(answer.content)  # noqa: S314 -- our own
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [e.text for e in root.findall("a:entry/a:title", atom)] == ["Cleaning & care"]
    (entry,) = root.findall("a:entry", atom)
    address = f"http://testserver/en/tenders/{lot.notice.publication}/"
    assert entry.find("a:id", atom).text == address
    assert entry.find("a:updated", atom).text == "2023-11-20T00:00:00+00:00"
    assert [c.get("term") for c in entry.findall("a:category", atom)] == ["Social objective"]


def test_json_and_csv_hold_the_same_lots(client):
    LotFactory(texts={"en": "=cmd()"}), LotFactory()
    rows = json.loads(client.get("/en/tenders/tenders.json", {"on": DAY}).getvalue())["tenders"]
    lines = client.get("/en/tenders/tenders.csv", {"on": DAY}).getvalue().decode().splitlines()
    assert len(rows) == len(lines) - 1 == 2
    assert "'=cmd()" in lines[2]
    assert rows[1]["title"] == "=cmd()"
