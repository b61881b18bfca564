"""A notice becomes rows without losing the difference between unknown, none and stated."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from secon.procurement.domain.columns import COLUMNS
from secon.procurement.domain.flattening import flatten, normal_target, version_key
from secon.procurement.domain.placing import place_rows
from secon.procurement.enums import SIGNAL_BITS
from secon.procurement.formats import read
from secon.procurement.keys import CHILDREN
from secon.procurement.models import LotSignal
from secon.procurement.notice import (
    Lot,
    Money,
    Notice,
    Organisation,
    Place,
    Result,
    Rung,
    Stage,
    Winner,
)
from tests.procurement.pipeline.build import UUID, call

TODAY = date(2023, 12, 1)
NOTICE = Notice(
    publication="00000007-2023",
    format="eforms-sdk-1.10",
    root="ContractNotice",
    stage=Stage.CALL,
    kind="cn-standard",
    subtype="16",
    form="competition",
    published=date(2023, 11, 20),
    issued=date(2023, 11, 17),
    languages=("el", "en"),
    country="EL",
    titles={"el": "Καθαρισμός", "en": "Cleaning"},
)


def rows(table, notice):
    found = flatten(notice, today=TODAY).tables[table]
    return [dict(zip(COLUMNS[table], row, strict=True)) for row in found]


def lot(**values):
    (row,) = rows("Lot", replace(NOTICE, lots=(Lot(id="LOT-0001", **values),)))
    return row


@pytest.mark.parametrize(
    ("stated", "flag", "codes"),
    [(None, None, None), ((), False, "[]"), (("res-ws",), True, '["res-ws"]')],
)
def test_reservation_is_unknown_none_or_stated(stated, flag, codes):
    notice = replace(NOTICE, lots=(Lot(id="1", reserved=stated, proofs={"reserved": "BT-71-Lot"}),))
    assert rows("Lot", notice)[0]["reserved"] is flag
    assert rows("LotDetail", notice)[0]["reserved"] == codes


def test_signals_are_rows_and_bits():
    notice = replace(
        NOTICE,
        legal_basis="32014L0024",
        lots=(Lot(id="1", reserved=("res-ws",), proofs={"reserved": "BT-71-Lot"}),),
    )
    assert rows("Lot", notice)[0]["signals"] == SIGNAL_BITS["reserved-participation"]
    (row,) = rows("LotSignal", notice)
    assert (row["kind"], row["code"], row["field"]) == (
        "reserved-participation",
        "res-ws",
        "BT-71-Lot",
    )
    assert "Article 20" in row["article"]
    assert {"kind", "code", "field", "strength", "article"} <= {
        field.name for field in LotSignal._meta.fields
    }


def test_deadline_is_a_moment_and_a_day_where_it_was_set():
    deadline = datetime(2023, 12, 21, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    row = lot(deadline=deadline, deadline_kind="tender")
    assert row["deadline"] == datetime(2023, 12, 20, 22, 30, tzinfo=UTC)
    assert row["deadline_day"] == row["open_until"] == date(2023, 12, 21)


def test_only_calls_are_open():
    planned = replace(NOTICE, stage=Stage.PLANNING)
    deadline = datetime(2023, 12, 21, 12, tzinfo=UTC)
    row = rows("Lot", replace(planned, lots=(Lot(id="1", deadline=deadline),)))[0]
    assert (row["deadline_day"], row["open_until"]) == (date(2023, 12, 21), None)


def test_value_in_euro_is_known_only_where_stated_in_euro():
    assert lot(value=Money(Decimal(5), "EUR"))["value_eur"] == Decimal(5)
    assert lot(value=Money(Decimal(5), "PLN"))["value_eur"] is None
    assert lot(value=Money(Decimal(5), "PLN", doubtful=True))["value_doubtful"] is True


def test_day_of_sending_stands_in_where_publication_names_none():
    notice = replace(NOTICE, published=None, lots=(Lot(id="1"),))
    assert rows("Lot", notice)[0]["published"] == date(2023, 11, 17)
    assert rows("Notice", notice)[0]["published"] is None


def test_lot_without_codes_of_its_own_has_those_of_the_procedure():
    notice = replace(NOTICE, cpv=("90910000", "90910000", "77310000"), lots=(Lot(id="1"),))
    assert [(row["code"], row["is_main"]) for row in rows("LotCpv", notice)] == [
        ("90910000", True),
        ("77310000", False),
    ]


def test_every_language_has_its_row():
    notice = replace(NOTICE, lots=(Lot(id="1", titles={"el": "α"}, conditions={"en": "b"}),))
    assert [
        (row["language"], row["title"], row["conditions"]) for row in rows("LotText", notice)
    ] == [
        ("el", "α", ""),
        ("en", "", "b"),
    ]


def test_winner_without_a_known_organisation_is_kept():
    result = Result(status="selec-w", winners=(Winner(("ORG-9",), Money(Decimal(5), "EUR")),))
    notice = replace(NOTICE, stage=Stage.RESULT, lots=(Lot(id="1", result=result),))
    (row,) = rows("Winner", notice)
    assert (row["organisation_id"], row["value"]) == (None, Decimal(5))


def test_organisation_named_twice_is_one():
    one = Organisation(id="ORG-1", names={"en": "A"})
    notice = replace(NOTICE, organisations=(one, one), buyers=("ORG-1",))
    assert [row["is_buyer"] for row in rows("Organisation", notice)] == [True]


def test_notice_of_more_lots_than_keys_is_refused():
    lots = tuple(Lot(id=str(n)) for n in range(CHILDREN + 1))
    with pytest.raises(ValueError, match="is not between"):
        flatten(replace(NOTICE, lots=lots), today=TODAY)


def test_pointers_are_spelt_as_what_they_point_to():
    assert normal_target("00262891-2023") == "262891-2023"
    assert normal_target(f"{UUID.format(1).upper()}-1") == f"{UUID.format(1)}-01"
    assert normal_target(f"{UUID.format(1)}-01") == version_key(UUID.format(1), "1")
    notice = read(call(9, changes="00000001-2023", reason="cor-buy"), source="9.xml")
    assert [(row["kind"], row["target"]) for row in rows("NoticePointer", notice)] == [
        ("changes", "1-2023")
    ]


@pytest.mark.parametrize(
    ("places", "rung", "country", "codes"),
    [
        ((Place(nuts="EL651"),), Rung.LOT, "EL", ["EL651"]),
        ((Place(nuts="GR651"),), Rung.LOT, "EL", ["EL651"]),
        ((Place(nuts="ESZZZ"),), Rung.COUNTRY, "ES", ["ES"]),
        ((Place(nuts="00"),), Rung.NOTHING, "", [""]),
        ((Place(anywhere="anyw-cou", country="EL"),), Rung.ANYWHERE, "EL", ["EL"]),
        ((), Rung.NOTHING, "", []),
    ],
)
def test_rung_is_what_the_codes_really_say(places, rung, country, codes):
    notice = replace(NOTICE, lots=(Lot(id="1", places=places),))
    placed = place_rows(notice, notice.lots[0])
    assert (placed.rung, placed.country, [row[0] for row in placed.rows]) == (rung, country, codes)
