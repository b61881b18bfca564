"""``manage.py find_clauses < texts.jsonl``: the social clauses of each line, line by line."""

import json
import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secon.procurement.clauses import Clause, find


class Command(BaseCommand):
    requires_system_checks = ()  # no database, no address: only texts
    help = (
        'Read JSON lines {"fields": {name: text}, "lang": "de"} from a file or standard input and '
        'write one line for each, in the same order: {"clauses": [{"kind", "use", "quote", "field", '
        '"start", "end", "why", "strength"}]}. A line that cannot be read is answered with no '
        "clauses and a message; the command then ends with an error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="default: standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = 0
        with _source(options["file"]) as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    self.stdout.write("")  # nothing asked, nothing answered: the lines stay abreast
                    continue
                try:
                    clauses = [_plain(clause) for clause in _found(line)]
                except ValueError as error:
                    bad += 1
                    clauses = []
                    self.stderr.write(f"line {number}: {error}")
                self.stdout.write(self._line({"clauses": clauses}))
        if bad:
            message = f"{bad} lines could not be read"
            raise CommandError(message)

    def _line(self, answer: dict[str, Any]) -> str:
        """JSON with its letters as they are, escaped where the receiver cannot take them."""
        line = json.dumps(answer, ensure_ascii=False)
        try:
            line.encode(getattr(self.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return json.dumps(answer)
        return line


def _source(name: str) -> Any:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        message = f"{name}: {error.strerror}"
        raise CommandError(message) from error


def _found(line: bytes) -> tuple[Clause, ...]:
    """The clauses of one line. Raises ValueError with a message for people."""
    try:
        asked = json.loads(line)
    except RecursionError as error:
        message = "nested too deep"
        raise ValueError(message) from error
    fields = asked.get("fields") if isinstance(asked, dict) else None
    if not isinstance(fields, dict) or not isinstance(asked.get("lang", ""), str):
        message = 'not an object with "fields" (name to text) and "lang"'
        raise ValueError(message)
    texts = {name: text for name, text in fields.items() if text is not None}
    if any(not isinstance(text, str) for text in texts.values()):
        message = "a field is not a text"
        raise ValueError(message)
    return find(texts, asked.get("lang", ""))


def _plain(clause: Clause) -> dict[str, str | int]:
    return {
        "kind": clause.kind.value,
        "use": clause.use.value,
        "quote": clause.quote,
        "field": clause.field,
        "start": clause.start,
        "end": clause.end,
        "why": clause.why,
        "strength": clause.strength.value,
    }
