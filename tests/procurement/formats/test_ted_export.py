"""TED_EXPORT: the forms before eForms, in fixtures written for their traps."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from secon.procurement.formats import FormatError, read
from secon.procurement.notice import Criterion, Money, Notice, Place, Rung, Stage
from tests.procurement.formats.conftest import FIXTURES

Reader = Callable[[str], Notice]


@pytest.fixture
def call(notice_of: Reader) -> Notice:
    return notice_of("ted_export_call")


@pytest.fixture
def award(notice_of: Reader) -> Notice:
    return notice_of("ted_export_award")


def test_form_is_named_in_the_words_of_eforms(call: Notice, award: Notice) -> None:
    assert (call.publication, call.root, call.kind) == ("1234-2021", "F02_2014", "cn-standard")
    assert (call.stage, call.form, call.format) == (Stage.CALL, "competition", "R2.0.9.S04.E01")
    assert (award.stage, award.kind, award.light_regime) == (Stage.RESULT, "can-social", True)
    assert (call.published, call.issued) == (date(2021, 3, 5), date(2021, 3, 1))
    assert call.notice_id == "7777aaaa-0000-4000-8000-000000000007"


def test_languages_of_a_form_are_joined_with_the_original_first(call: Notice) -> None:
    assert call.languages == ("pl", "en")
    assert call.titles == {"pl": "Sprzątanie", "en": "Cleaning"}
    assert call.lots[0].titles == {"pl": "Szkoły", "en": "Schools"}
    assert call.lots[0].criteria[0].names == {"pl": "Szkoły", "en": "Schools"}
    assert call.additional["en"] == "Staff with disabilities"


def test_paragraphs_become_lines(call: Notice) -> None:
    assert call.descriptions["en"] == "Cleaning 1.\n22"


def test_machine_made_heading_is_no_title_while_the_form_has_one() -> None:
    data = (FIXTURES / "ted_export_call.xml").read_bytes()
    without = data.replace("<TITLE><P>Sprzątanie</P></TITLE>".encode(), b"").replace(
        b"<TITLE><P>Cleaning</P></TITLE>", b""
    )
    assert read(data, source="x").titles["pl"] == "Sprzątanie"
    assert read(without, source="x").titles == {"pl": "Nagłówek maszynowy"}


def test_lots_take_their_number_and_share_the_main_code(call: Notice) -> None:
    assert [(lot.id, lot.number) for lot in call.lots] == [
        ("LOT-0001", "1."),
        ("LOT-Część-A", "Część A"),
    ]
    assert call.lots[0].cpv == ("90910000", "90911200")
    assert call.lots[1].cpv == ("90910000",)
    assert call.lots[0].duration == (Decimal(12), "MONTH")
    assert (call.lots[1].starts, call.lots[1].ends) == (date(2021, 6, 1), date(2022, 5, 31))


def test_ticked_box_reserves_and_an_empty_one_says_no_in_a_call(call: Notice) -> None:
    assert [lot.reserved for lot in call.lots] == [("res-ws",), ("res-ws",)]
    assert call.lots[0].reserved_execution is False
    assert call.lots[0].proofs["reserved"] == "RESTRICTED_SHELTERED_WORKSHOP"
    assert call.lots[0].proofs["reserved_execution"] == "RESTRICTED_SHELTERED_PROGRAM (not ticked)"


def test_result_form_leaves_reservation_unknown(award: Notice) -> None:
    assert {lot.reserved for lot in award.lots} == {None}
    assert {lot.reserved_execution for lot in award.lots} == {None}


def test_public_service_mission_is_article_77() -> None:
    data = (FIXTURES / "ted_export_call.xml").read_bytes()
    marked = data.replace(
        b"<RESTRICTED_SHELTERED_WORKSHOP/>", b"<RESERVED_ORGANISATIONS_SERVICE_MISSION/>"
    )
    assert read(marked, source="x").lots[0].reserved == ("res-pub-ser",)


def test_deadline_is_local_time_of_the_buyer(call: Notice) -> None:
    assert call.lots[0].deadline == datetime(2021, 4, 1, 8, tzinfo=UTC)
    assert call.lots[0].deadline_kind == "tender"


def test_place_falls_back_from_lot_to_procedure(call: Notice) -> None:
    assert call.lots[0].places == (Place(nuts="PL911", country="PL"),)
    assert call.lots[1].places == (Place(country="PL"),)
    assert call.resolve(call.lots[1]).rung is Rung.PROCEDURE


def test_symbolic_amount_is_doubtful(call: Notice) -> None:
    assert call.value == Money(Decimal("1.00"), "PLN", doubtful=True)
    assert call.lots[0].value == Money(Decimal("250000.50"), "PLN")


def test_criteria_have_a_weight_where_one_number_is_given(call: Notice) -> None:
    assert call.lots[0].criteria[1] == Criterion("price", {}, {}, Decimal(60))
    assert (call.lots[0].criteria[0].weight, call.lots[0].criteria[0].weight_unit) == (
        Decimal(40),
        "per-exa",
    )


def test_buyer_has_type_activity_number_and_contact(call: Notice) -> None:
    buyer = call.organisations[0]
    assert call.buyers == (buyer.id,)
    assert (buyer.legal_type, buyer.activity) == ("body-pl", "soc-pro")
    assert buyer.national_ids == ("5252248482",)
    assert buyer.contact is not None
    assert buyer.contact.name == "Biuro"
    assert call.country == "PL"


def test_earlier_notice_is_named_once(call: Notice) -> None:
    assert call.refers_to == ("4321-2020",)


def test_contract_for_several_lots_gives_each_its_winners_but_none_the_value(award: Notice) -> None:
    results = [lot.result for lot in award.lots[:2]]
    assert all(result is not None for result in results)
    assert [r.winners[0].organisation_ids for r in results if r] == [("ORG-0002", "ORG-0003")] * 2
    assert [r.winners[0].value for r in results if r] == [None, None]
    assert [r.tenders_received for r in results if r] == [3, 3]
    assert "value-of-several-lots: LOT-0001, LOT-0002" in award.warnings
    assert [body.size for body in award.organisations] == [None, "sme", "large"]


def test_lot_without_award_is_closed_without_winner(award: Notice) -> None:
    result = award.lots[2].result
    assert result is not None
    assert (result.status, result.winners) == ("clos-nw", ())


def test_award_for_a_lot_that_is_not_described_makes_a_bare_lot(award: Notice) -> None:
    assert award.lots[3].id == "LOT-0008"
    assert "result-without-lot: LOT-0008" in award.warnings


def test_value_marked_as_not_for_publication_is_withheld(award: Notice) -> None:
    assert award.total is None
    assert award.withheld == ("not-val",)


def test_authority_that_may_be_regional_or_local_has_no_legal_type(award: Notice) -> None:
    assert award.organisations[0].legal_type is None


def test_defence_form_of_the_older_shape_is_read(notice_of: Reader) -> None:
    notice = notice_of("ted_export_defence")
    (lot,) = notice.lots
    assert (notice.root, notice.format) == ("CONTRACT_DEFENCE", "R2.0.8.S04.E01")
    assert notice.titles == {"ro": "Uniforme"}
    assert (lot.reserved, lot.reserved_execution) == (("res-ws",), True)
    assert lot.places == (Place(nuts="RO124", country="RO"),)
    assert lot.value == Money(Decimal(4500000), "RON")
    assert lot.deadline == datetime(2021, 4, 8, 7, tzinfo=UTC)
    assert (notice.procedure_kind, notice.accelerated) == ("restricted", True)
    assert [body.names["ro"] for body in notice.organisations] == ["Autoritatea Exemplu"]


def test_notice_without_a_form_is_refused() -> None:
    data = (FIXTURES / "ted_export_defence.xml").read_bytes()
    start, end = data.index(b"<FORM_SECTION>"), data.index(b"</FORM_SECTION>")
    for broken in (data[: start + 14] + data[end:], data[:start] + data[end + 15 :]):
        with pytest.raises(FormatError) as refusal:
            read(broken, source="x")
        assert refusal.value.code == "no-form"
