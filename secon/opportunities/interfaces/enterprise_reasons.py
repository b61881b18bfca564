"""Why an opportunity suits an enterprise, in sentences, for a page of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from secon.enterprises.models import Enterprise
from secon.opportunities.domain.demands import Key
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.interfaces.reasons import Explained, for_pairs


@dataclass(frozen=True, slots=True)
class Told:
    """``reasons`` in order of weight; ``answer`` whether it may take part, with the rule in
    ``may`` and what would settle it in ``proof``.
    """

    reasons: tuple[str, ...] = ()
    answer: str = ""
    may: str = ""
    proof: str = ""


def told(
    found: Sequence[Opportunity], *, enterprise: Enterprise, language: str, now: datetime
) -> Mapping[Key, Told]:
    """The reasons of each; none of those whose demand is no longer stored."""
    pairs = {(enterprise.pk, *one.key): one.match for one in found}
    explained = for_pairs(pairs, language=language, on=timezone.localdate(now))
    return {key[1:]: _told(one) for key, one in explained.items()}


def _told(one: Explained) -> Told:
    words = one.verdict
    return Told(
        reasons=tuple(map(str, one.sentences)),
        answer=one.answer,
        may=" ".join(filter(None, (words.rule, words.fact, words.doubt))),
        proof=words.proof,
    )
