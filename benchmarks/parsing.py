"""Reading notices: to ``Notice`` against one lxml parse plus 45 compiled absolute XPaths.

The other side is what a careful program without a walk would do: parse once, then evaluate the
expressions of the eForms SDK, compiled once. The 45 are those of the social and most used terms and
yield nodes only; a second figure takes every term that a ``Notice`` holds, with text and language.
All sides run over the same files in the same process, in turns, and the best turn counts.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from lxml import etree

from benchmarks.figures import Figure
from secon.procurement.formats import read

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "ted"
FIXTURES = ROOT / "tests" / "procurement" / "formats" / "fixtures"
TURNS = 15
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


_PROJECT = "/*/cac:ProcurementProject"
_ADDRESS = _PROJECT + "/cac:RealizedLocation/cac:Address"
_ACCELERATED = (
    "/*/cac:TenderingProcess/cac:ProcessJustification"
    "[cbc:ProcessReasonCode/@listName='accelerated-procedure']"
)
MORE_XPATHS = (
    # the procedure: BT-21, BT-24, BT-300, BT-23, BT-262, BT-263, BT-27, BT-5071, BT-5141, BT-727
    _PROJECT + "/cbc:Name",
    _PROJECT + "/cbc:Description",
    _PROJECT + "/cbc:Note",
    _PROJECT + "/cbc:ProcurementTypeCode[@listName='contract-nature']",
    _PROJECT + "/cac:MainCommodityClassification/cbc:ItemClassificationCode",
    _PROJECT + "/cac:AdditionalCommodityClassification/cbc:ItemClassificationCode",
    _PROJECT + "/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount",
    _ADDRESS + "/cbc:CountrySubentityCode",
    _ADDRESS + "/cac:Country/cbc:IdentificationCode",
    _ADDRESS + "/cbc:Region",
    # the notice: OPT-002, BT-701, BT-757, BT-01, BT-702(b), BT-105, BT-106, OPP-090, BT-10, BT-11
    "/*/cbc:CustomizationID",
    "/*/cbc:ID[@schemeName='notice-id']",
    "/*/cbc:VersionID",
    "/*/cbc:RegulatoryDomain",
    "/*/cac:AdditionalNoticeLanguage/cbc:ID",
    "/*/cac:TenderingProcess/cbc:ProcedureCode",
    _ACCELERATED + "/cbc:ProcessReasonCode",
    "/*/cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID",
    "/*/cac:ContractingParty/cac:ContractingActivity/cbc:ActivityTypeCode",
    "/*/cac:ContractingParty/cac:ContractingPartyType/cbc:PartyTypeCode",
    # lots: BT-22, BT-300, BT-36, BT-536, BT-537, BT-750, BT-15, BT-1311 and BT-13 times, BT-630
    _LOT + "/cac:ProcurementProject/cbc:ID",
    _LOT + "/cac:ProcurementProject/cbc:Note",
    _LOT + "/cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure",
    _LOT + "/cac:ProcurementProject/cac:PlannedPeriod/cbc:StartDate",
    _LOT + "/cac:ProcurementProject/cac:PlannedPeriod/cbc:EndDate",
    _LOT + "/cac:TenderingTerms/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent"
    "/efext:EformsExtension/efac:SelectionCriteria/cbc:Description",
    _LOT + "/cac:TenderingTerms/cac:CallForTendersDocumentReference/cac:Attachment"
    "/cac:ExternalReference/cbc:URI",
    _LOT + "/cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod/cbc:EndTime",
    _LOT + "/cac:TenderingProcess/cac:AdditionalInformationRequestPeriod/cbc:EndTime",
    _LOT + "/cac:TenderingProcess/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent"
    "/efext:EformsExtension/efac:InterestExpressionReceptionPeriod/cbc:EndDate",
    # organisations: OPT-200, BT-513, BT-512, BT-514, BT-505, BT-165, OPT-201
    _ORG + "/cac:PartyIdentification/cbc:ID",
    _ORG + "/cac:PostalAddress/cbc:CityName",
    _ORG + "/cac:PostalAddress/cbc:PostalZone",
    _ORG + "/cac:PostalAddress/cac:Country/cbc:IdentificationCode",
    _ORG + "/cbc:WebsiteURI",
    _ORG + "/efbc:CompanySizeCode",
    _EXT + "/efac:Organizations/efac:Organization/efac:TouchPoint/cac:PartyIdentification/cbc:ID",
    # results: BT-13713, BT-144, BT-759, BT-760, BT-710, BT-711, OPT-320, OPT-310, OPT-300, BT-145
    _NR + "/efac:LotResult/efac:TenderLot/cbc:ID",
    _NR + "/efac:LotResult/efac:DecisionReason/efbc:DecisionReasonCode",
    _NR + "/efac:LotResult/efac:ReceivedSubmissionsStatistics/efbc:StatisticsNumeric",
    _NR + "/efac:LotResult/efac:ReceivedSubmissionsStatistics/efbc:StatisticsCode",
    _NR + "/efac:LotResult/cbc:LowerTenderAmount",
    _NR + "/efac:LotResult/cbc:HigherTenderAmount",
    _NR + "/efac:LotResult/efac:LotTender/cbc:ID",
    _NR + "/efac:LotTender/efac:TenderingParty/cbc:ID",
    _NR + "/efac:TenderingParty/efac:Tenderer/cbc:ID",
    _NR + "/efac:SettledContract/cbc:IssueDate",
    # changes and what is withheld: BT-758, BT-140, BT-141, BT-13716, BT-195
    _EXT + "/efac:Changes/efbc:ChangedNoticeIdentifier",
    _EXT + "/efac:Changes/efac:ChangeReason/cbc:ReasonCode",
    _EXT + "/efac:Changes/efac:Change/efbc:ChangeDescription",
    _EXT + "/efac:Changes/efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier",
    "//efac:FieldsPrivacy/efbc:FieldIdentifierCode",
)
"""The other terms that a ``Notice`` holds: with the 45 they are what the walk reads."""


def run() -> list[Figure]:
    """The ratios to parse plus XPaths and to the OCDS converter, and what the older format takes."""
    notices, of_what = eforms()
    namespaces = NAMESPACES
    some = [etree.XPath(path, namespaces=namespaces) for path in XPATHS]
    every = [etree.XPath(path, namespaces=namespaces) for path in XPATHS + MORE_XPATHS]
    assert len(some) == 45

    def find_some() -> None:
        """To nodes only: what they say is not yet read."""
        for data in notices:
            root = etree.fromstring(data)
            for expression in some:
                expression(root)

    def find_every() -> None:
        """To text and language of each node: what a ``Notice`` is made of."""
        for data in notices:
            root = etree.fromstring(data)
            for expression in every:
                [(node.text, node.get("languageID")) for node in expression(root)]

    def walk() -> None:
        for data in notices:
            read(data, source="00000001_2024.xml")

    nodes, values, ours = best_of(find_some, find_every, walk)
    rate = len(notices) / ours
    figures = [
        Figure(
            "reading eForms to Notice, to one parse and 45 XPaths",
            round(nodes / ours, 2),
            "ratio",
            "≥ 1.0",
            nodes / ours >= 1.0,
            f"{len(notices)} {of_what}; nodes only: {len(notices) / nodes:,.0f}/s, ours {rate:,.0f}/s",
        ),
        Figure(
            "reading eForms to Notice, to one parse and an XPath for each term of Notice",
            round(values / ours, 2),
            "ratio",
            "≥ 1.0",
            values / ours >= 1.0,
            f"{len(every)} XPaths with text and language: {len(notices) / values:,.0f}/s",
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
    """The best processor time of each side in seconds, the sides taking turns."""
    best = [float("inf")] * len(sides)
    for _ in range(turns):
        for position, side in enumerate(sides):
            start = process_time()
            side()
            best[position] = min(best[position], process_time() - start)
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
