"""Signals: each with the field that proves it, and whether it was said or concluded."""

from datetime import date

import pytest

from secon.procurement.notice import Lot, Notice, Stage
from secon.procurement.signals import Kind, Signal, Strength, is_social_service, signals


def notice(**changes: object) -> Notice:
    fields: dict = {
        "publication": "1-2024",
        "format": "eforms-sdk-1.13",
        "root": "ContractNotice",
        "stage": Stage.CALL,
        "kind": "cn-standard",
        "subtype": "16",
        "form": "competition",
        "published": date(2024, 1, 1),
        "issued": None,
        "languages": ("en",),
        "country": "BE",
        "titles": {},
        "legal_basis": "32014L0024",
    }
    return Notice(**(fields | changes))


def test_reservation_is_proved_by_its_field_and_allowed_by_its_article() -> None:
    lot = Lot(
        "LOT-0001",
        reserved=("res-ws", "res-pub-ser"),
        reserved_execution=True,
        proofs={"reserved": "BT-71-Lot", "reserved_execution": "BT-736-Lot"},
    )
    article_20, article_77 = (f"Directive 2014/24/EU, Article {n}" for n in (20, 77))
    assert signals(notice(), lot) == (
        Signal(Kind.RESERVED_PARTICIPATION, "res-ws", Strength.CODED, "BT-71-Lot", article_20),
        Signal(Kind.RESERVED_PARTICIPATION, "res-pub-ser", Strength.CODED, "BT-71-Lot", article_77),
        Signal(Kind.RESERVED_EXECUTION, "yes", Strength.CODED, "BT-736-Lot", article_20),
    )


def test_reservation_under_another_law_names_no_article_we_do_not_know() -> None:
    lot = Lot("LOT-0001", reserved=("res-ws",))
    (signal,) = signals(notice(legal_basis="other"), lot)
    assert signal.article is None


def test_social_objective_counts_without_a_strategic_aim() -> None:
    lot = Lot("LOT-0001", social=("opp", "work-cond"), proofs={"social": "BT-775-Lot"})
    assert [(s.kind, s.code, s.field) for s in signals(notice(), lot)] == [
        (Kind.SOCIAL_OBJECTIVE, "opp", "BT-775-Lot"),
        (Kind.SOCIAL_OBJECTIVE, "work-cond", "BT-775-Lot"),
    ]


def test_strategic_aims_fall_to_their_kinds() -> None:
    lot = Lot("LOT-0001", strategic=("env-imp", "inn-pur", "soc-obj", "new-code"))
    assert [(s.kind, s.code) for s in signals(notice(), lot)] == [
        (Kind.STRATEGIC_SOCIAL, "soc-obj"),
        (Kind.GREEN, "env-imp"),
        (Kind.INNOVATION, "inn-pur"),
    ]


def test_other_codes_of_the_buyer_are_signals() -> None:
    lot = Lot(
        "LOT-0001",
        green=("circ-econ",),
        green_criteria=("eu",),
        innovation=("proc-innov",),
        accessibility="inc",
        sme_suitable=True,
    )
    assert [(s.kind, s.code) for s in signals(notice(), lot)] == [
        (Kind.ACCESSIBILITY, "inc"),
        (Kind.GREEN, "circ-econ"),
        (Kind.GREEN, "eu"),
        (Kind.INNOVATION, "proc-innov"),
        (Kind.SME, "true"),
    ]


@pytest.mark.parametrize(
    "lot",
    [
        Lot("LOT-0001"),
        Lot(
            "LOT-0001",
            reserved=(),
            reserved_execution=False,
            social=(),
            strategic=(),
            green=(),
            accessibility="n-inc-just",
            sme_suitable=False,
        ),
    ],
    ids=["unknown", "none"],
)
def test_neither_unknown_nor_none_is_a_signal(lot: Lot) -> None:
    assert signals(notice(), lot) == ()


def test_light_regime_is_coded_and_social_cpv_derived() -> None:
    lot = Lot("LOT-0001", cpv=("85312100", "55520000", "80110000"))
    assert signals(notice(subtype="20", light_regime=True), lot) == (
        Signal(Kind.SOCIAL_SERVICE, "20", Strength.CODED, "OPP-070-notice"),
        Signal(Kind.SOCIAL_SERVICE, "85312100", Strength.DERIVED, "BT-262-Lot"),
        Signal(Kind.SOCIAL_SERVICE, "80110000", Strength.DERIVED, "BT-263-Lot"),
    )


def test_older_forms_prove_by_their_own_elements() -> None:
    older = notice(root="F21_2014", subtype=None, light_regime=True, cpv=("85000000",))
    assert [(s.code, s.field) for s in signals(older, Lot("LOT-0001"))] == [
        ("F21_2014", "F21_2014"),
        ("85000000", "CPV_MAIN"),
    ]


@pytest.mark.parametrize(
    ("code", "social"),
    [
        ("85000000", True),
        ("98133110", True),
        ("98133000", True),
        ("98130000", False),
        ("80500000", False),
        ("80511000", True),
        ("80512000", False),
        ("79621000", False),
        ("79624000", True),
        ("90910000", False),
        ("55520000", False),
        ("77310000", False),
    ],
)
def test_list_of_social_services_is_narrower_than_the_sectors_of_social_enterprises(
    code: str, social: bool
) -> None:
    assert is_social_service(code) is social
