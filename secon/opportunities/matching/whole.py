"""The best demands of each enterprise: all anew, or only where something changed. Pure.

Both ways give the same: `updated` compares changed enterprises with everything and changed demands
with everyone, and compares an enterprise anew whose full list lost something.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from secon.opportunities.eligibility import Rules
from secon.opportunities.matching.columns import Demands, Suppliers
from secon.opportunities.matching.engine import Engine, Pairs
from secon.opportunities.matching.score import (
    BEST,
    Bytes,
    Longs,
    packed,
    raw_scores,
    scores,
    time_points,
    unpacked,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Matches as columns, in the order of enterprise, then best first.

    ``demand`` is a `demand_key`; ``answer`` a number in ``answers.ANSWERS``.
    """

    supplier: Longs  # keys of enterprises
    demand: Longs
    score: Bytes
    parts: Longs  # packed
    answer: Bytes
    until: Longs  # last day, as ordinal

    def __len__(self) -> int:
        return len(self.supplier)

    def raw(self) -> Longs:
        """Scores before rounding."""
        return raw_scores(unpacked(self.parts))

    def take(self, rows: NDArray) -> Found:
        """Some of them."""
        return Found(
            self.supplier[rows],
            self.demand[rows],
            self.score[rows],
            self.parts[rows],
            self.answer[rows],
            self.until[rows],
        )

    def with_(self, other: Found) -> Found:
        """These and others, in no order."""
        return Found(
            np.concatenate([self.supplier, other.supplier]),
            np.concatenate([self.demand, other.demand]),
            np.concatenate([self.score, other.score]),
            np.concatenate([self.parts, other.parts]),
            np.concatenate([self.answer, other.answer]),
            np.concatenate([self.until, other.until]),
        )


def nothing() -> Found:
    """No matches."""
    empty = np.empty(0, np.int64)
    return Found(empty, empty, empty.astype(np.uint8), empty, empty.astype(np.uint8), empty)


def everything(
    suppliers: Suppliers, demands: Demands, day: date, rules: Rules, *, best: int = BEST
) -> Found:
    """The best demands of every enterprise."""
    if not len(suppliers) or not len(demands):
        return nothing()
    engine = Engine(suppliers, demands, day, rules)
    return _joined([_as_found(_best(pairs, best), engine) for pairs in engine.pairs()])


def updated(
    before: Found,
    suppliers: Suppliers,
    demands: Demands,
    *,
    since: date,
    day: date,
    changed_suppliers: Longs,
    changed_demands: Longs,
    rules: Rules,
    best: int = BEST,
) -> Found:
    """The matches of ``day`` from those of ``since``; equal to `everything`.

    ``before`` is in the order of `Found`.
    ``suppliers`` and ``demands`` are those of ``day``. ``changed_suppliers``: keys of enterprises
    new or changed since; ``changed_demands``: `demand_key`\\ s of demands new or changed since.
    Those that are gone are seen by their absence.
    """
    keys = demands.order()
    step_before = time_points(demands.array("until") - since.toordinal())
    step_now = time_points(demands.array("until") - day.toordinal())
    is_changed = np.isin(keys, changed_demands) | (step_before != step_now)
    is_new = np.isin(suppliers.order(), changed_suppliers)

    stays = np.isin(before.supplier, suppliers.order()[~is_new])
    stayed = before.take(np.flatnonzero(stays))
    kept = stayed.take(np.flatnonzero(np.isin(stayed.demand, keys[~is_changed])))
    others = suppliers.take(np.flatnonzero(~is_new))
    fresh = everything(others, demands.take(np.flatnonzero(is_changed)), day, rules, best=best)
    merged = _first(kept.with_(fresh), best)
    unsure = _unsure(stayed, merged, best)
    again = everything(
        suppliers.take(np.flatnonzero(is_new | np.isin(suppliers.order(), unsure))),
        demands,
        day,
        rules,
        best=best,
    )
    sure = merged.take(np.flatnonzero(~np.isin(merged.supplier, unsure)))
    return _first(sure.with_(again), best)


def _unsure(before: Found, merged: Found, best: int) -> Longs:
    """Enterprises whose list was full and now reaches below its old end.

    What was never kept stands behind the old last match; a list of as many that stand before it
    cannot miss any of that.
    """
    owners, starts, counts = np.unique(before.supplier, return_index=True, return_counts=True)
    full = counts >= best
    last = starts[full] + best - 1
    owners, raw, demand = owners[full], before.raw()[last], before.demand[last]
    at = np.searchsorted(owners, merged.supplier)
    known = np.flatnonzero(at < len(owners))
    known = known[owners[at[known]] == merged.supplier[known]]
    own, now = at[known], merged.raw()[known]
    ahead = (now > raw[own]) | ((now == raw[own]) & (merged.demand[known] <= demand[own]))
    found: Longs = owners[np.bincount(own[ahead], minlength=len(owners)) < best]
    return found


def _best(pairs: Pairs, best: int) -> Pairs:
    """The best of each enterprise, in order."""
    starts = np.flatnonzero(np.diff(pairs.supplier, prepend=-1))
    ends = [*starts[1:], len(pairs.supplier)] if len(starts) else []
    chosen: list[NDArray] = []
    for start, end in zip(starts.tolist(), ends, strict=True):
        raw = pairs.raw[start:end]
        if len(raw) > best:
            least = np.partition(raw, len(raw) - best)[len(raw) - best]
            at = np.flatnonzero(raw >= least)
        else:
            at = np.arange(len(raw))
        order = np.lexsort((pairs.demand[start:end][at], -raw[at]))[:best]
        chosen.append(at[order] + start)
    rows = np.concatenate(chosen) if chosen else np.empty(0, np.int64)
    return Pairs(
        pairs.supplier[rows],
        pairs.demand[rows],
        pairs.parts[:, rows],
        pairs.raw[rows],
        pairs.answer[rows],
    )


def _as_found(pairs: Pairs, engine: Engine) -> Found:
    return Found(
        engine.suppliers.order()[pairs.supplier],
        engine.demands.order()[pairs.demand],
        scores(pairs.raw),
        packed(pairs.parts),
        pairs.answer,
        engine.demands.array("until")[pairs.demand],
    )


def _first(found: Found, best: int) -> Found:
    """The best of each enterprise of matches in no order."""
    raw = found.raw()
    order = np.lexsort((found.demand, -raw, found.supplier))
    supplier = found.supplier[order]
    starts = np.flatnonzero(np.diff(supplier, prepend=-1))
    lengths = np.diff(np.append(starts, len(supplier)))
    rank = np.arange(len(supplier)) - np.repeat(starts, lengths)
    return found.take(order[rank < best])


def match_supplier(
    suppliers: Suppliers, row: int, demands: Demands, day: date, rules: Rules
) -> Found:
    """One enterprise, by its row, and every demand: its best, in milliseconds."""
    return everything(suppliers.take(np.array([row])), demands, day, rules)


def match_demand(
    suppliers: Suppliers, demands: Demands, row: int, day: date, rules: Rules
) -> Found:
    """Every enterprise that suits one demand, by its row, best first, in milliseconds."""
    if not len(suppliers):
        return nothing()
    engine = Engine(suppliers, demands.take(np.array([row])), day, rules)
    blocks = [_as_found(pairs, engine) for pairs in engine.pairs()]
    found = _joined(blocks)
    return found.take(np.lexsort((found.supplier, -found.raw())))


def _joined(blocks: list[Found]) -> Found:
    return Found(
        *(np.concatenate([getattr(block, name) for block in blocks]) for name in Found.__slots__)
    )
