"""The measures of the observatory: which lots are asked, which answer, which say yes. Data, no words.

What each is called and how it is explained stands in ``interfaces.observatory_words``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from secon.procurement.observatory.flags import BITS
from secon.procurement.observatory.shares import Share


class Answer(StrEnum):
    """Groups of the lots of a measure, which together are all that were asked."""

    YES = "yes"
    NO = "no"
    DOUBTFUL = "doubtful"
    SILENT = "silent"
    ASKED = "asked"  # all of them


@dataclass(frozen=True, slots=True)
class Measure:
    """Flags of the lots asked, of those that answer, of those that say yes, and of doubtful ones."""

    key: str
    asked: str
    known: str
    yes: str
    doubtful: str = ""

    @property
    def flags(self) -> tuple[str, ...]:
        """Those it needs, each once."""
        needed = (self.asked, self.known, self.yes, self.doubtful)
        return tuple(dict.fromkeys(flag for flag in needed if flag))

    def share(self, counts: Mapping[str, int]) -> Share:
        """From the counts of its flags."""
        return Share(
            yes=counts[self.yes],
            known=counts[self.known],
            asked=counts[self.asked],
            doubtful=counts[self.doubtful] if self.doubtful else 0,
        )

    def bits(self, answer: Answer) -> tuple[int, int]:
        """(bits a lot has, bits it has none of) for one group of lots."""
        asked, known, yes = BITS[self.asked], BITS[self.known], BITS[self.yes]
        doubtful = BITS[self.doubtful] if self.doubtful else 0
        groups = {
            Answer.YES: (yes, 0),
            Answer.NO: (known, yes | doubtful),
            Answer.DOUBTFUL: (doubtful or yes, 0 if doubtful else yes),
            Answer.SILENT: (asked, known),
            Answer.ASKED: (asked, 0),
        }
        return groups[answer]


MEASURES: Final = {
    measure.key: measure
    for measure in (
        Measure("reserved", "reserved_asked", "reserved_known", "reserved", "reserved_doubtful"),
        Measure(
            "article-20", "reserved_asked", "reserved_known", "article_20", "reserved_doubtful"
        ),
        Measure(
            "article-77", "reserved_asked", "reserved_known", "article_77", "reserved_doubtful"
        ),
        Measure(
            "execution", "execution_asked", "execution_known", "execution", "execution_doubtful"
        ),
        Measure(
            "objective", "objective_asked", "objective_known", "objective", "objective_doubtful"
        ),
        Measure("clause", "call", "clause_read", "clause"),
        Measure("mention", "call", "clause_read", "mention"),
        Measure("service", "call", "call", "service"),
        Measure("sme", "sme_asked", "sme_known", "sme"),
        Measure("winner", "won", "won_numbered", "won_social"),
    )
}
"""By key, in the order of pages."""
