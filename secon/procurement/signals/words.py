"""Signals that stand in the texts of a lot, in the language the notice was written in. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from secon.procurement.clauses import Clause, Use, find
from secon.procurement.clauses import Strength as Certainty
from secon.procurement.notice import Criterion, Lot, Notice, Texts
from secon.procurement.signals.found import Kind, Signal, Strength

PROCEDURE = "procedure-"
"""Before the name of a field that says it of all lots of the notice."""
Said = tuple[str, str]  # language, text


@dataclass(frozen=True, slots=True)
class Words:
    """What the texts of a lot say: its signals, and the languages that were read."""

    signals: tuple[Signal, ...]
    languages: frozenset[str]


@dataclass(slots=True)
class Reader:
    """Reads the lots of one notice; a text that several lots share is read once."""

    notice: Notice
    _known: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Clause, ...]] = field(
        default_factory=dict
    )

    def read(self, lot: Lot) -> Words:
        """The clauses and mentions in the texts of ``lot`` and of the notice around it."""
        own = {name: said for name, texts in _own(lot) if (said := self._chosen(texts))}
        around = {
            name: said
            for name, texts in _around(self.notice)
            if (said := self._chosen(texts)) and said != own.get(name)
        }
        found = [*self._clauses(own, ""), *self._clauses(around, PROCEDURE)]
        languages = frozenset(language for language, _ in (*own.values(), *around.values()))
        return Words(tuple(_once(found)), languages)

    def _chosen(self, texts: Texts) -> Said | None:
        """The text in the notice's first language that it was published in."""
        for language in (*self.notice.languages, *sorted(texts)):
            if text := texts.get(language, ""):
                return language, text
        return None

    def _clauses(self, said: Mapping[str, Said], before: str) -> Iterator[Signal]:
        """What title and description tell of the subject is one thing; the rest stands alone."""
        subject = {name: said[name] for name in ("title", "description") if name in said}
        others = [{name: one} for name, one in said.items() if name not in subject]
        for group in (subject, *others):
            for language in dict.fromkeys(language for language, _ in group.values()):
                texts = tuple((n, text) for n, (code, text) in group.items() if code == language)
                for clause in self._find(language, texts):
                    yield _signal(clause, language, before)

    def _find(self, language: str, texts: tuple[tuple[str, str], ...]) -> tuple[Clause, ...]:
        key = (language, texts)
        if key not in self._known:
            self._known[key] = find(dict(texts), language)
        return self._known[key]


def _own(lot: Lot) -> Iterator[tuple[str, Texts]]:
    yield "title", lot.titles
    yield "description", lot.descriptions
    yield "conditions", lot.conditions
    yield "participation", lot.participation
    yield "award", award_texts(lot.criteria)
    yield "additional", lot.additional
    yield "strategic", lot.strategic_texts


def _around(notice: Notice) -> Iterator[tuple[str, Texts]]:
    yield "title", notice.titles
    yield "description", notice.descriptions
    yield "additional", notice.additional


def award_texts(criteria: Iterable[Criterion]) -> dict[str, str]:
    """The names and descriptions of award criteria by language, a line each."""
    lines: dict[str, list[str]] = {}
    for criterion in criteria:
        for texts in (criterion.names, criterion.descriptions):
            for language, text in texts.items():
                lines.setdefault(language, []).append(text)
    return {language: "\n".join(dict.fromkeys(some)) for language, some in lines.items()}


def _signal(clause: Clause, language: str, before: str) -> Signal:
    return Signal(
        kind=Kind.MENTION if clause.use is Use.MENTION else Kind.CLAUSE,
        code=str(clause.kind),
        strength=Strength.TEXT if clause.strength is Certainty.CLEAR else Strength.LIKELY,
        field=before + clause.field,
        use=str(clause.use),
        quote=clause.quote,
        language=language,
        rule=clause.why,
    )


def _once(found: Iterable[Signal]) -> Iterator[Signal]:
    """The same words in another place say nothing new."""
    seen = set()
    for signal in found:
        said = replace(signal, field="", rule="")
        if said not in seen:
            seen.add(said)
            yield signal
