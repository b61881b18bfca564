"""Clark names of eForms elements, built once so that the walk compares ready strings."""

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_P27 = "http://data.europa.eu/p27/eforms-ubl-"

_REGISTRATION = "{http://data.europa.eu/p27/eforms-business-registration-information-notice/1}"

CBC = f"{{{_UBL}CommonBasicComponents-2}}"
CAC = f"{{{_UBL}CommonAggregateComponents-2}}"
EXT = f"{{{_UBL}CommonExtensionComponents-2}}"
EFAC = f"{{{_P27}extension-aggregate-components/1}}"
EFBC = f"{{{_P27}extension-basic-components/1}}"
EFEXT = f"{{{_P27}extensions/1}}"

ROOTS = frozenset(
    {
        f"{{{_UBL}ContractNotice-2}}ContractNotice",
        f"{{{_UBL}ContractAwardNotice-2}}ContractAwardNotice",
        f"{{{_UBL}PriorInformationNotice-2}}PriorInformationNotice",
        _REGISTRATION + "BusinessRegistrationInformationNotice",
    }
)

UBL_EXTENSIONS = EXT + "UBLExtensions"
UBL_EXTENSION = EXT + "UBLExtension"
EXTENSION_CONTENT = EXT + "ExtensionContent"
EFORMS_EXTENSION = EFEXT + "EformsExtension"
FIELDS_PRIVACY = EFAC + "FieldsPrivacy"

ID = CBC + "ID"
NAME = CBC + "Name"
DESCRIPTION = CBC + "Description"
NOTE = CBC + "Note"
START_DATE = CBC + "StartDate"
END_DATE = CBC + "EndDate"
END_TIME = CBC + "EndTime"
ISSUE_DATE = CBC + "IssueDate"
URI = CBC + "URI"
REASON_CODE = CBC + "ReasonCode"
PARTY_IDENTIFICATION = CAC + "PartyIdentification"
TENDER_LOT = EFAC + "TenderLot"
