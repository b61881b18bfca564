"""eForms: every trap that real notices set, in fixtures written for it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from secon.procurement.formats import read
from secon.procurement.notice import Criterion, Lot, Money, Notice, Place, Rung, Stage
from tests.procurement.formats.conftest import FIXTURES

Reader = Callable[[str], Notice]


@pytest.fixture
def call(notice_of: Reader) -> Notice:
    return notice_of("eforms_call")


@pytest.fixture
def lot(call: Notice) -> Lot:
    return call.lots[0]


def test_root_with_an_unusual_prefix_and_no_declaration_is_dispatched_by_name(call: Notice) -> None:
    assert (call.root, call.format, call.stage) == ("ContractNotice", "eforms-sdk-1.13", Stage.CALL)


def test_notice_says_what_it_is(call: Notice) -> None:
    assert call.publication == "12345-2024"
    assert (call.kind, call.subtype, call.form) == ("cn-social", "20", "competition")
    assert (call.published, call.issued) == (date(2024, 1, 12), date(2024, 1, 10))
    assert call.light_regime
    assert (call.procedure_kind, call.accelerated) == ("restricted", True)
    assert call.legal_basis == "32014L0024"
    assert call.procedure == "2222bbbb-0000-4000-8000-000000000002"
    assert (call.notice_id, call.version) == ("1111aaaa-0000-4000-8000-000000000001", "01")
    assert call.documents == "https://buyer.example/documents"


def test_texts_are_kept_in_every_language_and_read_by_their_mark_not_their_order(
    call: Notice, lot: Lot
) -> None:
    assert call.languages == ("el", "en")
    assert call.titles == {"en": "Care and cleaning", "el": "Φροντίδα και καθαριότητα"}
    assert call.descriptions == {"el": "Δ.14/2024"}
    assert call.additional == {"el": "Γενική σημείωση"}
    assert lot.conditions == {
        "el": "Πρόσληψη ατόμων με αναπηρία",
        "en": "Hire people with disabilities",
    }
    assert lot.participation == {"el": "Εμπειρία τριών ετών\n\nΕτήσιος κύκλος εργασιών"}


def test_text_without_a_language_is_in_that_of_the_notice(call: Notice) -> None:
    assert call.lots[2].titles == {"el": "Όλα μαζί"}


def test_comment_inside_a_text_does_not_cut_it(call: Notice) -> None:
    assert call.organisations[0].names["en"] == "Example Municipality"


def test_lots_parts_and_groups_are_told_apart(call: Notice, notice_of: Reader) -> None:
    assert [(lot.id, lot.kind) for lot in call.lots] == [
        ("LOT-0001", "lot"),
        ("LOT-0002", "lot"),
        ("GLO-0001", "group"),
    ]
    assert [lot.kind for lot in notice_of("eforms_change").lots] == ["part"]


def test_reservation_is_read_per_lot_with_listid_for_listname(call: Notice) -> None:
    assert [lot.reserved for lot in call.lots] == [("res-ws",), (), None]
    assert [lot.reserved_execution for lot in call.lots] == [True, None, None]


def test_unknown_none_and_stated_stay_three_things(call: Notice, lot: Lot) -> None:
    assert lot.social == ("opp", "work-cond")
    assert lot.green == ()
    assert lot.innovation is None
    assert lot.strategic == ("soc-obj",)
    assert lot.strategic_texts == {"en": "Fair work"}
    assert (lot.accessibility, lot.green_criteria, lot.sme_suitable) == ("inc", ("eu",), True)
    assert call.lots[1].social is None


def test_every_known_attribute_names_the_field_that_proves_it(call: Notice, lot: Lot) -> None:
    assert lot.proofs == {
        "reserved": "BT-71-Lot",
        "reserved_execution": "BT-736-Lot",
        "strategic": "BT-06-Lot",
        "strategic_texts": "BT-777-Lot",
        "social": "BT-775-Lot",
        "green": "BT-774-Lot",
        "accessibility": "BT-754-Lot",
        "green_criteria": "BT-805-Lot",
        "sme_suitable": "BT-726-Lot",
        "conditions": "BT-70-Lot",
        "value": "BT-27-Lot",
        "framework_maximum": "BT-271-Lot",
        "deadline": "BT-131-Lot",
    }
    assert call.lots[1].proofs == {"reserved": "BT-71-Lot", "deadline": "BT-1311-Lot"}


def test_main_cpv_code_stands_first_without_check_digit(call: Notice) -> None:
    assert call.cpv == ("85311100", "85320000")


def test_places_are_read_with_dirty_codes(call: Notice) -> None:
    assert call.lots[0].places == (Place(nuts="EL651", country="EL"),)
    assert call.lots[1].places == (Place(country="EL", anywhere="anyw-cou"),)
    assert call.lots[2].places == (Place(country="EL"),)


def test_places_resolve_by_the_ladder(call: Notice) -> None:
    assert [call.resolve(lot).rung for lot in call.lots] == [
        Rung.LOT,
        Rung.ANYWHERE,
        Rung.PROCEDURE,
    ]


def test_amounts_in_no_currency_are_unknown_and_odd_ones_doubtful(call: Notice) -> None:
    assert call.lots[1].value is None
    assert call.lots[2].value == Money(Decimal("1000.125"), "EUR", doubtful=True)
    assert call.lots[0].framework_maximum == Money(Decimal(2000000), "EUR")


def test_amount_a_hundred_times_its_parts_is_doubtful(call: Notice) -> None:
    assert call.value == Money(Decimal(93155786000), "EUR", doubtful=True)
    assert call.lots[0].value == Money(Decimal(931557860), "EUR")


def test_deadline_with_seven_decimals_keeps_its_offset(lot: Lot) -> None:
    assert lot.deadline == datetime(2024, 2, 20, 16, tzinfo=UTC)
    assert lot.deadline_kind == "tender"


def test_request_to_participate_is_the_deadline_where_both_are_given(call: Notice) -> None:
    assert call.lots[1].deadline_kind == "participation"


def test_deadline_without_offset_is_local_time_of_the_buyer_and_warned_of(call: Notice) -> None:
    assert call.lots[1].deadline == datetime(2024, 1, 5, 10, tzinfo=UTC)
    assert "deadline-without-offset: BT-1311 LOT-0002" in call.warnings


def test_deadline_before_publication_is_kept_and_warned_of(call: Notice) -> None:
    assert "deadline-before-publication: BT-1311 LOT-0002" in call.warnings


def test_sentinel_dates_are_unknown(lot: Lot, notice_of: Reader) -> None:
    assert (lot.starts, lot.ends) == (date(2024, 4, 1), None)
    assert lot.duration == (Decimal(24), "MONTH")
    assert notice_of("eforms_change").issued is None


def test_award_criteria_have_kind_texts_and_weight_but_no_threshold(lot: Lot) -> None:
    assert lot.criteria == (
        Criterion(
            "quality",
            {"en": "Inclusion"},
            {"en": "Jobs for disadvantaged people"},
            Decimal(70),
            "per-exa",
        ),
        Criterion("price"),
    )


def test_buyer_may_be_a_touch_point_and_takes_the_name_of_its_company(call: Notice) -> None:
    buyer = next(body for body in call.organisations if body.id in call.buyers)
    assert call.buyers == ("TPO-0001",)
    assert buyer.names["el"] == "Δήμος Παραδείγματος"
    assert (buyer.legal_type, buyer.activity) == ("la", "soc-pro")
    assert call.country == "EL"


def test_two_numbers_in_one_field_are_split_and_placeholders_dropped(call: Notice) -> None:
    assert [body.national_ids for body in call.organisations] == [
        ("012345678", "5252248482"),
        ("012345678", "5252248482"),
        (),
    ]


def test_references_lose_their_padding(call: Notice, notice_of: Reader) -> None:
    change = notice_of("eforms_change")
    assert call.refers_to == ("777-2023",)
    assert change.refers_to == ("5555eeee-0000-4000-8000-00000000000a-01",)
    assert change.change is not None
    assert change.change.of == "99999-2023"


def test_change_tells_reason_words_and_sections(notice_of: Reader) -> None:
    notice = notice_of("eforms_change")
    assert notice.change is not None
    assert notice.change.reason == "cor-buy"
    assert notice.change.texts == {"lv": "Termiņš\n\nLabojums"}
    assert notice.change.sections == ("PAR-0001",)
    assert notice.stage is Stage.PLANNING


def test_buyer_that_is_not_among_the_organisations_is_warned_of(notice_of: Reader) -> None:
    assert notice_of("eforms_change").warnings == ("buyer-unknown: ORG-0007",)


def test_winners_are_the_tenderers_of_contracted_tenders_not_their_subcontractors(
    notice_of: Reader,
) -> None:
    notice = notice_of("eforms_result")
    result = notice.lots[0].result
    assert result is not None
    assert [winner.organisation_ids for winner in result.winners] == [("ORG-0002", "ORG-0003")]
    assert result.winners[0].contract_date == date(2024, 3, 1)
    assert result.tenders_received == 2
    assert notice.organisations[1].size == "small"


def test_paid_amount_a_hundred_times_the_lowest_tender_is_doubtful(notice_of: Reader) -> None:
    result = notice_of("eforms_result").lots[0].result
    assert result is not None
    assert result.winners[0].value == Money(Decimal("500000.00"), "EUR", doubtful=True)
    assert result.lowest == Money(Decimal("5000.00"), "EUR")


def test_withheld_values_are_unknown_and_named(notice_of: Reader) -> None:
    notice = notice_of("eforms_result")
    result = notice.lots[1].result
    assert notice.withheld == ("no-awa-rea", "rec-sub-cou")
    assert notice.total is None
    assert notice.lots[1].titles == {}
    assert result is not None
    assert (result.status, result.reason, result.tenders_received) == ("clos-nw", None, None)


def test_result_of_a_lot_that_is_not_described_makes_a_bare_lot(notice_of: Reader) -> None:
    notice = notice_of("eforms_result")
    assert notice.lots[2].id == "LOT-0009"
    assert notice.lots[2].result is not None
    assert notice.lots[2].result.tenders_received == 0
    assert notice.warnings == ("result-without-lot: LOT-0009",)


def test_result_notice_says_nothing_of_reservation(notice_of: Reader) -> None:
    assert {lot.reserved for lot in notice_of("eforms_result").lots} == {None}


def test_registration_notice_has_a_business_and_no_lots(notice_of: Reader) -> None:
    notice = notice_of("eforms_registration")
    assert (notice.stage, notice.subtype, notice.lots) == (Stage.OTHER, "X01", ())
    assert notice.organisations[0].names == {"en": "Example Grouping"}


def test_notice_without_publication_takes_its_number_from_the_file_else_its_own_identity(
    notice_of: Reader,
) -> None:
    data = (FIXTURES / "eforms_registration.xml").read_bytes()
    named = read(data, source="20260817_157/00566194_2026.xml")
    assert named.publication == "566194-2026"
    assert notice_of("eforms_registration").publication == (
        "6666ffff-0000-4000-8000-000000000006-01"
    )
