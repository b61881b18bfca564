"""Importing: what is stored, that it is stored once, and that the order does not matter."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from zlib import decompress

import pytest
from django.db import connection

from secon.procurement.domain import importing
from secon.procurement.domain.importing import Order
from secon.procurement.models import (
    Award,
    BuyerContact,
    Lot,
    LotText,
    Notice,
    Organisation,
    RawPayload,
    Reception,
    Winner,
)
from tests.procurement.pipeline.build import call, files, result, zipped
from tests.procurement.pipeline.snapshot import snapshot

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)


def run(*paths, now=NOW, **options):
    return importing.run(Order(paths=paths, source="test", jobs=1, **options), now=now)


def counts(record):
    return {
        name: getattr(record, name)
        for name in ("read", "stored", "replaced", "unchanged", "lots", "problem_count")
    }


def test_notice_is_stored_with_its_lots_and_all_that_hangs_on_them(tmp_path):
    record = run(files({"00000001_2023.xml": call(1, lots=2)}, tmp_path))

    assert counts(record) == {
        "read": 1,
        "stored": 1,
        "replaced": 0,
        "unchanged": 0,
        "lots": 2,
        "problem_count": 0,
    }
    notice = Notice.objects.get()
    assert (notice.id, notice.publication, notice.stage) == (202300000001, "1-2023", "call")
    assert notice.languages == ["en"]
    lot = Lot.objects.get(ref="LOT-0002")
    assert (lot.published, lot.open_until) == (date(2023, 11, 20), date(2023, 12, 20))
    assert lot.deadline == datetime(2023, 12, 20, 10, 0, tzinfo=UTC)
    assert (lot.value, lot.value_eur, lot.currency) == (Decimal(10000), Decimal(10000), "EUR")
    assert [(text.language, text.title) for text in lot.texts.all()] == [
        ("en", "Cleaning of schools 2")
    ]
    assert [(place.nuts, place.said, place.how) for place in lot.places.all()] == [
        ("EL651", "EL651", "exact")
    ]
    assert (lot.country, lot.rung) == ("EL", "lot")
    assert [(cpv.code, cpv.is_main) for cpv in lot.cpv_codes.all()] == [("90911200", True)]


def test_unknown_none_and_stated_stay_three_things(tmp_path):
    run(files({"a.xml": call(1)}, tmp_path))
    lot = Lot.objects.select_related("detail").get()
    assert (lot.reserved, lot.detail.reserved) == (False, [])  # a stated none
    assert (lot.social, lot.detail.social) == (True, ["opp"])
    assert (lot.reserved_execution, lot.detail.green) == (None, None)  # the notice is silent


def test_bytes_are_kept_as_they_came_with_when_and_from_where(tmp_path):
    record = run(files({"a.xml": call(1)}, tmp_path))
    payload = RawPayload.objects.get()
    assert decompress(payload.data) == call(1)
    assert payload.sha256 == sha256(call(1)).hexdigest()
    assert (payload.size, payload.fetched_at) == (len(call(1)), NOW)
    reception = Reception.objects.get()
    assert (reception.run, reception.file, reception.received_at) == (record, "a.xml", NOW)


def test_run_again_changes_nothing(tmp_path):
    source = files({"a.xml": call(1), "b.xml": result(2)}, tmp_path)
    run(source)
    before = snapshot()
    again = run(source)
    assert counts(again) == {
        "read": 2,
        "stored": 0,
        "replaced": 0,
        "unchanged": 2,
        "lots": 0,
        "problem_count": 0,
    }
    assert snapshot() == before


def test_same_notice_in_a_file_and_a_package_is_stored_once(tmp_path):
    files({"a.xml": call(1), "b.zip": zipped({"x.xml": call(1)})}, tmp_path)
    record = run(tmp_path)
    assert (record.read, record.stored, record.unchanged) == (2, 1, 1)


def test_other_bytes_of_a_notice_replace_it_and_the_earlier_ones_stay(tmp_path):
    run(files({"a.xml": call(1, lots=3, email="a@buyer.example")}, tmp_path / "1"))
    kept = Lot.objects.get(ref="LOT-0001").pk
    record = run(files({"a.xml": call(1, lots=1, title="Gardens")}, tmp_path / "2"))

    assert (record.stored, record.replaced, record.lots) == (0, 1, 1)
    assert [lot.pk for lot in Lot.objects.all()] == [kept]
    assert [text.title for text in LotText.objects.all()] == ["Gardens 1"]
    assert RawPayload.objects.count() == Reception.objects.count() == 2
    assert Notice.objects.get().payload.sha256 == sha256(call(1, title="Gardens")).hexdigest()
    assert not BuyerContact.objects.exists()


def test_two_files_of_one_notice_do_not_take_turns(tmp_path):
    source = files({"a.xml": call(1), "b.xml": call(1, title="Gardens")}, tmp_path)
    first = run(source)
    before = snapshot()
    second = run(source)
    assert (first.stored, first.replaced) == (1, 1)
    assert (second.replaced, second.unchanged) == (0, 2)
    assert snapshot() == before


def test_known_bytes_are_written_anew_when_asked(tmp_path):
    source = files({"a.xml": call(1, lots=2), "b.xml": result(2)}, tmp_path)
    run(source)
    before = snapshot()
    LotText.objects.update(title="what an older reader made of it")
    Award.objects.update(call_lot=None)
    record = run(source, again=True)
    assert (record.replaced, record.unchanged) == (2, 0)
    assert snapshot() == before


@pytest.mark.parametrize("turned", [False, True])
def test_result_finds_its_call_whichever_comes_first(tmp_path, turned):
    notices = [call(1, lots=2), result(2, lots=2)]
    for place, data in enumerate(reversed(notices) if turned else notices):
        run(files({"n.xml": data}, tmp_path / str(place)))
    awards = Award.objects.select_related("call_lot", "lot").order_by("lot_id")
    assert [(a.lot.ref, a.call_lot and a.call_lot.ref) for a in awards] == [
        ("LOT-0001", "LOT-0001"),
        ("LOT-0002", "LOT-0002"),
    ]
    lot = Lot.objects.get(notice_id=202300000001, ref="LOT-0001")
    assert (lot.open_until, lot.closed_on) == (date(2023, 12, 9), date(2023, 12, 10))
    assert lot.closed_by == "result"


def test_order_of_arrival_leaves_no_trace(tmp_path):
    notices = [
        call(1, procedure=1),
        call(3, procedure=1, published=date(2023, 11, 25), changes="1-2023", reason="cor-buy"),
        call(4, procedure=1, published=date(2023, 11, 28), changes="3-2023", reason="cor-buy"),
        result(5, procedure=1),
    ]
    for place, data in enumerate(reversed(notices)):
        run(files({"n.xml": data}, tmp_path / str(place)))
    chain = dict(Notice.objects.values_list("publication", "superseded_by__publication"))
    assert chain == {"1-2023": "3-2023", "3-2023": "4-2023", "4-2023": None, "5-2023": None}
    assert Award.objects.get().call_lot.notice.publication == "4-2023"
    current = Lot.objects.filter(stage="call", is_current=True)
    assert [lot.notice.publication for lot in current] == ["4-2023"]


def test_lots_are_open_on_the_days_on_which_they_were(tmp_path):
    run(
        files(
            {
                "a.xml": call(1, procedure=1),
                "b.xml": call(2, procedure=1, published=date(2023, 12, 1), changes="1-2023"),
            },
            tmp_path,
        )
    )

    def open_on(*day):
        found = Lot.objects.open_on(date(*day)).select_related("notice")
        return [lot.notice.publication for lot in found]

    assert open_on(2023, 11, 19) == []
    assert open_on(2023, 11, 20) == open_on(2023, 11, 30) == ["1-2023"]
    assert open_on(2023, 12, 1) == open_on(2023, 12, 20) == ["2-2023"]
    assert open_on(2023, 12, 21) == []


def test_winners_and_buyers_are_kept_as_the_notice_names_them(tmp_path):
    run(files({"r.xml": result(2)}, tmp_path))
    winner = Winner.objects.select_related("organisation", "award").get()
    assert (winner.organisation.name, winner.tender) == ("Example cooperative", 1)
    assert (winner.value, winner.currency) == (Decimal(9000), "EUR")
    assert (winner.award.status, winner.award.tenders_received) == ("selec-w", 3)
    roles = dict(Organisation.objects.values_list("name", "is_buyer"))
    assert roles == {"Example municipality": True, "Example cooperative": False}


def test_values_longer_than_their_column_are_cut(tmp_path):
    name = "Example " * 90
    data = call(1).replace(b"Example municipality", name.strip().encode())
    run(files({"a.xml": data}, tmp_path))
    buyer = Organisation.objects.get(is_buyer=True)
    assert (buyer.name, buyer.names) == (name[:500], {"en": name.strip()})


def test_names_of_files_are_kept_in_any_alphabet(tmp_path):
    (tmp_path / "day.zip").write_bytes(zipped({"διαγωνισμός/търг.xml": call(1), "ő.xml": b"<"}))
    record = run(tmp_path)
    assert Reception.objects.get().file == "day.zip/διαγωνισμός/търг.xml"
    assert record.problems.get().file == "day.zip/ő.xml"


def test_the_database_knows_how_much_its_tables_hold_after_an_import(tmp_path):
    if connection.vendor != "sqlite":
        known = "SELECT relname FROM pg_class WHERE reltuples > 0"
    else:
        known = "SELECT tbl FROM sqlite_stat1"
    run(files({"00000001_2023.xml": call(1, lots=2)}, tmp_path))
    with connection.cursor() as cursor:
        cursor.execute(known)
        tables = {name for (name,) in cursor.fetchall()}
    assert {"procurement_lot", "procurement_lotplace", "procurement_notice"} <= tables
