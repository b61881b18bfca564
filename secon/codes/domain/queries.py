"""What the pages and the API read from the database: one code with what stands around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from secon.codes.domain.labels import FALLBACK
from secon.codes.models import Code, CodeLabel
from secon.codes.rules import CPV


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code with its label in the reader's language, else in English, else none."""

    code: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class CodeInContext:
    """One code, the codes above it from the top, those right below it, and all its labels."""

    list: str
    suffix: str
    active: bool
    named: NamedCode
    above: tuple[NamedCode, ...]
    below: tuple[NamedCode, ...]
    labels: dict[str, str]
    parent: str | None


def code_in_context(list_id: str, code: str, language: str) -> CodeInContext | None:
    """Two queries, however many codes are below; None if the list has no such code."""
    rows = _rows_around(list_id, code)
    own = next((row for row in rows if row.code == code), None)
    if own is None:
        return None
    by_key = {row.pk: row for row in rows}
    above: list[Code] = []
    step = by_key.get(own.parent_id or 0)
    while step is not None and step not in above:
        above.insert(0, step)
        step = by_key.get(step.parent_id or 0)
    below = [row for row in rows if row.parent_id == own.pk and row.active]
    labels = _labels((row.pk for row in rows), own.pk, language)

    def named(row: Code) -> NamedCode:
        known = labels.get(row.pk, {})
        chosen = language if language in known else FALLBACK
        return NamedCode(row.code, known.get(chosen, ""), chosen)

    return CodeInContext(
        list=list_id,
        suffix=own.suffix,
        active=own.active,
        named=named(own),
        above=tuple(map(named, above)),
        below=tuple(map(named, below)),
        labels=dict(sorted(labels.get(own.pk, {}).items())),
        parent=above[-1].code if above else None,
    )


def _rows_around(list_id: str, code: str) -> QuerySet[Code]:
    """The code, its children and, in CPV, every code whose subtree holds it."""
    around = Q(code=code) | Q(parent__code=code, parent__list=list_id)
    if list_id == CPV:
        around |= Q(code__in=[code[:size].ljust(8, "0") for size in range(2, 8)])
    return Code.objects.filter(around, list=list_id).order_by("position")


def _labels(keys: Iterable[int], own: int, language: str) -> dict[int, dict[str, str]]:
    """Labels of the code in every language and of the others in two; key to language to label."""
    wanted = Q(code__in=list(keys), language__in={language, FALLBACK}) | Q(code=own)
    found: dict[int, dict[str, str]] = {}
    for label in CodeLabel.objects.filter(wanted):
        found.setdefault(label.code_id, {})[label.language] = label.label
    return found
