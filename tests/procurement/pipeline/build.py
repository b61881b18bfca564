"""Small eForms notices for the pipeline's tests, and packages of them. All of it is made up."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_P27 = "http://data.europa.eu/p27/eforms-ubl"
_SPACES = (
    f'xmlns:cac="{_UBL}:CommonAggregateComponents-2" xmlns:cbc="{_UBL}:CommonBasicComponents-2" '
    f'xmlns:ext="{_UBL}:CommonExtensionComponents-2" '
    f'xmlns:efac="{_P27}-extension-aggregate-components/1" '
    f'xmlns:efbc="{_P27}-extension-basic-components/1" xmlns:efext="{_P27}-extensions/1"'
)
UUID = "00000000-0000-4000-8000-{:012}"


def call(
    number: int = 1,
    *,
    procedure: int | None = None,
    published: date = date(2023, 11, 20),
    deadline: date | None = date(2023, 12, 20),
    lots: int = 1,
    title: str = "Cleaning of schools",
    changes: str = "",
    reason: str = "",
    email: str = "",
    nuts: str = "EL651",
) -> bytes:
    """A call with so many lots; ``changes`` is the pointer of a version, ``reason`` its code."""
    rows = "".join(_call_lot(n, title, deadline, nuts) for n in range(1, lots + 1))
    changed = f"""<efac:Changes>
        <efbc:ChangedNoticeIdentifier>{changes}</efbc:ChangedNoticeIdentifier>
        <efac:ChangeReason><cbc:ReasonCode listName="change-corrig-justification">{reason}
        </cbc:ReasonCode></efac:ChangeReason></efac:Changes>"""
    return _notice(
        root="ContractNotice",
        number=number,
        procedure=procedure or number,
        published=published,
        extension=changed if changes else "",
        kind=("competition", "cn-standard", "16"),
        title=title,
        lots=rows,
        email=email,
    )


def result(
    number: int = 2,
    *,
    procedure: int = 1,
    published: date = date(2023, 12, 10),
    lots: int = 1,
    status: str = "selec-w",
) -> bytes:
    """The result of a procedure's lots, won by one enterprise each."""
    results = "".join(
        f"""<efac:LotResult><cbc:ID>RES-{n:04}</cbc:ID>
        <cbc:TenderResultCode listName="winner-selection-status">{status}</cbc:TenderResultCode>
        <efac:LotTender><cbc:ID>TEN-{n:04}</cbc:ID></efac:LotTender>
        <efac:ReceivedSubmissionsStatistics>
          <efbc:StatisticsCode listName="received-submission-type">tenders</efbc:StatisticsCode>
          <efbc:StatisticsNumeric>3</efbc:StatisticsNumeric>
        </efac:ReceivedSubmissionsStatistics>
        <efac:TenderLot><cbc:ID>LOT-{n:04}</cbc:ID></efac:TenderLot></efac:LotResult>"""
        for n in range(1, lots + 1)
    )
    tenders = "".join(
        f"""<efac:LotTender><cbc:ID>TEN-{n:04}</cbc:ID><cac:LegalMonetaryTotal>
        <cbc:PayableAmount currencyID="EUR">9000</cbc:PayableAmount></cac:LegalMonetaryTotal>
        <efac:TenderingParty><cbc:ID>TPA-0001</cbc:ID></efac:TenderingParty>
        <efac:TenderLot><cbc:ID>LOT-{n:04}</cbc:ID></efac:TenderLot></efac:LotTender>"""
        for n in range(1, lots + 1)
    )
    chain = """<efac:TenderingParty><cbc:ID>TPA-0001</cbc:ID>
        <efac:Tenderer><cbc:ID>ORG-0002</cbc:ID></efac:Tenderer></efac:TenderingParty>"""
    rows = "".join(_result_lot(n) for n in range(1, lots + 1))
    return _notice(
        root="ContractAwardNotice",
        number=number,
        procedure=procedure,
        published=published,
        extension=f"<efac:NoticeResult>{results}{tenders}{chain}</efac:NoticeResult>",
        kind=("result", "can-standard", "29"),
        title="Cleaning of schools",
        lots=rows,
    )


