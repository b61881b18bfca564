"""What the desk of a report shows: its sections, and in which languages they can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secon.kernel.enums import TranslationState
from secon.kernel.models import Text, language_choices
from secon.monitoring.enums import SectionKind
from secon.monitoring.models import Report, ReportSection


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section: ``states`` for every language but its own, None where it has no text."""

    section: ReportSection
    kind: SectionKind
    title: Text
    states: Mapping[str, TranslationState | None]

    @property
    def fresh(self) -> int:
        """In how many other languages it can be read as it stands."""
        current = {TranslationState.HUMAN, TranslationState.MACHINE}
        return sum(state in current for state in self.states.values())

    @property
    def stale(self) -> int:
        """In how many the original has changed since."""
        return sum(state is TranslationState.STALE for state in self.states.values())


def sections(report: Report, language: str) -> tuple[SectionRow, ...]:
    """All of them, in order: two queries."""
    found = report.sections.prefetch_related("translations")
    return tuple(_row(one, language) for one in found)


def _row(section: ReportSection, language: str) -> SectionRow:
    states = {row.language: TranslationState(row.state) for row in section.translations.all()}
    return SectionRow(
        section=section,
        kind=SectionKind(section.kind),
        title=section.best(language, "title"),
        states={
            code: states.get(code)
            for code, _name in language_choices()
            if code != section.original_language
        },
    )
