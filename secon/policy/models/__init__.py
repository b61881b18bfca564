"""Policies as stored: instruments, factors, reviews."""

from secon.policy.models.base import Proof
from secon.policy.models.factor import (
    Assessment,
    Factor,
    FactorInstrument,
    FactorTranslation,
)
from secon.policy.models.improvement import (
    Improvement,
    ImprovementProof,
    ImprovementTranslation,
)
from secon.policy.models.instrument import (
    GroupMember,
    Instrument,
    InstrumentDocument,
    InstrumentMoney,
    InstrumentTerritory,
    InstrumentTheme,
    InstrumentTopic,
    InstrumentTranslation,
    StakeholderGroup,
)
from secon.policy.models.review import (
    Answer,
    Dissent,
    JointReview,
    LibraryQuestion,
    LibraryQuestionTranslation,
    Recommendation,
    Remark,
    Reviewer,
    ReviewQuestion,
    ReviewQuestionTranslation,
)

__all__ = [
    "Answer",
    "Assessment",
    "Dissent",
    "Factor",
    "FactorInstrument",
    "FactorTranslation",
    "GroupMember",
    "Improvement",
    "ImprovementProof",
    "ImprovementTranslation",
    "Instrument",
    "InstrumentDocument",
    "InstrumentMoney",
    "InstrumentTerritory",
    "InstrumentTheme",
    "InstrumentTopic",
    "InstrumentTranslation",
    "JointReview",
    "LibraryQuestion",
    "LibraryQuestionTranslation",
    "Proof",
    "Recommendation",
    "Remark",
    "ReviewQuestion",
    "ReviewQuestionTranslation",
    "Reviewer",
    "StakeholderGroup",
]
