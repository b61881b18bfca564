"""Notices, lots and results as stored, with the evidence they came from."""

from secon.procurement.models.awards import Award, Winner
from secon.procurement.models.evidence import ImportProblem, ImportRun, RawPayload, Reception
from secon.procurement.models.lots import (
    Criterion,
    Lot,
    LotCpv,
    LotDetail,
    LotPlace,
    LotQuerySet,
    LotSignal,
    LotText,
)
from secon.procurement.models.notices import Notice, NoticePointer, NoticeQuerySet, NoticeText
from secon.procurement.models.organisations import BuyerContact, Organisation, OrganisationNumber

__all__ = [
    "Award",
    "BuyerContact",
    "Criterion",
    "ImportProblem",
    "ImportRun",
    "Lot",
    "LotCpv",
    "LotDetail",
    "LotPlace",
    "LotQuerySet",
    "LotSignal",
    "LotText",
    "Notice",
    "NoticePointer",
    "NoticeQuerySet",
    "NoticeText",
    "Organisation",
    "OrganisationNumber",
    "RawPayload",
    "Reception",
    "Winner",
]
