"""Signals: each with the field that proves it, and whether it was said or concluded."""

from datetime import date

import pytest

from secon.procurement import enums
from secon.procurement.clauses import Kind as ClauseKind
from secon.procurement.clauses import Use
from secon.procurement.interfaces.sector_words import SECTOR_WORDS
from secon.procurement.notice import Criterion, Lot, Notice, Stage
from secon.procurement.signals import (
    Doubt,
    Kind,
    Reader,
    Signal,
    Strength,
    is_social_service,
    sector_of,
    sectors,
    signals,
    words,
)


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
        Signal(Kind.SUITED_SECTOR, "85312100", Strength.DERIVED, "BT-262-Lot"),
    )


def test_older_forms_prove_by_their_own_elements() -> None:
    older = notice(root="F21_2014", subtype=None, light_regime=True, cpv=("85000000",))
    assert [(s.kind, s.code, s.field) for s in signals(older, Lot("LOT-0001"))] == [
        (Kind.SOCIAL_SERVICE, "F21_2014", "F21_2014"),
        (Kind.SOCIAL_SERVICE, "85000000", "CPV_MAIN"),
        (Kind.SUITED_SECTOR, "85000000", "CPV_MAIN"),
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


class TestSuitedSectors:
    """Our own list: the main code decides, the longest prefix counts, every entry says why."""

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("90911200", "Cleaning of buildings"),
            ("77310000", "Green areas"),
            ("55523100", "Meals, canteens and catering"),
            ("98310000", "Laundry and textiles"),
            ("85311000", "Social work and care"),
            ("85144100", "Residential care"),
            ("90514000", "Collection, sorting and re-use of waste"),
            ("45000000", None),
            ("92350000", None),  # gambling
            ("90521000", None),  # radioactive waste
            ("", None),
        ],
    )
    def test_a_code_belongs_to_a_sector_or_to_none(self, code: str, name: str | None) -> None:
        found = sector_of(code)
        assert (found.name if found else None) == name

    def test_only_the_main_code_makes_the_signal(self) -> None:
        lot = Lot("LOT-0001", cpv=("45000000", "90911200"))
        assert signals(notice(), lot) == ()

    def test_no_prefix_stands_twice_and_every_entry_has_a_reason(self) -> None:
        prefixes = [prefix for sector in sectors() for prefix in sector.prefixes]
        assert len(prefixes) == len(set(prefixes))
        assert all(prefix.isdigit() and 2 <= len(prefix) <= 8 for prefix in prefixes)
        assert all(sector.reason.endswith(".") for sector in sectors())

    def test_translators_find_every_word_of_the_list(self) -> None:
        assert (
            tuple(text for sector in sectors() for text in (sector.name, sector.reason))
            == SECTOR_WORDS
        )


GERMAN = notice(languages=("de",), country="DE")
RESERVING = "Der Auftrag ist Werkstätten für Menschen mit Behinderungen vorbehalten."


def texts(found: tuple[Signal, ...]) -> list[Signal]:
    return [one for one in found if one.kind in (Kind.CLAUSE, Kind.MENTION)]


class TestWords:
    """A clause is proved by its words, in the notice's own language."""

    def test_the_words_are_quoted_with_field_language_and_rule(self) -> None:
        lot = Lot("LOT-0001", conditions={"de": f"Hinweis. {RESERVING} Ende."})
        (signal,) = [s for s in signals(GERMAN, lot) if s.use == "reservation"]
        assert (signal.kind, signal.code) == (Kind.CLAUSE, "work-integration")
        assert (signal.field, signal.language) == ("conditions", "de")
        assert signal.quote in lot.conditions["de"]
        assert signal.rule

    def test_a_mention_is_a_kind_of_its_own(self) -> None:
        text = "Es liegen keine Ausschlussgründe nach § 123 GWB und § 19 MiLoG vor."
        found = texts(signals(GERMAN, Lot("LOT-0001", participation={"de": text})))
        assert {s.kind for s in found} <= {Kind.MENTION}
        assert all(s.use == "mention" for s in found)

    def test_other_languages_of_the_notice_do_not_say_it_again(self) -> None:
        both = notice(languages=("de", "en"))
        english = "The contract is reserved for sheltered workshops."
        lot = Lot("LOT-0001", conditions={"de": RESERVING, "en": english})
        assert {s.language for s in texts(signals(both, lot))} == {"de"}

    def test_what_the_notice_says_counts_for_its_lots_and_names_its_place(self) -> None:
        around = notice(languages=("de",), descriptions={"de": RESERVING})
        (signal,) = {s.field for s in texts(signals(around, Lot("LOT-0001")))}
        assert signal == "procedure-description"

    def test_the_same_words_in_notice_and_lot_are_one_signal(self) -> None:
        around = notice(languages=("de",), descriptions={"de": RESERVING})
        lot = Lot("LOT-0001", descriptions={"de": RESERVING})
        assert {s.field for s in texts(signals(around, lot))} == {"description"}

    def test_award_criteria_are_read(self) -> None:
        criterion = Criterion(
            "quality", {"de": "Konzept"}, {"de": "Beschäftigung von Menschen mit Behinderungen"}
        )
        lot = Lot("LOT-0001", criteria=(criterion,))
        assert {(s.field, s.use) for s in texts(signals(GERMAN, lot))} == {
            ("award", "award-criterion")
        }

    def test_a_text_that_lots_share_is_read_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = []
        find = words.find
        monkeypatch.setattr(words, "find", lambda f, code: calls.append(f) or find(f, code))
        reader = Reader(GERMAN)
        lots = [Lot(f"LOT-{n:04}", conditions={"de": RESERVING}) for n in range(3)]
        answers = {signals(GERMAN, lot, reader) for lot in lots}
        assert len(calls) == 1
        assert len(answers) == 1


