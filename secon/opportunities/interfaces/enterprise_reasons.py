"""Why an opportunity suits an enterprise, in sentences, for a page of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from secon.enterprises.models import Enterprise
from secon.opportunities.domain.demands import Key
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.interfaces import reasons
from secon.opportunities.interfaces.reasons import Explained
from secon.opportunities.matching.score import Part


@dataclass(frozen=True, slots=True)
class Told:
    """``reasons`` in the order of the parts; ``answer`` whether it may take part, with the rule
    and the fact in ``may`` and what would settle it in ``proof``.
    """

    reasons: tuple[str, ...] = ()
    answer: str = ""
    may: tuple[str, ...] = ()
    proof: str = ""
    sources: tuple[str, ...] = ()


def told(
    found: Sequence[Opportunity], *, enterprise: Enterprise, language: str, now: datetime
) -> Mapping[Key, Told]:
    """The reasons of each; as many queries for all as for one."""
    if not found:
        return {}
    pairs = {(enterprise.pk, *one.key): one.match for one in found}
    explained = reasons.for_pairs(pairs, language=language, on=timezone.localdate(now))
    return {(kind, demand): _told(one) for (_pk, kind, demand), one in explained.items()}


def _told(one: Explained) -> Told:
    verdict = one.verdict
    may = (verdict.answer, verdict.rule, verdict.fact, verdict.doubt)
    return Told(
        tuple(part.text for part in one.sentences if part.part != Part.RESERVATION),
        one.answer.value,
        tuple(sentence for sentence in may if sentence),
        verdict.proof,
        verdict.sources,
    )
