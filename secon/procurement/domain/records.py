"""A run as plain data, for people at a terminal and for programs."""

from typing import TypedDict

from secon.procurement.models import ImportRun


class ProblemRecord(TypedDict):
    """A problem: what kind, in which file, where in it."""

    level: str
    code: str
    file: str
    where: str
    message: str


class RunRecord(TypedDict):
    """What ``import_ted --json`` prints."""

    run: int
    source: str
    source_kind: str
    state: str
    started: str
    read: int
    stored: int
    replaced: int
    unchanged: int
    lots: int
    problems: list[ProblemRecord]
    seconds: float | None
    peak_memory_mb: float | None
    quality: dict[str, object]


def record(run: ImportRun) -> RunRecord:
    """The run with its problems in the order they were met."""
    problems = run.problems.order_by("id").values("level", "code", "file", "where", "message")
    return {
        "run": run.pk,
        "source": run.source,
        "source_kind": run.source_kind,
        "state": run.state,
        "started": run.started_at.isoformat(),
        "read": run.read,
        "stored": run.stored,
        "replaced": run.replaced,
        "unchanged": run.unchanged,
        "lots": run.lots,
        "problems": [ProblemRecord(**problem) for problem in problems],
        "seconds": run.seconds,
        "peak_memory_mb": run.peak_memory_mb,
        "quality": run.quality,
    }


def sentences(run: ImportRun) -> list[str]:
    """The run in a few lines of English, for a terminal."""
    rate = run.read / run.seconds if run.seconds else 0.0
    counts = (
        f"{run.source}: {run.read} notices read, {run.stored} stored, {run.replaced} replaced, "
        f"{run.unchanged} unchanged, {run.lots} lots, {run.problem_count} problems"
    )
    lines = [
        counts,
        f"{run.seconds or 0:.1f} s, {rate:.0f} notices/s, {run.peak_memory_mb or 0:.0f} MB",
    ]
    skipped = run.quality.get("skipped") or {}
    lines += [f"not read: {count} {why}" for why, count in skipped.items()]
    return lines
