"""May this enterprise take part in this lot: case by case."""

from datetime import date
from typing import Any, NamedTuple

import pytest

from secon.enterprises import frames
from secon.enterprises.enums import Group, Headcount
from secon.opportunities.eligibility import judge, rules
from secon.opportunities.enums import Answer
from tests.opportunities.made import TODAY, demand, supplier

YES, NO, UNKNOWN, OPEN = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.OPEN_TO_ALL
HELD, ENDED, ENDS_TODAY = None, date(2026, 3, 1).toordinal(), TODAY.toordinal()
ALL_MET = (("purpose", True), ("reinvestment", True), ("governance", True))


class Case(NamedTuple):
    says: str
    supplier: dict[str, Any]
    demand: dict[str, Any]
    answer: Answer
    rule: str
    fact: str
    proof: str


WS = {"reserved": ("res-ws",)}
MISSION = {"reserved": ("res-pub-ser",), "cpv": ("85311000",)}


def of(country: str, *statuses: str, until: int | None = HELD, **more: Any) -> dict[str, Any]:
    return {"country": country, "statuses": tuple((code, until) for code in statuses)} | more


CASES = [
    Case("not reserved", {}, {}, OPEN, "", "stated-none", ""),
    Case("silent", {}, {"reserved": None}, OPEN, "", "nothing-stated", ""),
    Case("nothing known", {}, WS, UNKNOWN, "be-2016-15", "no-status", "share"),
    Case(
        "employs people far from work",
        {"employs": frozenset({Group.DISABILITY})},
        WS,
        UNKNOWN,
        "be-2016-15",
        "employs",
        "share",
    ),
    Case(
        "serves everyone only",
        {"employs": frozenset({Group.EVERYONE})},
        WS,
        UNKNOWN,
        "be-2016-15",
        "no-status",
        "share",
    ),
    Case(
        "nobody employed",
        {"headcount": Headcount.NONE},
        WS,
        NO,
        "2014-24-20",
        "no-employees",
        "employees",
    ),
    Case(
        "nobody employed but a workshop by status",
        of("BE", "be-maatwerkbedrijf", headcount=Headcount.NONE),
        WS,
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case(
        "sheltered work company",
        of("BE", "be-maatwerkbedrijf"),
        WS,
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case(
        "status until today",
        of("BE", "be-maatwerkbedrijf", until=ENDS_TODAY),
        WS,
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case(
        "status ended, others may qualify too",
        of("BE", "be-maatwerkbedrijf", until=ENDED),
        WS,
        UNKNOWN,
        "be-2016-15",
        "status-ended",
        "renewed-status",
    ),
    Case(
        "a status that does not settle it",
        of("BE", "be-cv-so"),
        WS,
        UNKNOWN,
        "be-2016-15",
        "status-not-enough",
        "share",
    ),
    Case(
        "reserved execution",
        of("BE", "be-maatwerkbedrijf"),
        {"reserved_execution": True},
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case(
        "Spain: social initiative",
        of("ES", "es-ceeis"),
        WS | {"country": "ES"},
        YES,
        "es-9-2017",
        "status",
        "status-document",
    ),
    Case(
        "Spain: a centre whose initiative is not known",
        of("ES", "es-cee"),
        WS | {"country": "ES"},
        UNKNOWN,
        "es-9-2017",
        "status-not-enough",
        "social-initiative",
    ),
    Case(
        "Spain: only statuses count, and it ended",
        of("ES", "es-ei", until=ENDED),
        WS | {"country": "ES"},
        NO,
        "es-9-2017",
        "status-ended",
        "renewed-status",
    ),
    Case(
        "Spain: one ended, another held",
        {"country": "ES", "statuses": (("es-ei", ENDED), ("es-cee", None))},
        WS | {"country": "ES"},
        UNKNOWN,
        "es-9-2017",
        "status-ended",
        "renewed-status",
    ),
    Case(
        "Spain: silence is no no",
        {"country": "ES"},
        WS | {"country": "ES"},
        UNKNOWN,
        "es-9-2017",
        "no-status",
        "national-status",
    ),
    Case(
        "Germany",
        of("DE", "de-inklusionsbetrieb"),
        WS | {"country": "DE"},
        YES,
        "de-gwb-118",
        "status",
        "status-document",
    ),
    Case(
        "Germany: charitable only",
        of("DE", "de-gemeinnuetzig"),
        WS | {"country": "DE"},
        UNKNOWN,
        "de-gwb-118",
        "status-not-enough",
        "share",
    ),
    Case(
        "Poland: a social enterprise may aim at services",
        of("PL", "pl-ps"),
        WS | {"country": "PL"},
        UNKNOWN,
        "pl-pzp-94",
        "status-not-enough",
        "integration-aim",
    ),
    Case(
        "Greece",
        of("EL", "el-koispe"),
        WS | {"country": "EL"},
        YES,
        "el-4412-20",
        "status",
        "status-document",
    ),
    Case(
        "Romania: mark",
        of("RO", "ro-marca-sociala"),
        WS | {"country": "RO"},
        YES,
        "ro-98-56",
        "status",
        "status-document",
    ),
    Case(
        "Romania: certificate only",
        of("RO", "ro-atestat"),
        WS | {"country": "RO"},
        UNKNOWN,
        "ro-98-56",
        "status-not-enough",
        "social-mark",
    ),
    Case(
        "Portugal",
        of("PT", "pt-ipss"),
        WS | {"country": "PT"},
        UNKNOWN,
        "pt-ccp-54a",
        "status-not-enough",
        "share",
    ),
    Case(
        "Latvia",
        of("LV", "lv-su"),
        WS | {"country": "LV"},
        UNKNOWN,
        "lv-pil",
        "status-not-enough",
        "integration-aim",
    ),
    Case(
        "Bulgaria: staff checked",
        of("BG", "bg-a", criteria=(("bg-a-staff", True),)),
        WS | {"country": "BG"},
        YES,
        "bg-zop-12",
        "status-and-check",
        "status-document",
    ),
    Case(
        "Bulgaria: staff not checked",
        of("BG", "bg-a"),
        WS | {"country": "BG"},
        UNKNOWN,
        "bg-zop-12",
        "status-not-enough",
        "share",
    ),
    Case(
        "Bulgaria: staff checked and not met",
        of("BG", "bg-a", criteria=(("bg-a-staff", False),)),
        WS | {"country": "BG"},
        UNKNOWN,
        "bg-zop-12",
        "check-failed",
        "share",
    ),
    Case(
        "from another country",
        of("DE", "de-inklusionsbetrieb"),
        WS,
        UNKNOWN,
        "be-2016-15",
        "foreign-status",
        "equivalence",
    ),
    Case(
        "in a country whose law we do not have",
        of("DE", "de-inklusionsbetrieb"),
        WS | {"country": "FR"},
        UNKNOWN,
        "2014-24-20",
        "foreign-status",
        "equivalence",
    ),
    Case("no country", {}, WS | {"country": ""}, UNKNOWN, "2014-24-20", "no-country", "ask-buyer"),
    Case(
        "utilities",
        {},
        WS | {"legal_basis": "32014L0025", "country": "FR"},
        UNKNOWN,
        "2014-25-38",
        "no-status",
        "share",
    ),
    Case(
        "concessions",
        {},
        WS | {"legal_basis": "32014L0023", "country": "FR"},
        UNKNOWN,
        "2014-23-24",
        "no-status",
        "share",
    ),
    Case(
        "defence: an integration enterprise is no workshop",
        of("DE", "de-inklusionsbetrieb"),
        WS | {"legal_basis": "32009L0081", "country": "DE"},
        UNKNOWN,
        "de-gwb-118",
        "other-kind",
        "most-disabled",
    ),
    Case(
        "defence: a workshop",
        of("BE", "be-maatwerkbedrijf"),
        WS | {"legal_basis": "32009L0081"},
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case(
        "law not named",
        of("BE", "be-maatwerkbedrijf"),
        WS | {"legal_basis": "other"},
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case("mission", {}, MISSION, UNKNOWN, "2014-24-77", "criterion-unknown", "statutes"),
    Case(
        "mission: profits not reinvested",
        {"criteria": (("reinvestment", False),)},
        MISSION,
        NO,
        "2014-24-77",
        "criterion-not-met",
        "new-check",
    ),
    Case(
        "mission: three conditions checked",
        {"criteria": ALL_MET},
        MISSION,
        UNKNOWN,
        "2014-24-77",
        "contracts-unknown",
        "no-such-contract",
    ),
    Case(
        "mission: had one",
        {"criteria": ALL_MET, "mission_free": False},
        MISSION,
        NO,
        "2014-24-77",
        "had-contract",
        "wait",
    ),
    Case(
        "mission: all met",
        {"criteria": ALL_MET, "mission_free": True},
        MISSION,
        YES,
        "2014-24-77",
        "all-met",
        "statutes",
    ),
    Case(
        "mission: a service the article does not name",
        {"criteria": ALL_MET, "mission_free": True},
        MISSION | {"cpv": ("77310000",)},
        UNKNOWN,
        "2014-24-77",
        "other-service",
        "ask-buyer",
    ),
    Case(
        "mission: utilities",
        {"criteria": ALL_MET, "mission_free": True},
        MISSION | {"legal_basis": "32014L0025"},
        YES,
        "2014-25-94",
        "all-met",
        "statutes",
    ),
    Case(
        "two reservations: the better answer",
        of("BE", "be-maatwerkbedrijf"),
        {"reserved": ("res-pub-ser", "res-ws"), "cpv": ("85311000",)},
        YES,
        "be-2016-15",
        "status",
        "status-document",
    ),
    Case(
        "a code nobody knows",
        {},
        {"reserved": ("res-new",)},
        UNKNOWN,
        "",
        "unknown-reservation",
        "ask-buyer",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_answer_its_rule_its_fact_and_its_proof(case: Case) -> None:
    found = judge(supplier(**case.supplier), demand(**case.demand), TODAY, rules())
    assert (found.answer, found.rule, found.fact, found.proof) == case[3:]


def test_an_answer_that_rests_on_general_knowledge_says_so() -> None:
    spanish = supplier(country="ES", statuses=(("es-ceeis", None), ("es-ei", None)))
    lot = demand(country="ES", reserved=("res-ws",))
    assert not judge(spanish, lot, TODAY, rules()).to_confirm
    belgian = supplier(statuses=(("be-maatwerkbedrijf", None),))
    assert judge(belgian, demand(reserved=("res-ws",)), TODAY, rules()).to_confirm


@pytest.mark.parametrize("addition", rules().additions.values(), ids=lambda one: one.code)
def test_national_rules_speak_of_statuses_and_criteria_that_exist(addition: Any) -> None:
    known = {one.code for one in frames.statuses_of(addition.country)}
    assert addition.statuses.keys() <= known
    criteria = {one.code for one in frames.criteria_for(addition.country)}
    assert {need for one in addition.statuses.values() for need in one.needs} <= criteria


def test_every_rule_has_a_source_or_waits_for_one() -> None:
    every = [*rules().articles.values(), *rules().additions.values()]
    assert all(one.proven.sources or one.proven.to_confirm for one in every)
    assert {one.country for one in rules().additions.values()} == {
        country.code for country in frames.frames()
    }


@pytest.mark.parametrize(
    ("cpv", "named"),
    [
        ("85000000", True),
        ("85311200", True),
        ("85323000", True),
        ("85324000", False),
        ("80110000", True),
        ("80120000", False),
        ("98133110", True),
        ("77310000", False),
    ],
)
def test_the_services_of_article_77(cpv: str, *, named: bool) -> None:
    assert rules().services.name(cpv) is named
