"""The longer texts and the award criteria of a lot, with the words that prove signals marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from secon.procurement.interfaces.amounts import weight_said
from secon.procurement.interfaces.highlights import Highlight, marked, marked_line, within
from secon.procurement.interfaces.names import Names
from secon.procurement.interfaces.proofs import SignalsSaid
from secon.procurement.interfaces.texts import Shown, choose
from secon.procurement.models import Lot, Notice

TEXTS = (
    ("description", gettext_lazy("Description")),
    ("conditions", gettext_lazy("Performance conditions")),
    ("participation", gettext_lazy("Conditions to take part")),
    ("strategic", gettext_lazy("About the aims")),
    ("additional", gettext_lazy("Further information")),
)
_DESCRIPTION = 400
"""Characters of a criterion's description that are shown, unless words are marked in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A longer text under its heading."""

    term: str
    shown: Shown
    highlights: tuple[Highlight, ...] = ()

    @property
    def html(self) -> SafeString:
        """The text as paragraphs."""
        return marked(self.shown.text, self.highlights)


@dataclass(frozen=True, slots=True)
class CriterionSaid:
    """An award criterion: kind, name, weight as published with its unit in words."""

    kind: str
    name: Shown | None
    description: Shown | None
    weight: str
    highlights: tuple[Highlight, ...] = ()

    @property
    def name_html(self) -> SafeString:
        """The name in a line."""
        return marked_line(self.name.text if self.name else "", self.highlights)

    @property
    def description_html(self) -> SafeString:
        """The description in a line; cut where it is long and nothing is marked in it."""
        text = self.description.text if self.description else ""
        name = self.name.text if self.name else ""
        own = tuple(one for one in within(text, self.highlights) if one.quote not in name)
        if len(text) > _DESCRIPTION and not own:
            text = f"{text[: _DESCRIPTION - 1]}…"
        return marked_line(text, own)


def passages_said(
    lot: Lot, notice: Notice, signals: SignalsSaid, *, names: Names, reader: str
) -> Iterator[Passage]:
    """The texts that the lot has, in a fixed order."""
    rows = list(lot.texts.all())
    for attribute, term in TEXTS:
        said = {row.language: getattr(row, attribute) for row in rows}
        if shown := choose(said, reader=reader, original=notice.languages, page=names.language):
            proofs = signals.highlights(attribute, shown.language)
            yield Passage(str(term), shown, within(shown.text, proofs))


def criteria_said(
    lot: Lot, notice: Notice, signals: SignalsSaid, *, names: Names, reader: str
) -> Iterator[CriterionSaid]:
    """The award criteria in their order."""
    used: set[Highlight] = set()
    for row in lot.criteria.all():
        name, description = (
            choose(texts, reader=reader, original=notice.languages, page=names.language)
            for texts in (row.names, row.descriptions)
        )
        found = [
            one
            for shown in (name, description)
            if shown
            for one in within(shown.text, signals.highlights("award", shown.language))
            if one not in used
        ]
        used.update(found)
        yield CriterionSaid(
            kind=names.code("award-criterion-type", row.kind) if row.kind else "",
            name=name,
            description=description,
            weight=weight_said(row.weight, row.weight_unit),
            highlights=tuple(dict.fromkeys(found)),
        )
