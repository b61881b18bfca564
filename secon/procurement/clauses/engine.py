"""From the fields of a lot to its clauses: traps out, rules over sentences, best proofs kept. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from secon.procurement.clauses.found import Clause, Kind, Strength, Use
from secon.procurement.clauses.lexicon import Lexicon, Rule, lexicon
from secon.procurement.clauses.patterns import Pattern, spans
from secon.procurement.clauses.text import Folded

FIELDS = ("title", "description", "conditions", "participation", "award", "additional")
"""Names of the fields with a meaning of their own; others are read like ``description``."""
LONGEST = 320
APART = 200  # what a rule excludes counts this near, in characters
FOLLOWS = 600  # so far what is said of another lot is still said of it
PER_FIELD = 2
HITS = 50  # of one rule in a field; hostile texts repeat themselves
"""At most so many proofs of one kind and use in a field."""
_EDGE = re.compile(r"[\s,:;.)(•*–—-]*")
ALIKE = (Kind.SOCIAL_SERVICE_QUALITY, Kind.OTHER_SOCIAL)
Span = tuple[int, int]


@dataclass
class _Reading:
    """One field while it is read: where each concept stands, found once when first asked."""

    name: str
    text: Folded
    words: Lexicon
    likely: Mapping[str, Sequence[Pattern]]
    places: dict[str, list[Span]] = field(default_factory=dict)

    def where(self, concept: str) -> list[Span]:
        if concept not in self.places:
            self.places[concept] = spans(self.likely.get(concept, ()), self.text.plain)
        return self.places[concept]

    def sentence(self, place: int) -> Span:
        """The sentence around ``place``."""
        sentences = self.text.sentences
        found = sentences[max(0, bisect_right(sentences, (place, len(self.text.plain))) - 1)]
        return found if found[0] <= place <= found[1] else (place, place)

    def first(self, concept: str, span: Span) -> int | None:
        """Where ``concept`` stands first inside ``span``."""
        places = self.where(concept)
        at = bisect_left(places, (span[0], 0))
        return places[at][0] if at < len(places) and places[at][1] <= span[1] else None

    def nearest(self, concept: str, around: Span, sentence: Span, reach: int) -> Span | None:
        """The place of ``concept`` in the sentence that is nearest and within ``reach``."""
        best, gap = None, reach + 1
        places = self.where(concept)
        for start, end in places[bisect_left(places, (sentence[0], 0)) :]:
            if start > sentence[1]:
                break
            distance = max(start - around[1], around[0] - end, 0)
            if end <= sentence[1] and distance < gap:
                best, gap = (start, end), distance
        return best


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule that holds at a place of a field."""

    rule: Rule
    rank: int
    use: Use
    span: Span
    sentence: Span


def find(fields: Mapping[str, str], language: str) -> tuple[Clause, ...]:
    """The social clauses in ``fields`` (name to text as published), in the order of fields and text.

    ``language`` is ISO 639-1; of a language without a lexicon only a few phrases are known.
    Never raises on any text. At most three proofs of one kind and use are given per field.
    """
    words = lexicon(language)
    readings = [_reading(name, text, words) for name, text in fields.items() if text]
    # The title tells what is bought: building a home for the aged is building, not care.
    building = any(_built(r, (0, len(r.text.plain))) for r in readings if r.name == "title")
    found = [clause for reading in readings for clause in _clauses(reading, building)]
    return tuple(_agreed(found))


def _built(reading: _Reading, sentence: Span) -> bool:
    """Whether words of building lead: running a home and then enlarging it is running it."""
    works = reading.first("works", sentence)
    running = reading.first("running", sentence)
    return works is not None and (running is None or works < running)


def _reading(name: str, original: str, words: Lexicon) -> _Reading:
    """A field without what only looks like a clause."""
    whole = Folded.of(original)
    likely = words.finder.likely(whole.plain)
    traps = spans(likely.get("trap", ()), whole.plain)
    return _Reading(name, whole.masked(traps) if traps else whole, words, likely)


def _clauses(reading: _Reading, building: bool) -> Iterator[Clause]:
    name, whole, original = reading.name, reading.text, reading.text.original
    likely = set(reading.likely)
    hits = [
        hit
        for rank, rule in enumerate(reading.words.rules)
        if likely.issuperset(rule.all) and not (building and "works" in rule.without)
        for hit in islice(_hits(rule, rank, reading), HITS)
    ]
    for hit in _kept(hits):
        start, end = whole.back(*_quoted(whole.plain, hit))
        yield Clause(
            hit.rule.kind,
            hit.use,
            original[start:end],
            name,
            start,
            end,
            hit.rule.code,
            hit.rule.strength,
        )


