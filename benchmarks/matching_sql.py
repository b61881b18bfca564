"""The rules of matching as one SQL query on SQLite, over the same values as the columns.

What the columns have read from texts, places and facts is given to SQL ready made: weights of words,
centres of regions, points by size, language, time and eligibility. It joins by CPV division and by
common words first, as a good query does, and looks at places only for the pairs these leave.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import numpy as np

from secon.codes.rules import subtree_prefix
from secon.opportunities.eligibility import judge, rules
from secon.opportunities.matching import places
from secon.opportunities.matching.answers import ANSWERS, demand_of, supplier_of
from secon.opportunities.matching.columns import Demands, Suppliers
from secon.opportunities.matching.languages import official
from secon.opportunities.matching.score import LEAST_RAW, RESERVATION, size_points, time_points

TABLES = """
CREATE TABLE s (id INTEGER PRIMARY KEY, size INT, languages INT, official INT, facts INT, km INT,
                x REAL, y REAL, z REAL);
CREATE TABLE s_code (s INT, division TEXT, prefix TEXT, length INT);
CREATE TABLE s_word (s INT, code INT, weight INT);
CREATE TABLE s_place (s INT, kind INT, code TEXT, length INT);
CREATE TABLE d (id INTEGER PRIMARY KEY, languages INT, reservation INT, time INT);
CREATE TABLE d_code (d INT, division TEXT, prefix TEXT, length INT, main INT);
CREATE TABLE d_word (d INT, code INT, weight INT);
CREATE TABLE d_place (d INT, anywhere INT, code TEXT, length INT, x REAL, y REAL, z REAL,
                      radius INT);
CREATE TABLE sized (size INT, d INT, points INT, PRIMARY KEY (size, d)) WITHOUT ROWID;
CREATE TABLE allowed (facts INT, reservation INT, points INT, PRIMARY KEY (facts, reservation))
  WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX i1 ON s_code (s); CREATE INDEX i2 ON s_word (s); CREATE INDEX i3 ON s_place (s);