class TestDoubt:
    """A flag that neither words nor subject bear out is kept, and says why it is doubtful."""

    def flagged(self, **fields: object) -> Lot:
        values = {"reserved": ("res-ws",), "proofs": {"reserved": "BT-71-Lot"}} | fields
        return Lot("LOT-0001", **values)  # type: ignore[arg-type]

    def doubts(self, around: Notice, lot: Lot) -> list[Doubt | None]:
        return [s.doubt for s in signals(around, lot) if s.strength is Strength.CODED]

    def test_mining_gear_is_not_made_by_sheltered_workshops(self) -> None:
        lot = self.flagged(
            cpv=("43000000",),
            titles={"de": "Lieferung von Förderketten"},
            reserved_execution=True,
        )
        assert self.doubts(GERMAN, lot) == [Doubt.NOT_BORNE_OUT] * 2

    @pytest.mark.parametrize(
        "support",
        [
            {"cpv": ("90911200",)},  # a suited sector
            {"cpv": ("43000000", "85300000")},  # a social service among the codes
            {"cpv": ("43000000",), "conditions": {"de": RESERVING}},  # the words
        ],
        ids=["sector", "service", "words"],
    )
    def test_sector_service_or_words_bear_a_flag_out(self, support: dict[str, object]) -> None:
        lot = self.flagged(titles={"de": "Lieferung"}, **support)
        assert self.doubts(GERMAN, lot) == [None]

    def test_words_about_something_else_do_not(self) -> None:
        text = "Der Auftragnehmer zahlt Tariflohn nach dem Tariftreuegesetz."
        lot = self.flagged(cpv=("43000000",), conditions={"de": text})
        assert self.doubts(GERMAN, lot) == [Doubt.NOT_BORNE_OUT]

    @pytest.mark.parametrize(
        ("around", "lot"),
        [
            (notice(languages=("fi",)), {"titles": {"fi": "Kaivoskoneet"}, "cpv": ("43000000",)}),
            (GERMAN, {"titles": {"de": "Lieferung"}, "cpv": ()}),
            (GERMAN, {"cpv": ("43000000",)}),
        ],
        ids=["language without words", "no code", "no text"],
    )
    def test_what_cannot_be_judged_is_not_doubted(self, around: Notice, lot: dict) -> None:
        assert self.doubts(around, self.flagged(**lot)) == [None]

    def test_article_77_is_for_its_services_only(self) -> None:
        lot = self.flagged(
            reserved=("res-pub-ser",), cpv=("77310000",), titles={"de": "Pflege der Parks"}
        )
        assert self.doubts(GERMAN, lot) == [Doubt.OUTSIDE_ARTICLE_77]

    def test_a_social_objective_needs_words_subject_or_a_description_of_the_aim(self) -> None:
        def lot(**more: object) -> Lot:
            return Lot("1", social=("opp",), cpv=("43000000",), titles={"de": "Ketten"}, **more)  # type: ignore[arg-type]

        aim = {"de": "Gute Arbeit in der Lieferkette."}
        assert self.doubts(GERMAN, lot()) == [Doubt.NOT_BORNE_OUT]
        assert self.doubts(GERMAN, lot(strategic_texts=aim)) == [None]
        green = lot(strategic_texts=aim, strategic=("env-imp",))
        assert self.doubts(GERMAN, green) == [Doubt.NOT_BORNE_OUT, None]


@pytest.mark.parametrize(
    ("stored", "pure"),
    [
        (enums.SignalKind, Kind),
        (enums.Strength, Strength),
        (enums.Doubt, Doubt),
        (enums.ClauseKind, ClauseKind),
        (enums.ClauseUse, Use),
    ],
)
def test_what_is_stored_has_the_words_of_the_pure_part(stored: type, pure: type) -> None:
    assert set(stored.values) == {str(one) for one in pure}  # type: ignore[attr-defined]
