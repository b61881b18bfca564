"""What changed in the tables from one edition to another: rows and cells, by their keys. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from secon.kernel.paper.model import Cell, Document, Row, Table, tables_of, text_of


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that changed; ``added`` and ``removed``: as a whole."""

    label: str
    cells: tuple[CellChange, ...] = ()
    added: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class TableChange:
    """What changed in one table."""

    caption: str
    rows: tuple[RowChange, ...]


def between(before: Document, after: Document) -> tuple[TableChange, ...]:
    """What differs; tables and rows are matched by their keys, columns by their heads."""
    old = {table.key: table for table in tables_of(before)}
    new = {table.key: table for table in tables_of(after)}
    found = []
    for key in dict.fromkeys((*old, *new)):
        rows = _rows(old.get(key), new.get(key))
        if rows:
            found.append(TableChange((new.get(key) or old[key]).caption, rows))
    return tuple(found)


def _rows(old: Table | None, new: Table | None) -> tuple[RowChange, ...]:
    was = {row.key: row for row in old.rows} if old else {}
    now = {row.key: row for row in new.rows} if new else {}
    changed = []
    for key in dict.fromkeys((*was, *now)):
        if key not in now:
            changed.append(RowChange(_label(was[key]), removed=True))
        elif key not in was:
            changed.append(RowChange(_label(now[key]), added=True))
        elif old and new and (cells := _cells(old, was[key], new, now[key])):
            changed.append(RowChange(_label(now[key]), cells))
    return tuple(changed)


def _cells(old: Table, was: Row, new: Table, now: Row) -> tuple[CellChange, ...]:
    before = dict(zip((column.title for column in old.columns), was.cells, strict=True))
    after = dict(zip((column.title for column in new.columns), now.cells, strict=True))
    found = []
    for title in dict.fromkeys((*before, *after)):
        said = _said(before.get(title)), _said(after.get(title))
        if said[0] != said[1]:
            found.append(CellChange(title, *said))
    return tuple(found)


def _said(cell: Cell | None) -> str:
    return text_of(cell.words) if cell else ""


def _label(row: Row) -> str:
    """The row's first two cells: most tables begin with a region, then name the record."""
    return " · ".join(filter(None, (_said(cell) for cell in row.cells[:2])))
