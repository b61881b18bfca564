"""The project's own table of code lists: one JSON object, one row per line, readable in a diff.

``{"about": …, "languages": ["en", …], "lists": [{"id", "version", "source", "complete",
"rows": [[code, suffix, parent, [label per language]], …]}]}``; a list tailored from another says
``labels_of`` and its rows are ``[code]``.
"""

import json
from collections.abc import Iterable
from typing import Any

from secon.codes.formats.shape import CodeListError, ParsedCode, ParsedList, with_cpv_parents


def parse_json(data: bytes, *, source: str) -> dict[str, object]:
    """The object in ``data``; CodeListError names the line where it is not JSON."""
    try:
        document = json.loads(data)
    except json.JSONDecodeError as error:
        raise CodeListError(source, error.lineno, error.msg) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise CodeListError(source, None, f"not readable as JSON: {error}") from error
    if not isinstance(document, dict):
        raise CodeListError(source, 1, "not a JSON object")
    return document


def read(document: dict[str, object], *, source: str) -> tuple[ParsedList, ...]:
    """Every list of the table, in order."""
    lists: dict[str, ParsedList] = {}
    try:
        languages = [str(one) for one in document["languages"]]  # type: ignore[attr-defined]
        for entry in document["lists"]:  # type: ignore[attr-defined]
            tailored = entry.get("labels_of")
            one = ParsedList(
                id=entry["id"],
                version=entry["version"],
                source=entry["source"],
                complete=entry["complete"],
                codes=(
                    _tailored(lists[tailored], entry["rows"])
                    if tailored
                    else tuple(_code(row, languages) for row in entry["rows"])
                ),
            )
            lists[one.id] = one
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise CodeListError(source, None, f"not a table of code lists: {error!r}") from error
    return tuple(lists.values())


def _code(row: list[Any], languages: list[str]) -> ParsedCode:
    code, suffix, parent, texts = row
    labels = {language: text for language, text in zip(languages, texts, strict=True) if text}
    return ParsedCode(code, labels, suffix, parent or None)


def _tailored(whole: ParsedList, rows: list[list[str]]) -> tuple[ParsedCode, ...]:
    """The codes of a list whose rows only name codes of the ``whole`` one."""
    known = {code.code: code for code in whole.codes}
    return with_cpv_parents(known[row[0]] for row in rows)


def write(
    lists: Iterable[ParsedList], *, languages: list[str], about: dict[str, str], subsets: list[str]
) -> str:
    """The text of a table. Lists named in ``subsets`` keep only codes; their labels are CPV's."""

    def dumps(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    blocks = []
    for one in lists:
        head: dict[str, object] = {
            "id": one.id,
            "version": one.version,
            "source": one.source,
            "complete": one.complete,
        }
        if one.id in subsets:
            head["labels_of"] = "cpv"
            rows: list[list[object]] = [[code.code] for code in one.codes]
        else:
            rows = [
                [
                    code.code,
                    code.suffix,
                    code.parent or "",
                    [code.labels.get(language, "") for language in languages],
                ]
                for code in one.codes
            ]
        lines = ",\n".join(dumps(row) for row in rows)
        blocks.append(f'{dumps(head)[:-1]}, "rows": [\n{lines}\n]}}')
    inner = ",\n".join(blocks)
    return (
        f'{{"about": {dumps(about)},\n"languages": {dumps(languages)},\n"lists": [\n{inner}\n]}}\n'
    )
