"""A received file becomes rows with an outcome each: the preview. Entries are not touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from secon.enterprises.domain import versions
from secon.enterprises.domain.registers import claims, matching, runs
from secon.enterprises.domain.registers.bulk import insert
from secon.enterprises.domain.registers.cleaning import Cleaned, clean
from secon.enterprises.domain.registers.fields import FOR_ALL_ROWS, Field
from secon.enterprises.domain.registers.matching import Candidate, Matcher, Verdict
from secon.enterprises.domain.registers.placing import Map, context_for
from secon.enterprises.domain.registers.problems import Code, Problem
from secon.enterprises.domain.registers.sources import EVERYWHERE, columns_of
from secon.enterprises.domain.registers.work import Progress, ignore
from secon.enterprises.formats import Cell, FileProblem, Table
from secon.enterprises.models import (
    RegisterFile,
    RegisterLink,
    RegisterProblem,
    RegisterRow,
    RegisterRun,
)

BATCH = 2_000  # rows in one transaction
Stage = RegisterRun.Stage
Outcome = RegisterRow.Outcome


def read(
    *,
    run: RegisterRun,
    now: datetime,
    clock: claims.Clock,
    progress: Progress = ignore,
    over: bool = False,
) -> RegisterRun:
    """Clean and match every row of the run's file; afterwards it is previewed, or not readable.

    Killed and begun again it starts anew. Raises ``BusyError`` where another process reads it.
    """
    claim = claims.take(run, begins=Stage.RECEIVED, works=Stage.READING, clock=clock, over=over)
    try:
        table = runs.table_of(run)
        _Reading(run, claim, now, progress).all(table)
    except FileProblem as problem:
        _give_up(run, claim, problem)
    except Exception:
        claim.give_back(Stage.RECEIVED)
        raise
    return run


@dataclass(slots=True)
class _Reading:
    """One pass over a file."""

    run: RegisterRun
    claim: claims.Claim
    now: datetime
    progress: Progress
    seen: dict[str, int] = field(default_factory=dict)  # external id to row
    counts: Counter[str] = field(default_factory=Counter)

    def all(self, table: Table) -> None:
        run, source = self.run, self.run.source
        seen_version = versions.latest()[1]
        with transaction.atomic():
            self.claim.renew(done=0, total=0)
            run.rows.all().delete()
            run.problems.all().delete()
        everywhere = bool(source.defaults.get(EVERYWHERE))
        matcher = Matcher(source, everywhere)
        context, chart = context_for(source, timezone.localdate(self.now))
        headings = [heading.text for heading in table.headings]
        fields = Columns.of(columns_of(source), source.defaults, headings)
        lines = ((line.number, clean(fields.row(line.cells), context)) for line in table.lines)
        while batch := list(islice(lines, BATCH)):
            self._store(batch, matcher, fields, _Region(chart, source.partner.slug, everywhere))
        self._hold(matcher.finish())
        total = self.counts.total()
        with transaction.atomic():
            report = self._report()
            RegisterFile.objects.filter(run=run).delete()
            self.claim.finish(
                Stage.PREVIEW, total=total, done=0, report=report, seen_version=seen_version
            )

    def _store(
        self,
        batch: list[tuple[int, Cleaned]],
        matcher: Matcher,
        fields: Columns,
        region: _Region,
    ) -> None:
        country = self.run.source.country
        judged: list[tuple[int, Cleaned, list[Problem]]] = []
        candidates = []
        for number, cleaned in batch:
            problems = [*cleaned.problems, *self._doubled(number, cleaned.external_id)]
            judged.append((number, cleaned, problems))
            if not any(problem.severe for problem in problems) and region.holds(cleaned):
                draft = matching.draft_of(cleaned.values, country)
                candidates.append(
                    Candidate(
                        number, cleaned.external_id, cleaned.digest, draft, self._is_over(cleaned)
                    )
                )
        with transaction.atomic():
            verdicts = matcher.judge(candidates)
            self._insert(judged, verdicts, fields)
            self.claim.renew(done=self.counts.total())
        self.progress(self.counts.total(), 0)

    def _insert(
        self,
        judged: list[tuple[int, Cleaned, list[Problem]]],
        verdicts: Mapping[int, Verdict],
        fields: Columns,
    ) -> None:
        rows, told = [], []
        for number, cleaned, problems in judged:
            verdict = verdicts.get(number) or _unjudged(problems)
            if verdict.foreign:
                problems.append(Problem(Code.FOREIGN_ENTRY, Field.COMPANY_NUMBER))
            if verdict.over:
                ends = cleaned.values["status"]["valid_to"]
                problems.append(Problem(Code.STATUS_OVER, Field.STATUS_TO, ends, {"ends": ends}))
            rows.append(_row(self.run, number, cleaned, verdict))
            told += [_problem(self.run, number, one, fields) for one in problems]
            self.counts[verdict.outcome] += 1
        insert(RegisterRow, rows)
        insert(RegisterProblem, told)

    def _is_over(self, cleaned: Cleaned) -> bool:
        status = cleaned.values.get("status")
        ends = str(status["valid_to"] or "") if status else ""
        return bool(ends) and ends < timezone.localdate(self.now).isoformat()

    def _doubled(self, number: int, external_id: str) -> Iterator[Problem]:
        """A number of the register that an earlier row has already."""
        if external_id and (first := self.seen.setdefault(external_id, number)) != number:
            shown = "" if external_id.startswith("name:") else external_id
            yield Problem(Code.DOUBLED_ID, Field.EXTERNAL_ID, shown, {"first": first})

    def _hold(self, verdicts: Mapping[int, Verdict]) -> None:
        """Rows that are new by number, but like an entry or another row: for a person to decide."""
        numbers = sorted(verdicts)
        for at in range(0, len(numbers), BATCH):
            with transaction.atomic():
                self.claim.renew()
                found = self.run.rows.filter(number__in=numbers[at : at + BATCH])
                rows = list(found.only("pk", "number"))
                for row in rows:
                    _judge(row, verdicts[row.number])
                RegisterRow.objects.bulk_update(
                    rows, ["outcome", "enterprise", "twin", "likeness", "why"], batch_size=200
                )
        self.counts[Outcome.NEW] -= len(numbers)
        self.counts[Outcome.DUPLICATE] += len(numbers)

    def _report(self) -> dict[str, int]:
        report = {str(outcome): count for outcome, count in self.counts.items() if count}
        report["problems"] = self.run.problems.count()
        if self.run.is_whole:
            report["vanished"] = len(self._gone())
        return report

    def _gone(self) -> set[str]:
        """Numbers of linked entries that are not in the file."""
        linked = RegisterLink.objects.filter(source=self.run.source_id, vanished_on=None)
        return set(linked.values_list("external_id", flat=True)) - self.seen.keys()


@dataclass(frozen=True, slots=True)
class _Region:
    """Whether rows lie in the region of the partner whose register it is."""

    chart: Map
    slug: str
    everywhere: bool

    def holds(self, cleaned: Cleaned) -> bool:
        values = cleaned.values
        nuts = values.get("nuts", "")
        if self.everywhere or not nuts:
            return True
        place = values.get("town", ""), values.get("postal_code", "")
        return self.chart.slug_of(nuts, *place) == self.slug


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell of a line is which field, and what is the same for every line."""

    places: tuple[tuple[Field, int], ...]
    names: Mapping[str, str]  # field to heading
    common: Mapping[Field, str]

    @classmethod
    def of(
        cls, mapping: Mapping[str, Field], defaults: Mapping[str, str], headings: list[str]
    ) -> Columns:
        """Columns that have no field are not looked at."""
        places = tuple(
            (mapping[heading], place)
            for place, heading in enumerate(headings)
            if heading in mapping
        )
        names = {field.value: headings[place] for field, place in places}
        common = {one: defaults[one] for one in FOR_ALL_ROWS if one in defaults}
        return cls(places, names, common)

    def row(self, cells: tuple[Cell, ...]) -> dict[Field, Cell]:
        """The cells by field; an empty one is filled with what holds for all."""
        row: dict[Field, Cell] = {one: cells[place] for one, place in self.places}
        for one, value in self.common.items():
            if not row.get(one):
                row[one] = value
        return row