def _hits(rule: Rule, rank: int, reading: _Reading) -> Iterator[_Hit]:
    """Where all concepts of ``rule`` stand together in a sentence of the field."""
    if rule.fields and reading.name not in rule.fields:
        return
    if not all(map(reading.where, rule.all)):
        return
    for first in reading.where(rule.all[0]):
        sentence = reading.sentence(first[0])
        span = (first[0], min(first[1], max(sentence[1], first[0] + 1)))
        for concept in rule.all[1:]:
            other = reading.nearest(concept, span, sentence, rule.reach)
            if other is None:
                break
            span = (min(span[0], other[0]), max(span[1], other[1]))
        else:
            if not _excluded(rule, reading, span, sentence):
                yield _Hit(rule, rank, _use(rule, reading, span, sentence), span, sentence)


def _excluded(rule: Rule, reading: _Reading, span: Span, sentence: Span) -> bool:
    """Whether the sentence speaks of something else: see ``without`` and ``not_after``."""
    lead = (sentence[0], span[1])
    if any(reading.nearest(concept, span, lead, APART) for concept in rule.not_after):
        return True
    return any(
        reading.nearest(concept, span, sentence, APART)
        and (concept != "works" or _built(reading, sentence))
        for concept in rule.without
    )


def _use(rule: Rule, reading: _Reading, span: Span, sentence: Span) -> Use:
    """The rule's use, or a mention where the sentence denies it or only repeats a law."""
    if reading.nearest("denial", span, sentence, 60) or reading.nearest(
        "exclusion", span, sentence, 120
    ):
        return Use.MENTION
    joint = reading.text.plain.rfind(" // ", 0, span[0])  # of the notice's own and the lot's words
    before = (max(joint, span[0] - FOLLOWS, 0), max(span[1], sentence[1]))
    if rule.use is Use.RESERVATION and reading.nearest("other_lot", span, before, FOLLOWS):
        return Use.MENTION
    laws = () if rule.firm else ("law", "labour_law")
    if any(reading.nearest(concept, span, sentence, 160) for concept in laws):
        return Use.MENTION
    return rule.use_in(reading.name)


def _kept(hits: list[_Hit]) -> list[_Hit]:
    """Of hits that overlap only the one of the earliest rule; then the first few of each sort."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.use is Use.MENTION, hit.rank, hit.span)):
        if all(not _overlap(hit.span, other.span) for other in kept):
            kept.append(hit)
    kept.sort(key=lambda hit: hit.span)
    count: dict[tuple[Kind, Use], int] = {}
    few = []
    for hit in kept:
        sort = (hit.rule.kind, hit.use)
        count[sort] = count.get(sort, 0) + 1
        if count[sort] <= PER_FIELD:
            few.append(hit)
    return few


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _quoted(plain: str, hit: _Hit) -> Span:
    """The sentence if it is short, else the words around the hit, at most LONGEST characters."""
    start, end = hit.span
    first, last = hit.sentence
    if last - first > LONGEST:
        room = max(0, LONGEST - (end - start)) // 2
        near, far = max(first, start - room), min(last, end + room)
        first = near if near == first else plain.find(" ", near, start) + 1 or start
        last = far if far == last else max(plain.rfind(" ", end, far), end)
    edge = _EDGE.match(plain, first, start)
    first = edge.end() if edge else first
    while last > end and plain[last - 1] in " \n,:;.•*–—-":
        last -= 1
    return min(first, start), max(last, end)


def _agreed(found: list[Clause]) -> Iterator[Clause]:
    """What the fields say together: one service is one subject, told where it is told first.

    Of care and other social matter the surer, then the earlier counts. A heading such as "social
    considerations" steps back behind the clause it introduces.
    """
    told: dict[Kind, str] = {}
    for clause in sorted(found, key=lambda c: c.strength is not Strength.CLEAR):
        if clause.use is Use.SUBJECT_MATTER:
            told.setdefault(clause.kind, clause.field)
    if Kind.SOCIAL_SERVICE_QUALITY in told and Kind.OTHER_SOCIAL in told:
        del told[next(k for k in reversed(told) if k in ALIKE)]
    for clause in found:
        if clause.use is Use.SUBJECT_MATTER and told.get(clause.kind) != clause.field:
            continue
        if clause.why.endswith(".social-clause") and any(_introduces(clause, c) for c in found):
            continue
        yield clause


def _introduces(heading: Clause, clause: Clause) -> bool:
    return (
        clause.field == heading.field
        and clause.kind is not heading.kind
        and clause.binding
        and heading.start <= clause.start <= heading.end + 120
    )
