"""Building the directory's file: one builder at a time on a machine, put in place by renaming.

The lock is the operating system's and ends with its process, so a builder that is killed blocks
nobody. It leaves a draft, which the next builder deletes.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from secon.enterprises.domain.directory import building, segment
from secon.enterprises.domain.directory.segment import Segment
from secon.enterprises.domain.directory.source import Source

COMMAND = "index_directory"
AGAIN_AFTER = 60  # seconds until a builder that did not help is started once more

Stamp = tuple[int, int]
"""What tells one file from the next without opening it."""


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


def read(path: Path) -> tuple[Segment, int, int] | None:
    """The segment in a file with its epoch and number; None if it is not there or not whole."""
    try:
        found, said = segment.load(path)
        return found, int(said["epoch"]), int(said["number"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def build(
    source: Source,
    path: Path,
    *,
    wait: bool = True,
    at_least: tuple[int, int] | None = None,
    on_entry: Callable[[int], None] | None = None,
) -> bool:
    """Write what ``source`` lists to ``path``; False if it was not needed or not possible.

    With ``wait`` another builder is waited for, else nothing is done while one is at work. Where
    the file holds the state ``at_least`` or a newer one by then, it is left as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path, wait=wait) as locked:
        if not locked:
            return False
        if at_least and (found := read(path)) and at_least <= found[1:] <= source.latest():
            return False
        for draft in path.parent.glob(f"{path.name}.draft-*"):
            draft.unlink(missing_ok=True)
        epoch, number = source.latest()
        made = building.build(source.entries(), on_entry=on_entry)
        draft = path.with_name(f"{path.name}.draft-{os.getpid()}")
        segment.save(made, draft, said={"epoch": epoch, "number": number})
        draft.replace(path)
    return True


@contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[bool]:
    with path.with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


_started: tuple[subprocess.Popen[bytes], float] | None = None


def start_process() -> bool:
    """Start a builder as a process of its own, unless this one did a short while ago."""
    global _started  # noqa: PLW0603 -- one per process
    if _started:
        process, since = _started
        if process.poll() is None or time.monotonic() - since < AGAIN_AFTER:
            return True
    _started = (
        subprocess.Popen(  # noqa: S603 -- fixed words
            [sys.executable, "-m", "django", COMMAND],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        ),
        time.monotonic(),
    )
    return True
