"""What a notice says, in the words of the standard."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from secon.procurement import ocds
from secon.procurement.notice import (
    Change,
    Contact,
    Criterion,
    Lot,
    Money,
    Notice,
    Organisation,
    Place,
    Result,
    Stage,
    Winner,
)
from secon.procurement.signals import Doubt, Kind, Signal, Strength

BUYER = Organisation(
    "ORG-1",
    {"el": "Δήμος", "en": "Municipality"},
    place=Place(nuts="EL651", country="EL", city="Τρίπολη"),
    legal_type="la",
    activity="gen-pub",
    contact=Contact("Jane Doe", "jane@buyer.example", "+30 1"),
)


def notice(**said):
    given = {
        "publication": "1-2023",
        "format": "eforms-sdk-1.10",
        "root": "ContractNotice",
        "stage": Stage.CALL,
        "kind": "cn-standard",
        "subtype": "16",
        "form": "competition",
        "published": date(2023, 11, 20),
        "issued": None,
        "languages": ("el", "en"),
        "country": "EL",
        "titles": {"el": "Καθαριότητα", "en": "Cleaning"},
        "procedure": "0A-B",
        "buyers": ("ORG-1",),
        "organisations": (BUYER,),
    }
    return Notice(**(given | said))


def release(lots=(), **said):
    return ocds.release(notice(lots=tuple(lots), **said))


def lot_of(lot, **said):
    return release([lot], **said)["tender"]["lots"][0]


def test_texts_stand_plain_in_the_first_language_and_marked_in_the_others():
    tender = release()["tender"]

    assert (tender["title"], tender["title_en"]) == ("Καθαριότητα", "Cleaning")
    assert release()["language"] == "el"


def test_a_text_that_is_only_in_another_language_is_not_passed_off_as_the_first():
    tender = release(titles={"en": "Cleaning"})["tender"]

    assert "title" not in tender
    assert tender["title_en"] == "Cleaning"


def test_no_contact_of_a_person_is_ever_in_a_release():
    said = str(release())

    assert "Jane" not in said
    assert "buyer.example" not in said
    assert "contactPoint" not in said


def test_greece_and_the_kingdom_have_the_codes_of_the_standard():
    (party,) = release()["parties"]

    assert party["address"]["country"] == "GR"
    assert party["address"]["region"] == "EL651"


def test_reservations_are_in_the_words_of_the_profile():
    lot = lot_of(Lot("LOT-1", reserved=("res-ws", "res-pub-ser"), reserved_execution=True))

    assert lot["otherRequirements"]["reservedParticipation"] == [
        "shelteredWorkshop",
        "publicServiceMissionOrganization",
    ]
    assert lot["contractTerms"]["reservedExecution"] is True


def test_unknown_is_absent_and_a_stated_none_is_said():
    unknown, none = lot_of(Lot("LOT-1")), lot_of(Lot("LOT-1", reserved=(), social=()))

    assert "otherRequirements" not in unknown
    assert "statedNone" not in unknown
    assert "otherRequirements" not in none
    assert none["statedNone"] == ["reservedParticipation", "socialObjective"]


def test_social_aims_are_goals():
    lot = lot_of(Lot("LOT-1", strategic=("soc-obj",), social=("opp",), green_criteria=("eu",)))

    assert lot["hasSustainability"] is True
    assert [goal["goal"] for goal in lot["sustainability"]] == [
        "social",
        "social.disadvantagedEmploymentOpportunities",
        "environmental",
    ]
    assert lot["sustainability"][-1]["strategies"] == ["euGPPCriteria"]


def test_a_signal_keeps_its_proof_and_its_doubt():
    signal = Signal(
        Kind.CLAUSE,
        "work-integration",
        Strength.TEXT,
        "conditions",
        use="performance-condition",
        quote="τουλάχιστον 5 %",
        language="el",
        rule="el.share",
    )
    doubtful = Signal(
        Kind.SOCIAL_OBJECTIVE, "opp", Strength.CODED, "BT-775-Lot", doubt=Doubt.NOT_BORNE_OUT
    )
    made = ocds.release(notice(lots=(Lot("LOT-1"),)), signals={"LOT-1": [signal, doubtful]})[
        "tender"
    ]["lots"][0]

    quoted, coded = made["socialSignals"]
    assert quoted["quote"] == "τουλάχιστον 5 %"
    assert (quoted["use"], quoted["language"]) == ("performance-condition", "el")
    assert "article" not in quoted
    assert coded["doubt"] == "not-borne-out"


def test_criteria_have_their_weights_and_no_twins():
    price = Criterion("price", {"el": "Τιμή"}, weight=Decimal(60), weight_unit="per-exa")
    lot = lot_of(Lot("LOT-1", criteria=(price, price)))

    (criterion,) = lot["awardCriteria"]["criteria"]
    assert criterion["numbers"] == [{"number": 60, "weight": "percentageExact"}]


def test_days_and_moments_are_whole_and_have_a_zone():
    lot = lot_of(
        Lot(
            "LOT-1",
            deadline=datetime(2023, 12, 20, 10, tzinfo=UTC),
            starts=date(2024, 1, 1),
            ends=date(2024, 12, 31),
            duration=(Decimal(2), "MONTH"),
        )
    )

    assert lot["tenderPeriod"] == {"endDate": "2023-12-20T10:00:00+00:00"}
    assert lot["contractPeriod"] == {
        "startDate": "2024-01-01T00:00:00Z",
        "endDate": "2024-12-31T23:59:59Z",
        "durationInDays": 60,
    }


def test_amounts_stay_in_their_currency_and_doubt_is_said():
    lot = lot_of(Lot("LOT-1", value=Money(Decimal("1000.50"), "EUR", doubtful=True)))

    assert lot["value"] == {"amount": 1000.5, "currency": "EUR", "isDoubtful": True}
    assert "value" not in lot_of(Lot("LOT-1", value=Money(Decimal(1), "ZZZ")))


def test_the_planned_parts_are_lots_and_groups_stand_apart():
    tender = release([Lot("PAR-1", kind="part"), Lot("GLO-1", kind="group"), Lot("PAR-1")])[
        "tender"
    ]

    assert [one["id"] for one in tender["lots"]] == ["PAR-1"]
    assert [one["id"] for one in tender["lotGroups"]] == ["GLO-1"]


@pytest.mark.parametrize(
    ("said", "tags", "status"),
    [
        ({"stage": Stage.PLANNING}, ["planning"], "planned"),
        ({}, ["tender"], "active"),
        ({"change": Change("9-2023", "info-update")}, ["tenderUpdate"], "active"),
        ({"change": Change("9-2023", "cancel")}, ["tenderCancellation"], "cancelled"),
        ({"stage": Stage.RESULT}, ["award"], "complete"),
        ({"stage": Stage.CHANGE}, ["awardUpdate", "contractUpdate"], "complete"),
    ],
)
def test_tag_and_status_follow_the_stage(said, tags, status):
    made = release(**said)

    assert made["tag"] == tags
    assert made["tender"]["status"] == status


WINNER = Winner(("ORG-2",), Money(Decimal(900), "EUR"), date(2023, 12, 1))
SUPPLIER = Organisation("ORG-2", {"el": "ΚοιΣΠΕ"}, ("123456783",), Place(country="EL"))


def result(*winners, status="selec-w"):
    return release(
        [Lot("LOT-1", result=Result(status, winners=winners, tenders_received=3))],
        stage=Stage.RESULT,
        organisations=(BUYER, SUPPLIER),
    )


def test_a_result_has_award_contract_bid_and_supplier():
    made = result(WINNER)

    (award,), (contract,) = made["awards"], made["contracts"]
    assert made["tag"] == ["award", "contract"]
    assert award["suppliers"] == [{"id": "EL123456783", "name": "ΚοιΣΠΕ"}]
    assert award["value"] == {"amount": 900, "currency": "EUR"}
    assert contract["awardID"] == award["id"]
    assert contract["dateSigned"] == "2023-12-01T00:00:00Z"
    assert [(one["measure"], one["value"]) for one in made["bids"]["statistics"]] == [("bids", 3)]
    assert made["tender"]["lots"][0]["status"] == "complete"


def test_a_lot_without_a_winner_is_unsuccessful():
    made = result(status="clos-nw")

    assert made["awards"][0]["status"] == "unsuccessful"
    assert "contracts" not in made
    assert made["tender"]["lots"][0]["status"] == "unsuccessful"


def test_a_number_that_may_be_a_persons_is_left_out_for_winners():
    trader = Organisation("ORG-2", {"el": "Α. Β."}, ("AB 12345",), Place(country="IT"))
    made = release(
        [Lot("LOT-1", result=Result("selec-w", winners=(WINNER,)))],
        stage=Stage.RESULT,
        organisations=(BUYER, trader),
    )

    supplier = next(one for one in made["parties"] if "supplier" in one["roles"])
    assert supplier["id"] == "1-2023-ORG-2"
    assert "identifier" not in supplier


def test_the_process_is_named_by_the_procedure_else_by_the_first_notice():
    older = {"procedure": None, "stage": Stage.RESULT}

    assert release()["ocid"] == "ocds-unregistered-0a-b"
    assert release(procedure=None)["ocid"] == "ocds-unregistered-1-2023"
    assert release(**older, refers_to=("7-2023",))["ocid"] == "ocds-unregistered-7-2023"
    assert release(procedure=None, refers_to=("7-2023",))["ocid"] == "ocds-unregistered-1-2023"
    changed = Change("5-2023", "info-update")
    assert release(procedure=None, change=changed)["ocid"] == "ocds-unregistered-5-2023"


def test_a_registered_prefix_is_used_where_one_is_given():
    assert ocds.ocid(notice(), prefix="ocds-a1b2c3") == "ocds-a1b2c3-0a-b"


def test_the_plan_of_a_call_is_a_process_of_its_own():
    (related,) = release(refers_to=("7-2023",))["relatedProcesses"]

    assert (related["relationship"], related["identifier"]) == (["planning"], "7-2023")
    assert related["scheme"] == "eu-oj"


def test_without_a_day_or_a_procedure_there_is_no_release():
    with pytest.raises(ocds.NoReleaseError):
        release(published=None)
    with pytest.raises(ocds.NoReleaseError):
        release(stage=Stage.OTHER)


def test_addresses_that_are_none_are_left_out():
    documents = release(documents="see the portal")["tender"]["documents"]

    assert [one["id"] for one in documents] == ["1-2023"]


def test_an_example_says_so_and_has_no_address_on_ted():
    made = ocds.release(notice(), is_example=True)

    assert made["isExample"] is True
    assert "documents" not in made["tender"]