def _unjudged(problems: list[Problem]) -> Verdict:
    refused = any(problem.severe for problem in problems)
    return Verdict(Outcome.REFUSED if refused else Outcome.ELSEWHERE)


def _row(run: RegisterRun, number: int, cleaned: Cleaned, verdict: Verdict) -> dict[str, Any]:
    """Values are kept only where a person or the directory needs them."""
    needed = verdict.outcome in {Outcome.NEW, Outcome.UPDATE, Outcome.DUPLICATE}
    return {
        "run_id": run.pk,
        "number": number,
        "external_id": cleaned.external_id,
        "values": cleaned.values if needed else {},
        "digest": cleaned.digest,
        "is_done": verdict.outcome in {Outcome.REFUSED, Outcome.ELSEWHERE},
        "outcome": verdict.outcome.value,
        "enterprise_id": verdict.enterprise_id,
        "twin": verdict.twin,
        "likeness": verdict.likeness,
        "why": verdict.why.value if verdict.why else "",
    }


def _judge(row: RegisterRow, verdict: Verdict) -> None:
    row.outcome, row.enterprise_id = verdict.outcome, verdict.enterprise_id
    row.twin, row.likeness, row.why = verdict.twin, verdict.likeness, verdict.why or ""


def _problem(run: RegisterRun, number: int, problem: Problem, fields: Columns) -> dict[str, Any]:
    return {
        "run_id": run.pk,
        "row": number,
        "column": fields.names.get(problem.field, "")[:120],
        "code": problem.code.value,
        "severe": problem.severe,
        "value": problem.value[:200],
        "detail": {"field": str(problem.field), **problem.detail},
    }


def _give_up(run: RegisterRun, claim: claims.Claim, problem: FileProblem) -> None:
    """The file turned out broken or too long while it was read: nothing of it stays."""
    with transaction.atomic():
        run.rows.all().delete()
        run.problems.all().delete()
        RegisterProblem.objects.create(run=run, row=None, code=problem.code, detail=problem.detail)
        RegisterFile.objects.filter(run=run).delete()
        claim.finish(Stage.FAILED, total=0, done=0, report={})
