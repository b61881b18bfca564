"""What pages of other apps show of policies, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from secon.kernel.models import Text
from secon.partnership.enums import Evidence
from secon.policy.models import Instrument, InstrumentMoney


@dataclass(frozen=True, slots=True)
class Addressed:
    """The instrument a partner wants to improve: ``text`` has its ``name``."""

    instrument: Instrument
    text: Text
    money: tuple[InstrumentMoney, ...]

    @property
    def source(self) -> str:
        """The page that names it; "" if none was noted."""
        return next(iter(self.instrument.sources.get("name", ())), "")

    @property
    def is_inferred(self) -> bool:
        """Whether no page says that the project addresses exactly this one."""
        return self.instrument.evidence != Evidence.PUBLISHED


def addressed(partner: int, language: str) -> Addressed | None:
    """The published instrument ``partner`` addresses. Three queries."""
    found = (
        Instrument.objects.published()
        .filter(partner=partner, addressed=True)
        .in_language(language)
        .prefetch_related("money")
        .first()
    )
    if found is None:
        return None
    return Addressed(found, found.best(language, "name"), tuple(found.money.all()))
