"""Every real notice at hand, and the walk against the SDK's own XPaths.

The XPaths are those of the eForms SDK for the business terms named; they are evaluated on the
parsed file on their own, so that walk and expression can only agree by both being right. The same
comparison runs on the project's fixtures, where no real notices are needed.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from secon.procurement.formats import FormatError, read, values
from secon.procurement.notice import Lot, Notice, Stage
from tests.procurement.formats.conftest import fixtures, needs_real_notices, real_eforms, zipped

NAMESPACES = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}
LOT = "/*/cac:ProcurementProjectLot"
TYPE = "cac:ProcurementProject/cac:ProcurementAdditionalType/cbc:ProcurementTypeCode"
EXPRESSIONS = {
    "BT-71": "cac:TenderingTerms/cac:TendererQualificationRequest[not(cbc:CompanyLegalFormCode)]"
    "[not(cac:SpecificTendererRequirement/cbc:TendererRequirementTypeCode"
    "[@listName='missing-info-submission'])]"
    "[not(cac:SpecificTendererRequirement/cbc:TendererRequirementTypeCode"
    "[@listName='selection-criteria-source'])]/cac:SpecificTendererRequirement"
    "[cbc:TendererRequirementTypeCode[@listName='reserved-procurement' or "
    "@listID='reserved-procurement']]/cbc:TendererRequirementTypeCode",
    "BT-736": "cac:TenderingTerms/cac:ContractExecutionRequirement"
    "[cbc:ExecutionRequirementCode/@listName='reserved-execution']/cbc:ExecutionRequirementCode",
    "BT-775": f"{TYPE}[@listName='social-objective' or @listID='social-objective']",
    "BT-06": f"{TYPE}[@listName='strategic-procurement']",
    "BT-262": "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",
    "BT-5071": "cac:ProcurementProject/cac:RealizedLocation/cac:Address/cbc:CountrySubentityCode",
    "BT-131": "cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndDate",
    "BT-1311": "cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod/cbc:EndDate",
}
NO_IDENTITY = {
    "INVALID_can_24_empty.xml",
    "INVALID_can_24_stage-1.xml",
    "INVALID_can_24_stage-2.xml",
    "INVALID_cn_24_empty.xml",
    "INVALID_cn_24_stage-1.xml",
    "INVALID_cn_24_stage-2.xml",
    "INVALID_pin-buyer_24_stage-1.xml",
    "INVALID_pin-only_24_empty.xml",
    "INVALID_pin-only_24_minimal.xml",
    "INVALID_pin-only_24_stage-1.xml",
}
"""Examples that are invalid on purpose: drafts with neither publication number nor notice
identifier, by which no notice could be kept."""


def codes(found: list[str]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(c for c in found if c != "none")) if found else None


def expected(element: etree._Element) -> dict[str, list[str]]:
    return {
        term: [(node.text or "").strip() for node in element.xpath(path, namespaces=NAMESPACES)]
        for term, path in EXPRESSIONS.items()
    }


def assert_equal_to_xpaths(data: bytes, notice: Notice) -> int:
    """Every described lot says what the expressions say; how many lots that were."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True))
    elements = root.xpath(LOT, namespaces=NAMESPACES)
    for element, lot in zip(elements, notice.lots, strict=False):
        assert_equal(expected(element), lot)
    assert len(notice.lots) >= len(elements)
    return len(elements)


def assert_equal(terms: dict[str, list[str]], lot: Lot) -> None:
    assert lot.reserved == codes(terms["BT-71"])
    assert lot.social == codes(terms["BT-775"])
    assert lot.strategic == codes(terms["BT-06"])
    said = terms["BT-736"]
    assert lot.reserved_execution == ({"yes": True, "no": False}.get(said[0]) if said else None)
    assert lot.cpv[:1] == tuple(code[:8] for code in terms["BT-262"][:1])
    regions = {values.nuts(code)[0] for code in terms["BT-5071"]} - {None}
    assert {place.nuts for place in lot.places if place.nuts} == regions
    for kind, term in (("participation", "BT-1311"), ("tender", "BT-131")):
        if terms[term]:
            assert lot.deadline is not None
            assert lot.deadline_kind == kind
            assert lot.deadline.date() == date.fromisoformat(terms[term][0][:10])
            break


def read_all(notices: Iterable[tuple[str, bytes]]) -> tuple[list[Notice], dict[str, str]]:
    """The notices that read, and the code of each that does not."""
    found, refused = [], {}
    for name, data in notices:
        try:
            found.append(read(data, source=name))
        except FormatError as refusal:
            refused[Path(name).name] = refusal.code
    return found, refused


@pytest.mark.parametrize("path", fixtures("eforms"), ids=lambda path: path.stem)
def test_walk_and_xpaths_agree_on_the_fixtures(path: Path) -> None:
    data = path.read_bytes()
    assert_equal_to_xpaths(data, read(data, source=path.name))


@needs_real_notices
def test_walk_and_xpaths_agree_on_every_lot_of_every_real_notice() -> None:
    lots = sum(assert_equal_to_xpaths(d, read(d, source=name)) for name, d in real_eforms())
    assert lots >= 165


@needs_real_notices
def test_walk_and_xpaths_agree_on_every_lot_of_the_sdk_examples() -> None:
    lots = 0
    for name, data in zipped("sdk_examples.zip"):
        if Path(name).name not in NO_IDENTITY:
            lots += assert_equal_to_xpaths(data, read(data, source=name))
    assert lots > 200


@needs_real_notices
def test_every_real_eforms_notice_reads() -> None:
    notices, refused = read_all(real_eforms())
    assert refused == {}
    assert all(n.publication and n.titles and n.buyers and n.country and n.lots for n in notices)
    assert Counter(n.stage for n in notices)[Stage.RESULT] == 9


@needs_real_notices
def test_every_real_older_notice_reads() -> None:
    notices, refused = read_all(zipped("legacy.zip"))
    assert refused == {}
    assert all(n.publication and n.titles and n.buyers and n.country for n in notices)
    assert {n.root for n in notices if not n.lots} == {"F14_2014"}
    reserved = [n for n in notices if any(lot.reserved for lot in n.lots)]
    assert len(reserved) > 50


@needs_real_notices
def test_sdk_examples_read_save_the_drafts_without_identity() -> None:
    notices, refused = read_all(zipped("sdk_examples.zip"))
    assert refused == dict.fromkeys(NO_IDENTITY, "no-identity")
    subtypes = {n.subtype for n in notices}
    assert subtypes >= {str(n) for n in range(1, 41)} | {"CEI", "T01", "T02", "X01", "X02"}
    assert subtypes >= {f"E{n}" for n in range(1, 7)}


@needs_real_notices
@pytest.mark.parametrize(
    ("publication", "attribute", "values_"),
    [
        ("262891-2023", "reserved", [(), (), ("res-ws",), ("res-ws",)]),
        ("544961-2023", "social", [("work-cond",)]),
        ("583624-2023", "social", [("opp", "work-cond")] * 4),
    ],
)
def test_known_facts_of_real_notices(publication: str, attribute: str, values_: list) -> None:
    notices = {n.publication: n for n in read_all(real_eforms())[0]}
    assert [getattr(lot, attribute) for lot in notices[publication].lots] == values_
