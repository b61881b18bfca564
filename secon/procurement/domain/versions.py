"""Which notice replaces which, which result belongs to which call, and when a lot closed. Pure.

The rules, from what real notices do:

- Only an explicit pointer makes a version: notice ids repeat and versions skip. All notices that
  change the same first notice are its versions, in the order they were published.
- A version replaces the one before it while the procedure has no result (planning, call), and
  only when it repeats the lots: older corrigenda carry none. A result may be a further tranche, so
  it replaces nothing.
- A result's lot is the call's lot of the same number in the same procedure, or in a call that the
  result names; where each has one lot only, those are one.
- A lot is open until its deadline's day, or the day before a result, a cancellation or a version
  that replaces it was published.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from secon.procurement.enums import ClosedBy, PointerKind, Stage

_CANCELLED = "cancel"
_REPLACED_STAGES = frozenset({Stage.PLANNING.value, Stage.CALL.value})


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """What linking knows of a notice; ``changes`` and ``superseded_by`` as stored now."""

    id: int
    publication: str
    version_key: str
    procedure: str
    stage: str
    published: date | None
    change_reason: str
    lot_count: int
    changes: int | None = None
    superseded_by: int | None = None

    @property
    def order(self) -> tuple[date, int]:
        """Versions follow each other by day, then by number."""
        return (self.published or date.min, self.id)


@dataclass(frozen=True, slots=True)
class LotLink:
    """What linking knows of a lot, and what it decides."""

    id: int
    notice: int
    ref: str
    stage: str
    deadline_day: date | None
    open_until: date | None = None
    closed_on: date | None = None
    closed_by: str = ""
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Pointer:
    """That a notice names another."""

    notice: int
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Family:
    """Notices that may concern each other, with all they need."""

    notices: Sequence[NoticeLink]
    lots: Sequence[LotLink]
    pointers: Sequence[Pointer]
    awards: Mapping[int, int | None]
    """Lot of a result to the call's lot as stored now."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How the family hangs together: by notice, lot and award key."""

    changes: Mapping[int, int | None]
    superseded_by: Mapping[int, int | None]
    lots: Mapping[int, tuple[date | None, date | None, str, bool]]
    """Lot to open_until, closed_on, closed_by, is_current."""
    call_lots: Mapping[int, int | None]


def decide(family: Family) -> Decision:
    """Apply the rules above to a family."""
    return _Decider(family).decide()