def _notice(
    *,
    root: str,
    number: int,
    procedure: int,
    published: date,
    extension: str,
    kind: tuple[str, str, str],
    title: str,
    lots: str,
    email: str = "",
) -> bytes:
    form, notice_type, subtype = kind
    contact = f"<cac:Contact><cbc:ElectronicMail>{email}</cbc:ElectronicMail></cac:Contact>"
    organisations = "".join(
        f"""<efac:Organization><efac:Company>{contact if email else ""}
        <cac:PartyIdentification><cbc:ID>ORG-{n:04}</cbc:ID></cac:PartyIdentification>
        <cac:PartyName><cbc:Name languageID="ENG">{name}</cbc:Name></cac:PartyName>
        <cac:PostalAddress><cbc:CountrySubentityCode>EL651</cbc:CountrySubentityCode>
        <cac:Country><cbc:IdentificationCode>GRC</cbc:IdentificationCode></cac:Country>
        </cac:PostalAddress></efac:Company></efac:Organization>"""
        for n, name in ((1, "Example municipality"), (2, "Example cooperative"))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{_UBL}:{root}-2" {_SPACES}><ext:UBLExtensions><ext:UBLExtension>
<ext:ExtensionContent><efext:EformsExtension>{extension}
<efac:NoticeSubType><cbc:SubTypeCode listName="notice-subtype">{subtype}</cbc:SubTypeCode>
</efac:NoticeSubType><efac:Organizations>{organisations}</efac:Organizations><efac:Publication>
<efbc:NoticePublicationID schemeName="ojs-notice-id">{number:08}-2023</efbc:NoticePublicationID>
<efbc:PublicationDate>{published}+01:00</efbc:PublicationDate></efac:Publication>
</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
<cbc:CustomizationID>eforms-sdk-1.10</cbc:CustomizationID>
<cbc:ID schemeName="notice-id">{UUID.format(number)}</cbc:ID>
<cbc:ContractFolderID>{UUID.format(900_000 + procedure)}</cbc:ContractFolderID>
<cbc:IssueDate>{published}+01:00</cbc:IssueDate><cbc:VersionID>01</cbc:VersionID>
<cbc:NoticeTypeCode listName="{form}">{notice_type}</cbc:NoticeTypeCode>
<cbc:NoticeLanguageCode>ENG</cbc:NoticeLanguageCode>
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID>
</cac:PartyIdentification></cac:Party></cac:ContractingParty>
<cac:ProcurementProject><cbc:Name languageID="ENG">{title}</cbc:Name>
<cac:MainCommodityClassification><cbc:ItemClassificationCode>90910000</cbc:ItemClassificationCode>
</cac:MainCommodityClassification></cac:ProcurementProject>{lots}</{root}>""".encode()


def _call_lot(number: int, title: str, deadline: date | None, nuts: str) -> str:
    period = f"""<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{deadline}+02:00</cbc:EndDate>
        <cbc:EndTime>12:00:00+02:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod>"""
    return f"""<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-{number:04}</cbc:ID>
<cac:TenderingTerms><cac:TendererQualificationRequest><cac:SpecificTendererRequirement>
<cbc:TendererRequirementTypeCode listName="reserved-procurement">none
</cbc:TendererRequirementTypeCode></cac:SpecificTendererRequirement>
</cac:TendererQualificationRequest></cac:TenderingTerms>
<cac:TenderingProcess>{period if deadline else ""}</cac:TenderingProcess>
<cac:ProcurementProject><cbc:Name languageID="ENG">{title} {number}</cbc:Name>
<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="social-objective">opp
</cbc:ProcurementTypeCode></cac:ProcurementAdditionalType>
<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">10000
</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>
<cac:MainCommodityClassification><cbc:ItemClassificationCode>90911200</cbc:ItemClassificationCode>
</cac:MainCommodityClassification><cac:RealizedLocation><cac:Address>
<cbc:CountrySubentityCode listName="nuts-lvl3">{nuts}</cbc:CountrySubentityCode>
<cac:Country><cbc:IdentificationCode>GRC</cbc:IdentificationCode></cac:Country></cac:Address>
</cac:RealizedLocation></cac:ProcurementProject></cac:ProcurementProjectLot>"""


def _result_lot(number: int) -> str:
    return f"""<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-{number:04}</cbc:ID>
<cac:ProcurementProject><cbc:Name languageID="ENG">Cleaning {number}</cbc:Name>
</cac:ProcurementProject></cac:ProcurementProjectLot>"""


def files(notices: Mapping[str, bytes], folder: Path) -> Path:
    """The notices as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in notices.items():
        (folder / name).write_bytes(data)
    return folder


def tar(members: Mapping[str, bytes]) -> bytes:
    """A plain tar."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as package:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            package.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def tar_gz(members: Mapping[str, bytes]) -> bytes:
    """A daily package, when the names are ``20231120_223/00000001_2023.xml``."""
    return gzip.compress(tar(members), mtime=0)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


def day(count: int = 3, *, name: str = "20231120_223") -> dict[str, bytes]:
    """Members of a daily package with so many calls."""
    return {f"{name}/{n:08}_2023.xml": call(n) for n in range(1, count + 1)}
