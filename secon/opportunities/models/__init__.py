"""What is stored of opportunities: matches, alerts, what enterprises decided, what buyers asked."""

from secon.opportunities.models.alerts import DeliveredItem, Digest, FeedKey, LetterWish
from secon.opportunities.models.buying import BuyerProfile
from secon.opportunities.models.calls import (
    CallAnswer,
    CallFile,
    CallQuestion,
    ShortCall,
    ShortCallTranslation,
)
from secon.opportunities.models.decisions import Decision, JointBid, Lesson, PathStep
from secon.opportunities.models.matches import Match, MatchRun
from secon.opportunities.models.plans import Plan, PlanLine
from secon.opportunities.models.soundings import (
    Invitation,
    Sounding,
    SoundingAnswer,
    SoundingQuestion,
)

__all__ = [
    "BuyerProfile",
    "CallAnswer",
    "CallFile",
    "CallQuestion",
    "Decision",
    "DeliveredItem",
    "Digest",
    "FeedKey",
    "Invitation",
    "JointBid",
    "Lesson",
    "LetterWish",
    "Match",
    "MatchRun",
    "PathStep",
    "Plan",
    "PlanLine",
    "ShortCall",
    "ShortCallTranslation",
    "Sounding",
    "SoundingAnswer",
    "SoundingQuestion",
]
