"""Reading notices: to ``Notice`` against one lxml parse plus 45 compiled absolute XPaths.

The other side is what a careful program without a walk would do: parse once with the same parser
settings, then evaluate the expressions of the eForms SDK for the same business terms, compiled
once. Both sides run over the same files in the same process, in turns, and the best turn counts.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from lxml import etree

from benchmarks.figures import Figure
from secon.procurement.formats import read

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "ted"
FIXTURES = ROOT / "tests" / "procurement" / "formats" / "fixtures"
TURNS = 9
OCDS_CONVERTER = 2.5
"""Notices per second of an OCDS converter that parses the file again for every term, on the same
real eForms notices (Python 3.13, lxml, two cores of 2.5 GHz)."""

NAMESPACES = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
}
_EXT = "/*/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
_LOT = "/*/cac:ProcurementProjectLot[cbc:ID/@schemeName='Lot']"
_TYPE = _LOT + "/cac:ProcurementProject/cac:ProcurementAdditionalType"
_CODE = "/cbc:ProcurementTypeCode"
_ORG = _EXT + "/efac:Organizations/efac:Organization/efac:Company"
_NR = _EXT + "/efac:NoticeResult"
_CRITERION = (
    _LOT + "/cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion"
    "/cac:SubordinateAwardingCriterion"
)

XPATHS = (
    # BT-71, BT-736, BT-06, BT-777, BT-775, BT-774, BT-776, BT-754, BT-805, BT-726, BT-70
    _LOT + "/cac:TenderingTerms/cac:TendererQualificationRequest[not(cbc:CompanyLegalFormCode)]"
    "[not(cac:SpecificTendererRequirement/cbc:TendererRequirementTypeCode"
    "[@listName='missing-info-submission'])][not(cac:SpecificTendererRequirement"
    "/cbc:TendererRequirementTypeCode[@listName='selection-criteria-source'])]"
    "/cac:SpecificTendererRequirement[cbc:TendererRequirementTypeCode"
    "/@listName='reserved-procurement']/cbc:TendererRequirementTypeCode",
    _LOT + "/cac:TenderingTerms/cac:ContractExecutionRequirement[cbc:ExecutionRequirementCode"
    "/@listName='reserved-execution']/cbc:ExecutionRequirementCode",
    _TYPE + "[cbc:ProcurementTypeCode/@listName='strategic-procurement']" + _CODE,
    _TYPE + "[cbc:ProcurementTypeCode/@listName='strategic-procurement']/cbc:ProcurementType",
    _TYPE + "[cbc:ProcurementTypeCode/@listName='social-objective']" + _CODE,
    _TYPE + "[cbc:ProcurementTypeCode/@listName='environmental-impact']" + _CODE,
    _TYPE + "[cbc:ProcurementTypeCode/@listName='innovative-acquisition']" + _CODE,
    _TYPE + "[cbc:ProcurementTypeCode/@listName='accessibility']" + _CODE,
    _TYPE + "[cbc:ProcurementTypeCode/@listName='gpp-criteria']" + _CODE,
    _LOT + "/cac:ProcurementProject/cbc:SMESuitableIndicator",
    _LOT + "/cac:TenderingTerms/cac:ContractExecutionRequirement[cbc:ExecutionRequirementCode"
    "/@listName='conditions']/cbc:Description",
    # BT-262, BT-263, BT-21, BT-24, BT-23, BT-27, BT-271
    _LOT + "/cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",
    _LOT
    + "/cac:ProcurementProject/cac:AdditionalCommodityClassification/cbc:ItemClassificationCode",
    _LOT + "/cac:ProcurementProject/cbc:Name",
    _LOT + "/cac:ProcurementProject/cbc:Description",
    _LOT + "/cac:ProcurementProject/cbc:ProcurementTypeCode[@listName='contract-nature']",
    _LOT + "/cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount",
    _LOT + "/cac:ProcurementProject/cac:RequestedTenderTotal/ext:UBLExtensions/ext:UBLExtension"
    "/ext:ExtensionContent/efext:EformsExtension/efbc:FrameworkMaximumAmount",
    # BT-5071, BT-5141, BT-5131, BT-5121, BT-727
    _LOT + "/cac:ProcurementProject/cac:RealizedLocation/cac:Address/cbc:CountrySubentityCode",
    _LOT + "/cac:ProcurementProject/cac:RealizedLocation/cac:Address/cac:Country"
    "/cbc:IdentificationCode",
    _LOT + "/cac:ProcurementProject/cac:RealizedLocation/cac:Address/cbc:CityName",
    _LOT + "/cac:ProcurementProject/cac:RealizedLocation/cac:Address/cbc:PostalZone",
    _LOT + "/cac:ProcurementProject/cac:RealizedLocation/cac:Address/cbc:Region",
    # BT-131 date and time, BT-1311, BT-13
    _LOT + "/cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndDate",
    _LOT + "/cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndTime",
    _LOT + "/cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod/cbc:EndDate",
    _LOT + "/cac:TenderingProcess/cac:AdditionalInformationRequestPeriod/cbc:EndDate",
    # BT-539, BT-734, BT-540, BT-541, BT-137
    _CRITERION + "/cbc:AwardingCriterionTypeCode",
    _CRITERION + "/cbc:Name",
    _CRITERION + "/cbc:Description",
    _CRITERION + "/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
    "/efac:AwardCriterionParameter[efbc:ParameterCode/@listName='number-weight']"
    "/efbc:ParameterNumeric",
    _LOT + "/cbc:ID",
    # BT-02, BT-04, BT-05, BT-702, OPP-070, OPP-010, OPP-012
    "/*/cbc:NoticeTypeCode",
    "/*/cbc:ContractFolderID",
    "/*/cbc:IssueDate",
    "/*/cbc:NoticeLanguageCode",
    _EXT + "/efac:NoticeSubType/cbc:SubTypeCode",
    _EXT + "/efac:Publication/efbc:NoticePublicationID",
    _EXT + "/efac:Publication/efbc:PublicationDate",
    # OPT-300, BT-500, BT-501, BT-507, BT-142, BT-720
    "/*/cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID",
    _ORG + "/cac:PartyName/cbc:Name",
    _ORG + "/cac:PartyLegalEntity/cbc:CompanyID",
    _ORG + "/cac:PostalAddress/cbc:CountrySubentityCode",
    _NR + "/efac:LotResult/cbc:TenderResultCode",
    _NR + "/efac:LotTender/cac:LegalMonetaryTotal/cbc:PayableAmount",
)


def run() -> list[Figure]:
    """The ratio to parse plus XPaths, to the OCDS converter, and what the older format takes."""
    notices, of_what = eforms()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    expressions = [etree.XPath(path, namespaces=NAMESPACES) for path in XPATHS]
    assert len(expressions) == 45

    def with_xpaths() -> None:
        for data in notices:
            root = etree.fromstring(data, parser)
            for expression in expressions:
                expression(root)

    def with_walk() -> None:
        for data in notices:
            read(data, source="00000001_2024.xml")

    theirs, ours = best_of(with_xpaths, with_walk)
    rate = len(notices) / ours
    figures = [
        Figure(
            "reading eForms to Notice, to one parse and 45 XPaths",
            round(theirs / ours, 2),
            "ratio",
            "≥ 1.0",
            theirs / ours >= 1.0,
            f"{len(notices)} {of_what}; XPaths {len(notices) / theirs:,.0f}, ours {rate:,.0f} notices/s",
        ),
        Figure(
            "reading eForms to Notice, to an OCDS converter",
            round(rate / OCDS_CONVERTER),
            "ratio",
            "≥ 100",
            rate / OCDS_CONVERTER >= 100,
            f"the converter's measured {OCDS_CONVERTER} notices/s",
        ),
    ]
    if older := ted_export():
        (seconds,) = best_of(lambda: [read(data, source=name) for name, data in older], turns=3)
        figures.append(
            Figure(
                "reading TED_EXPORT to Notice",
                round(len(older) / seconds),
                "notices/s",
                "",
                None,
                f"{len(older)} real notices, {sum(len(d) for _, d in older) / len(older):,.0f} bytes each",
            )
        )
    return figures


def best_of(*sides: Callable[[], object], turns: int = TURNS) -> list[float]:
    """The best time of each side in seconds, the sides taking turns."""
    best = [float("inf")] * len(sides)
    for _ in range(turns):
        for position, side in enumerate(sides):
            start = perf_counter()
            side()
            best[position] = min(best[position], perf_counter() - start)
    return best


def eforms() -> tuple[list[bytes], str]:
    """Real notices where they are at hand, else those written for the tests."""
    real = sorted((REAL / "eforms").glob("*.xml"))
    if real:
        return [path.read_bytes() for path in real], "real notices"
    return [path.read_bytes() for path in sorted(FIXTURES.glob("eforms*.xml"))], "own fixtures"


def ted_export() -> list[tuple[str, bytes]]:
    archive = REAL / "legacy.zip"
    if not archive.exists():
        return []
    with zipfile.ZipFile(archive) as files:
        return [(name, files.read(name)) for name in files.namelist()[:300]]
