"""What a search of a text gives: one clause with its words, where they stand, and why. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a clause is about."""

    WORK_INTEGRATION = "work-integration"
    LABOUR_RIGHTS = "labour-rights"
    EQUALITY = "equality"
    ACCESSIBILITY = "accessibility"
    SOCIAL_SERVICE_QUALITY = "social-service-quality"
    SOCIAL_ECONOMY = "social-economy"
    COMMUNITY = "community"
    OTHER_SOCIAL = "other-social"


class Use(StrEnum):
    """What the clause does in the contract. A mention binds nobody."""

    RESERVATION = "reservation"
    AWARD_CRITERION = "award-criterion"
    PERFORMANCE_CONDITION = "performance-condition"
    SPECIFICATION = "specification"
    SUBJECT_MATTER = "subject-matter"
    MENTION = "mention"


class Strength(StrEnum):
    """How sure the rule is: by its own words, or only together with their surroundings."""

    CLEAR = "clear"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Clause:
    """A social clause. ``quote`` is ``fields[field][start:end]``, character for character."""

    kind: Kind
    use: Use
    quote: str
    field: str
    start: int
    end: int
    why: str  # code of the rule, such as "nl.social-return"; docs/features/procurement-clauses.md
    strength: Strength

    @property
    def binding(self) -> bool:
        """Whether somebody is bound by it: every use except a mention."""
        return self.use is not Use.MENTION
