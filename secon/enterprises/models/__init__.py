"""Enterprises as stored: what they say of themselves apart from persons, checks and decisions."""

from secon.enterprises.models.changes import Change, Claim, Steward
from secon.enterprises.models.checks import Check
from secon.enterprises.models.contacts import ConfirmationLink, ContactPerson
from secon.enterprises.models.enterprise import Enterprise, EnterpriseTranslation
from secon.enterprises.models.parts import (
    EnterpriseLink,
    EnterprisePicture,
    EnterpriseStatus,
    Offer,
    OfferTranslation,
    OpeningHours,
    Reference,
)
from secon.enterprises.models.readers import EmbedOrigin, Subscription
from secon.enterprises.models.registers import (
    RegisterFile,
    RegisterLink,
    RegisterProblem,
    RegisterRow,
    RegisterRun,
    RegisterSource,
)
from secon.enterprises.models.version import DirectoryVersion

__all__ = [
    "Change",
    "Check",
    "Claim",
    "ConfirmationLink",
    "ContactPerson",
    "DirectoryVersion",
    "EmbedOrigin",
    "Enterprise",
    "EnterpriseLink",
    "EnterprisePicture",
    "EnterpriseStatus",
    "EnterpriseTranslation",
    "Offer",
    "OfferTranslation",
    "OpeningHours",
    "Reference",
    "RegisterFile",
    "RegisterLink",
    "RegisterProblem",
    "RegisterRow",
    "RegisterRun",
    "RegisterSource",
    "Steward",
    "Subscription",
]
