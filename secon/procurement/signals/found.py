"""What the social side of a lot is made of: a signal with its kind, strength and proof. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a signal is about, strongest first."""

    RESERVED_PARTICIPATION = "reserved-participation"
    RESERVED_EXECUTION = "reserved-execution"
    SOCIAL_OBJECTIVE = "social-objective"
    STRATEGIC_SOCIAL = "strategic-social"
    CLAUSE = "clause"
    SOCIAL_SERVICE = "social-service"
    SUITED_SECTOR = "suited-sector"
    MENTION = "mention"
    ACCESSIBILITY = "accessibility"
    GREEN = "green"
    INNOVATION = "innovation"
    SME = "sme"


class Strength(StrEnum):
    """How we know: a code of the buyer, a conclusion from another code, or words."""

    CODED = "coded"
    DERIVED = "derived"
    TEXT = "text"
    LIKELY = "likely"  # words that say it only together with their surroundings


class Doubt(StrEnum):
    """Why a coded signal is doubtful."""

    NOT_BORNE_OUT = "not-borne-out"
    """Neither the words, in a language that is read, nor the subject support it."""
    OUTSIDE_ARTICLE_77 = "outside-article-77"
    """Reserved for mission-led organisations, which the law allows for listed services only."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal with its proof. ``code`` is of the list that ``field`` uses, or the clause's kind.

    Of a clause or a mention ``field`` names the text it stands in (``conditions``; with
    ``procedure-`` before it where the notice says it of all its lots), ``quote`` its words, character
    for character, in ``language``; ``rule`` is the code of the rule that found it.
    """

    kind: Kind
    code: str
    strength: Strength
    field: str
    article: str | None = None
    use: str = ""
    quote: str = ""
    language: str = ""
    rule: str = ""
    doubt: Doubt | None = None
