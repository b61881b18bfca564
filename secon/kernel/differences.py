"""What one content says otherwise than another, and the two put together. Pure.

A content is fields with plain values, and parts with lists of rows; a stored row has a ``pk``.
Rows of parts are matched by their key. A difference is named by a path: ``name``, ``offers.12``
(a row as a whole: taken away), ``offers.12.title``, ``offers.new.0`` (a row added).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Content = dict[str, Any]
Row = dict[str, Any]


class Kind(StrEnum):
    """What is done to a field or row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """``old`` as it was when the change was begun, ``new`` as proposed, ``now`` as cleared today.

    ``conflict``: it was changed by somebody else meanwhile, in another way.
    """

    path: str
    kind: Kind
    old: Any
    new: Any
    now: Any
    conflict: bool = False

    @property
    def part(self) -> str:
        """The part it belongs to, "" for the record's own fields."""
        return self.path.split(".", 1)[0] if "." in self.path else ""

    @property
    def field(self) -> str:
        """The last word of the path: a field, or a row's key."""
        return self.path.rsplit(".", 1)[-1]


def differences(
    base: Content,
    content: Content,
    current: Content,
    *,
    fields: Iterable[str],
    parts: Iterable[str],
) -> list[Difference]:
    """What ``content`` changes of ``base``, beside what is ``current``. In the order of the names.

    What ``current`` says already is no difference.
    """
    found = [
        one
        for field in fields
        if field in content
        for one in _field(field, base.get(field), content[field], current.get(field))
    ]
    for part in parts:
        if part in content:
            found += _part(part, base.get(part, []), content[part], current.get(part, []))
    return found


def merged(
    current: Content, found: Iterable[Difference], keep: Mapping[str, bool] | None = None
) -> Content:
    """``current`` with the differences taken over, but those whose path ``keep`` has as True."""
    result = deepcopy(current)
    kept = keep or {}
    for one in found:
        if not kept.get(one.path, False):
            _take(result, one)
    return result


def _field(path: str, old: Any, new: Any, now: Any) -> Iterator[Difference]:
    if old != new and new != now:
        yield Difference(path, Kind.CHANGED, old, new, now, conflict=now != old)


def _part(part: str, base: list[Row], said: list[Row], current: list[Row]) -> list[Difference]:
    old, now = _by_key(base), _by_key(current)
    found: list[Difference] = []
    for at, row in enumerate(said):
        before = old.get(row.get("pk") or 0)
        if before is None:
            if not _is_there(row, current):
                found.append(Difference(f"{part}.new.{at}", Kind.ADDED, None, row, None))
            continue
        found += _row(f"{part}.{row['pk']}", before, row, now.get(row["pk"]))
    gone = old.keys() - {row.get("pk") for row in said}
    for key in sorted(gone & now.keys()):
        changed = now[key] != old[key]
        removed = Difference(f"{part}.{key}", Kind.REMOVED, old[key], None, now[key], changed)
        found.append(removed)
    return found


def _row(path: str, old: Row, new: Row, now: Row | None) -> Iterator[Difference]:
    changed = {name for name in new if name != "pk" and old.get(name) != new[name]}
    if now is None:  # taken away meanwhile: the row comes back as a new one, or stays away
        if changed:
            yield Difference(path, Kind.ADDED, old, new, None, conflict=True)
        return
    for name in new:
        if name in changed:
            yield from _field(f"{path}.{name}", old.get(name), new[name], now.get(name))


def _take(result: Content, one: Difference) -> None:
    if not one.part:
        result[one.path] = one.new
        return
    rows: list[Row] = result.setdefault(one.part, [])
    if one.kind is Kind.ADDED:
        rows.append(deepcopy(one.new) | {"pk": None})
        return
    key = int(one.path.split(".")[1])
    if one.kind is Kind.REMOVED:
        rows[:] = [row for row in rows if row.get("pk") != key]
        return
    for row in rows:
        if row.get("pk") == key:
            row[one.field] = deepcopy(one.new)


def _by_key(rows: Iterable[Row]) -> dict[int, Row]:
    return {row["pk"]: row for row in rows if row.get("pk") is not None}


def _is_there(row: Row, current: Iterable[Row]) -> bool:
    """Whether an equal row was stored meanwhile."""
    bare = {name: value for name, value in row.items() if name != "pk"}
    return any(
        bare == {name: value for name, value in one.items() if name != "pk"} for one in current
    )
