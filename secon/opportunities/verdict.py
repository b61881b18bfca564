"""The answer of eligibility: yes, no or unknown, with the rule, the fact and the proof."""

from __future__ import annotations

from dataclasses import dataclass

from secon.opportunities.enums import Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` names one of ``data/rules``; words of it are made by ``interfaces``."""

    answer: Answer
    rule: str = ""  # code of the rule that decided
    fact: str = ""  # code of the fact used, or of the missing one
    value: str = ""  # what the fact is: a status code, a group, an ordinal day
    proof: str = ""  # code of what would settle it