class _Decider:
    def __init__(self, family: Family) -> None:
        self.family = family
        self.notices = {one.id: one for one in family.notices}
        self.names: dict[str, list[NoticeLink]] = {}
        for one in sorted(family.notices, key=lambda one: one.order):
            self.names.setdefault(one.publication, []).append(one)
            if one.version_key:
                self.names.setdefault(one.version_key, []).append(one)
        self.lots: dict[int, list[LotLink]] = {}
        for lot in sorted(family.lots, key=lambda lot: lot.id):
            self.lots.setdefault(lot.notice, []).append(lot)
        self.days = {lot.id: self.notices[lot.notice].published for lot in family.lots}
        self.targets: dict[tuple[int, str], list[NoticeLink]] = {}
        for pointer in family.pointers:
            if found := self._target(pointer):
                self.targets.setdefault((pointer.notice, pointer.kind), []).append(found)

    def decide(self) -> Decision:
        changes = {one.id: self._changed(one) for one in self.family.notices}
        superseded = dict.fromkeys(self.notices, None) | self._superseded(changes)
        call_lots = self._call_lots(changes)
        results: dict[int, date] = {}
        for result_lot, call_lot in call_lots.items():
            day = self.days[result_lot]
            if call_lot is not None and day is not None:
                results[call_lot] = min(day, results.get(call_lot, day))
        lots = {
            lot.id: self._closing(lot, superseded[lot.notice], results.get(lot.id))
            for lot in self.family.lots
        }
        return Decision(changes, superseded, lots, call_lots)

    def _target(self, pointer: Pointer) -> NoticeLink | None:
        """The notice meant: of several of one name, of the same procedure, the latest before."""
        own = self.notices[pointer.notice]
        found = [one for one in self.names.get(pointer.target, ()) if one.order < own.order]
        same = [one for one in found if one.procedure and one.procedure == own.procedure]
        candidates = same or found
        return candidates[-1] if candidates else None

    def _changed(self, notice: NoticeLink) -> int | None:
        found = self.targets.get((notice.id, PointerKind.CHANGES.value))
        return found[0].id if found else None

    def _root(self, notice: int, changes: Mapping[int, int | None]) -> int:
        while (before := changes.get(notice)) is not None:
            notice = before
        return notice

    def _superseded(self, changes: Mapping[int, int | None]) -> dict[int, int]:
        chains: dict[int, list[NoticeLink]] = {}
        for one in sorted(self.family.notices, key=lambda one: one.order):
            root = self.notices[self._root(one.id, changes)]
            replaces = one.lot_count > 0 and one.stage == root.stage
            if one is root or replaces:
                chains.setdefault(root.id, []).append(one)
        return {
            before.id: after.id
            for chain in chains.values()
            if chain[0].stage in _REPLACED_STAGES
            for before, after in pairwise(chain)
        }

    def _call_lots(self, changes: Mapping[int, int | None]) -> dict[int, int | None]:
        calls = [one for one in self.family.notices if one.stage == Stage.CALL]
        by_procedure: dict[str, list[NoticeLink]] = {}
        by_root: dict[int, list[NoticeLink]] = {}
        for call in calls:
            by_root.setdefault(self._root(call.id, changes), []).append(call)
            if call.procedure:
                by_procedure.setdefault(call.procedure, []).append(call)
        found: dict[int, int | None] = dict.fromkeys(self.family.awards, None)
        for notice in self.family.notices:
            awarded = [lot for lot in self.lots.get(notice.id, ()) if lot.id in found]
            if not awarded:
                continue
            candidates = list(by_procedure.get(notice.procedure, ())) if notice.procedure else []
            for kind in PointerKind.values:
                for target in self.targets.get((notice.id, kind), ()):
                    candidates += by_root.get(self._root(target.id, changes), [])
            earlier = sorted(
                {one.id: one for one in candidates if one.order < notice.order}.values(),
                key=lambda one: one.order,
            )
            for lot in awarded:
                found[lot.id] = self._same_lot(lot, len(awarded), earlier)
        return found

    def _same_lot(self, lot: LotLink, siblings: int, calls: Iterable[NoticeLink]) -> int | None:
        match = None
        for call in calls:  # the latest version last
            lots = self.lots.get(call.id, ())
            same = [one for one in lots if one.ref == lot.ref]
            if not same and siblings == 1 and len(lots) == 1:
                same = list(lots)
            if same:
                match = same[0].id
        return match

    def _closing(
        self, lot: LotLink, superseded_by: int | None, result: date | None
    ) -> tuple[date | None, date | None, str, bool]:
        current = superseded_by is None
        if lot.stage != Stage.CALL:
            return None, None, "", current
        notice = self.notices[lot.notice]
        ends: list[tuple[date, ClosedBy]] = []
        if result is not None:
            ends.append((result, ClosedBy.RESULT))
        if notice.change_reason == _CANCELLED and notice.published:
            ends.append((notice.published, ClosedBy.CANCELLED))
        if superseded_by is not None:
            after = self.notices[superseded_by]
            why = ClosedBy.CANCELLED if after.change_reason == _CANCELLED else ClosedBy.SUPERSEDED
            if after.published:
                ends.append((after.published, why))
        if not ends:
            return lot.deadline_day, None, "", current
        day, why = min(ends, key=lambda end: end[0])
        if lot.deadline_day is None:
            return None, day, why.value, current
        if day > lot.deadline_day:
            return lot.deadline_day, None, "", current
        return day - timedelta(days=1), day, why.value, current