CREATE INDEX i4 ON d_code (division, d, prefix, length, main);
CREATE INDEX i5 ON d_word (code, d, weight);
CREATE INDEX i6 ON d_place (d, anywhere, code, length, x, y, z, radius);
ANALYZE;
"""
_SHARED = (
    "CASE "
    + " ".join(
        f"WHEN a.length >= {n} AND b.length >= {n} AND substr(a.prefix, 1, {n}) = "
        f"substr(b.prefix, 1, {n}) THEN {n}"
        for n in range(8, 2, -1)
    )
    + " ELSE 2 END"
)
_PLACE_SHARED = (
    "CASE "
    + " ".join(
        f"WHEN a.length >= {n} AND b.length >= {n} AND substr(a.code, 1, {n}) = "
        f"substr(b.code, 1, {n}) THEN {n}"
        for n in range(5, 1, -1)
    )
    + " ELSE 0 END"
)
QUERY = f"""
WITH joined AS (
  SELECT a.s AS s, b.d AS d, b.main AS main, a.length AS la, b.length AS lb, {_SHARED} AS shared
  FROM s_code a JOIN d_code b ON b.division = a.division
),
pointed AS (
  SELECT s, d, main, CASE
    WHEN shared > 2 THEN MAX(100 - 12 * (la + lb - 2 * shared), 20)
    WHEN la + lb = 4 THEN 100
    WHEN la = 2 THEN 60 - 4 * (lb - 2)
    WHEN lb = 2 THEN 50 - 4 * (la - 2)
    ELSE MAX(30 - 3 * (la + lb - 4), 5) END AS points
  FROM joined
),
coded AS (
  SELECT s, d, MAX(CASE WHEN main THEN points ELSE points * 9 / 10 END) AS code, 0 AS product
  FROM pointed GROUP BY s, d
),
worded AS (
  SELECT a.s, b.d, 0 AS code, SUM(a.weight * b.weight) AS product
  FROM s_word a JOIN d_word b ON b.code = a.code GROUP BY a.s, b.d
),
met AS (
  SELECT s, d, MAX(code) AS code, MIN(MAX(product) * 100 / 16129, 100) AS words
  FROM (SELECT * FROM coded UNION ALL SELECT * FROM worded) GROUP BY s, d
),
worked AS MATERIALIZED (
  SELECT s, d, code, words, code + (100 - code) * words * 6 / 1000 AS work FROM met
  WHERE code + (100 - code) * words * 6 / 1000 >= {LEAST_RAW // 10**12}
),
lying AS (
  SELECT w.s, w.d, a.kind, a.length AS la, b.length AS lb, b.anywhere, {_PLACE_SHARED} AS shared
  FROM worked w JOIN s_place a ON a.s = w.s JOIN d_place b ON b.d = w.d
),
by_code AS (
  SELECT s, d, MAX(CASE
    WHEN kind IN (0, 1) AND anywhere = 2 AND shared >= 2 THEN 90
    WHEN kind = 0 AND anywhere = 2 THEN 8
    WHEN kind = 1 AND anywhere = 2 THEN 0
    WHEN kind IN (0, 1) AND anywhere = 1 THEN 90
    WHEN kind IN (0, 1) AND lb = 0 THEN 40
    WHEN kind = 0 AND shared = lb AND lb < la THEN 40
    WHEN kind = 0 THEN CASE shared WHEN 5 THEN 80 WHEN 4 THEN 65 WHEN 3 THEN 50 WHEN 2 THEN 35
                       ELSE 8 END
    WHEN kind = 1 AND shared >= 2 AND lb = 2 THEN 40
    WHEN kind = 2 AND shared >= 2 THEN 95
    WHEN kind = 3 AND shared = la THEN 100
    WHEN kind = 3 AND shared = lb AND lb > 0 THEN 55
    ELSE 0 END) AS points
  FROM lying GROUP BY s, d
),
far AS (
  SELECT w.s, w.d, s.km, b.radius,
         ROUND(6371.0088 * ACOS(MIN(MAX(s.x * b.x + s.y * b.y + s.z * b.z, -1), 1))) AS away
  FROM worked w JOIN s ON s.id = w.s JOIN d_place b ON b.d = w.d
  WHERE s.km > 0 AND b.x IS NOT NULL
),
by_km AS (
  SELECT s, d, MAX(CASE WHEN away <= km THEN 100 WHEN MAX(away - radius, 0) <= km THEN 80
                   WHEN MAX(away - radius, 0) <= 1.5 * km THEN 25 ELSE 0 END) AS points
  FROM far GROUP BY s, d
),
placed AS (
  SELECT w.s, w.d, w.code, w.words, w.work, MAX(c.points, COALESCE(k.points, 0)) AS place
  FROM worked w JOIN by_code c ON c.s = w.s AND c.d = w.d
  LEFT JOIN by_km k ON k.s = w.s AND k.d = w.d
),
scored AS (
  SELECT p.s, p.d, p.work * p.place * z.points * (CASE
           WHEN d.languages = 0 THEN 80
           WHEN d.languages & s.languages THEN 100
           WHEN d.languages & s.official THEN 90
           WHEN s.languages = 0 THEN 80 ELSE 55 END) * e.points * d.time * 100 AS raw
  FROM placed p JOIN s ON s.id = p.s JOIN d ON d.id = p.d
  JOIN sized z ON z.size = s.size AND z.d = p.d
  JOIN allowed e ON e.facts = s.facts AND e.reservation = d.reservation
  WHERE p.work * p.place >= {LEAST_RAW // 10**10}
),
ranked AS (
  SELECT s, d, raw, ROW_NUMBER() OVER (PARTITION BY s ORDER BY raw DESC, d) AS rank
  FROM scored WHERE raw >= {LEAST_RAW}
)
SELECT s, d, (raw + 500000000000) / 1000000000000 FROM ranked WHERE rank <= 50 ORDER BY s, rank
"""  # noqa: S608 -- our own text


def fill(suppliers: Suppliers, demands: Demands, day: int) -> sqlite3.Connection:
    """The tables in memory, indexed and analysed."""
    base = sqlite3.connect(":memory:")
    base.executescript(TABLES)
    facts, of_facts = np.unique(suppliers.array("facts"), return_inverse=True)
    asked, of_asked = np.unique(demands.array("reservation"), return_inverse=True)
    _many(base, "s", _suppliers(suppliers, of_facts))
    _many(base, "s_code", _codes(suppliers, main=False))
    _many(base, "s_word", _runs(suppliers, "words"))
    _many(
        base,
        "s_place",
        [(s, key >> 40, *_code(key & places.MASK)) for s, key in _runs(suppliers, "delivery")],
    )
    left = time_points(demands.array("until") - day)
    ids = demands.array("pk").tolist()
    _many(
        base,
        "d",
        list(
            zip(
                ids,
                demands.array("languages").tolist(),
                of_asked.tolist(),
                left.tolist(),
                strict=True,
            )
        ),
    )
    _many(base, "d_code", _codes(demands, main=True))
    _many(base, "d_word", _runs(demands, "words"))
    _many(base, "d_place", [_place(row) for row in _runs(demands, "places")])
    for size in range(6):
        points = size_points(size, demands.array("cents")).tolist()
        _many(base, "sized", [(size, d, p) for d, p in zip(ids, points, strict=True)])
    _many(base, "allowed", _allowed(facts.tolist(), asked.tolist(), day))
    base.executescript(INDEXES)
    return base


def _many(base: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 -- our own names


def _suppliers(table: Suppliers, of_facts: np.ndarray) -> list[tuple[Any, ...]]:
    country = [official(places.decoded(code)) for code in table.array("country").tolist()]
    columns = [table.array(name).tolist() for name in ("pk", "size", "languages")]
    points = [table.array(name).tolist() for name in ("km", "x", "y", "z")]
    return list(zip(*columns, country, of_facts.tolist(), *points, strict=True))


def _runs(table: Suppliers | Demands, name: str) -> list[tuple[Any, ...]]:
    runs = table.runs(name)
    owners = table.array("pk")[runs.owners()].tolist()
    return list(zip(owners, *(values.tolist() for values in runs.values), strict=True))


def _codes(table: Suppliers | Demands, *, main: bool) -> list[tuple[Any, ...]]:
    found = []
    for owner, code, *rest in _runs(table, "codes"):
        prefix = subtree_prefix(f"{code:08}")
        found.append((owner, prefix[:2], prefix, len(prefix), *(map(int, rest) if main else ())))
    return found


def _code(number: int) -> tuple[str, int]:
    code = places.decoded(number)
    return code, len(code)


def _place(row: tuple[Any, ...]) -> tuple[Any, ...]:
    d, key, x, y, z, radius = row
    known = radius == radius
    point = (x, y, z, int(radius)) if known else (None,) * 4
    return d, key >> 40, *_code(key & places.MASK), *point


def _allowed(facts: list[bytes], asked: list[bytes], day: int) -> list[tuple[int, int, int]]:
    on = date.fromordinal(day)
    lots = [demand_of(one) for one in asked]
    found = []
    for row, one in enumerate(facts):
        who = supplier_of(one)
        for column, lot in enumerate(lots):
            answer = judge(who, lot, on, rules()).answer if lot else ANSWERS[0]
            found.append((row, column, RESERVATION[answer]))
    return found
