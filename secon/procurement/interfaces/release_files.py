"""Releases in a file: JSON Lines, one release a line, compressed where the name says so."""

import contextlib
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from secon.procurement.ocds import Json

STANDARD_OUT = "-"


def write_lines(releases: Iterable[Json], out: str) -> int:
    """Writes ``releases`` one by one to ``out`` (a path, or ``-``); how many there were.

    The file appears when it is whole. The same releases always make the same bytes.
    """
    count = 0
    with _opened(out) as stream:
        for one in releases:
            stream.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode())
            stream.write(b"\n")
            count += 1
    return count


@contextlib.contextmanager
def _opened(out: str) -> Iterator[IO[bytes]]:
    if out == STANDARD_OUT:
        yield sys.stdout.buffer
        return
    path = Path(out)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as raw:
        part = Path(raw.name)
        try:
            if path.suffix == ".gz":
                with gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield raw
            raw.flush()
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
