"""The answer of eligibility: yes, no or unknown, with the rule, the fact and the proof."""

from __future__ import annotations

from dataclasses import dataclass

from secon.opportunities.enums import Answer as Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """All codes; ``interfaces.verdicts`` makes words of them.

    ``rule`` names the article or national addition of ``data/eligibility`` that decided,
    ``article`` the article of a directive under which the lot is reserved.
    """

    answer: Answer
    rule: str = ""
    article: str = ""
    fact: str = ""  # code of the fact used, or of the missing one
    value: str = ""  # what the fact is about: a status, a group, a criterion, a CPV code
    proof: str = ""  # code of what would settle it
    to_confirm: bool = False  # rests on general knowledge of the law
