"""Good practices as stored."""

from secon.practices.models.parts import (
    PracticeAnswer,
    PracticeContact,
    PracticePicture,
    PracticeProof,
    PracticeResult,
    PracticeTheme,
    PracticeTopic,
)
from secon.practices.models.practice import Practice, PracticeTranslation
from secon.practices.models.review import Judgement, ReviewStep, ReviewTask, ReviewTaskState
from secon.practices.models.transfer import (
    Transfer,
    TransferContext,
    TransferMove,
    TransferProof,
    TransferTask,
    TransferTranslation,
)

__all__ = [
    "Judgement",
    "Practice",
    "PracticeAnswer",
    "PracticeContact",
    "PracticePicture",
    "PracticeProof",
    "PracticeResult",
    "PracticeTheme",
    "PracticeTopic",
    "PracticeTranslation",
    "ReviewStep",
    "ReviewTask",
    "ReviewTaskState",
    "Transfer",
    "TransferContext",
    "TransferMove",
    "TransferProof",
    "TransferTask",
    "TransferTranslation",
]
