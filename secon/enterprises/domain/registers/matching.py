"""Which entry a row of a register is: by its link, its number, or how alike it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from secon.enterprises.domain import duplicates
from secon.enterprises.domain.likeness import Draft, Stored, blocks, compare
from secon.enterprises.domain.registers.cleaning import Values
from secon.enterprises.enums import SameBy, State
from secon.enterprises.models import Enterprise, RegisterLink, RegisterRow, RegisterSource

Outcome = RegisterRow.Outcome
HELD = 85
"""Percent of likeness from which a person is asked; with different numbers it is never reached."""
MOST = 300
"""Rows of one block that are compared with each other; in larger ones names tell too little."""


@dataclass(slots=True)
class Verdict:
    """What is to become of a row, and why."""

    outcome: Outcome
    enterprise_id: int | None = None
    twin: int | None = None
    likeness: int | None = None
    why: SameBy | None = None
    foreign: bool = False  # the entry belongs to another partner
    over: bool = False  # a status that has ended makes no new entry


@dataclass(slots=True)
class Candidate:
    """A row as far as matching needs it."""

    number: int
    external_id: str
    digest: str
    draft: Draft
    is_over: bool = False  # the status it tells has ended


@dataclass(slots=True)
class Matcher:
    """Matches the rows of one file, batch by batch.

    ``everywhere``: entries of other partners may be changed too.
    """

    source: RegisterSource
    everywhere: bool = False
    open: list[Candidate] = field(default_factory=list)  # neither linked nor known by number
    _first: dict[str, int] = field(default_factory=dict)  # number key to row

    def judge(self, batch: Sequence[Candidate]) -> dict[int, Verdict]:
        """A verdict for each row by its number. Two queries for a batch."""
        links = self._links(batch)
        known = self._known(one.draft.number_key for one in batch)
        return {one.number: self._verdict(one, links, known) for one in batch}

    def finish(self) -> dict[int, Verdict]:
        """Verdicts of the new rows that are like an entry, or like an earlier row of the file."""
        found = duplicates.find_many([one.draft for one in self.open], least=HELD)
        twins = find_twins([one.draft for one in self.open])
        verdicts: dict[int, Verdict] = {}
        for at, one in enumerate(self.open):
            match, twin = found[at], twins.get(at)
            if match and (twin is None or match.percent >= twin[1]):
                verdicts[one.number] = Verdict(
                    Outcome.DUPLICATE,
                    match.enterprise_id,
                    likeness=match.percent,
                    why=match.why,
                )
            elif twin:
                verdicts[one.number] = Verdict(
                    Outcome.DUPLICATE,
                    twin=self.open[twin[0]].number,
                    likeness=twin[1],
                    why=twin[2],
                )
        return verdicts

    def _verdict(
        self,
        one: Candidate,
        links: dict[str, tuple[int, str]],
        known: dict[str, tuple[int, int | None, str]],
    ) -> Verdict:
        key = one.draft.number_key
        twin = self._first.setdefault(key, one.number) if key else one.number
        if link := links.get(one.external_id):
            entry, digest = link
            return Verdict(Outcome.SAME if digest == one.digest else Outcome.UPDATE, entry)
        if key in known:
            entry, partner, state = known[key]
            if twin != one.number or state == State.PROPOSED:
                why = SameBy.NUMBER
                seen = twin if twin != one.number else None
                return Verdict(Outcome.DUPLICATE, entry, seen, 100, why)
            foreign = not self.everywhere and partner not in (self.source.partner_id, None)
            outcome = Outcome.ELSEWHERE if foreign else Outcome.UPDATE
            return Verdict(outcome, entry, foreign=foreign)
        if twin != one.number:
            return Verdict(Outcome.DUPLICATE, None, twin, 100, SameBy.NUMBER)
        if one.is_over:
            return Verdict(Outcome.REFUSED, over=True)
        self.open.append(one)
        return Verdict(Outcome.NEW)

    def _links(self, batch: Sequence[Candidate]) -> dict[str, tuple[int, str]]:
        rows = RegisterLink.objects.filter(
            source=self.source, external_id__in=[one.external_id for one in batch]
        )
        return {
            external_id: (entry, digest)
            for external_id, entry, digest in rows.values_list(
                "external_id", "enterprise_id", "digest"
            )
        }

    def _known(self, keys: Iterable[str]) -> dict[str, tuple[int, int | None, str]]:
        return known_numbers(self.source.country, keys)


def known_numbers(country: str, keys: Iterable[str]) -> dict[str, tuple[int, int | None, str]]:
    """Entries by number key: (key of the entry, its partner, its state); listed ones first."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = Enterprise.objects.filter(country=country, number_key__in=wanted)
    found: dict[str, tuple[int, int | None, str]] = {}
    for key, pk, partner, state in rows.exclude(state=State.DECLINED).values_list(
        "number_key", "pk", "partner_id", "state"
    ):
        if key not in found or found[key][2] == State.PROPOSED:
            found[key] = pk, partner, state
    return found


def draft_of(values: Values, country: str) -> Draft:
    """A row's values as ``duplicates`` compares them; a town's point tells no more than its name."""
    own_point = values.get("placed") == "register"
    return Draft(
        name=values.get("name", ""),
        country=country,
        other_names=tuple(values.get("other_names", ())),
        number_key=values.get("number_key", ""),
        town=values.get("town", ""),
        postal_code=values.get("postal_code", ""),
        lon=values.get("lon") if own_point else None,
        lat=values.get("lat") if own_point else None,
    )


def find_twins(drafts: Sequence[Draft], *, least: int = HELD) -> dict[int, tuple[int, int, SameBy]]:
    """For a draft like an earlier one: (the earlier one's position, percent, why)."""
    blocked: dict[tuple[str, ...], list[int]] = defaultdict(list)
    stored: list[Stored] = []
    best: dict[int, tuple[int, int, SameBy]] = {}
    for at, draft in enumerate(drafts):
        asked = draft.asked()
        near: set[int] = set()
        for block in blocks(asked.key, draft.postal_code):
            members = blocked[block]
            near.update(members[-MOST:])
            members.append(at)
        for earlier in sorted(near):
            if earlier in best:  # itself held for a decision
                continue
            percent, why = compare(asked, stored[earlier])
            if percent >= least and (at not in best or percent > best[at][1]):
                best[at] = earlier, percent, why
        town = asked.key.town
        stored.append(
            Stored(at, draft.number_key, asked.names, town, draft.postal_code, draft.lon, draft.lat)
        )
    return best
