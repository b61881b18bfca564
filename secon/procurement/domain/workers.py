"""Reading in several processes: in order, with little under way at a time, whatever dies."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing.connection import wait

from secon.procurement.domain.packages import Trouble
from secon.procurement.domain.reading import Chunk, Task, Terms, read_chunk

_FILES = 32
_BYTES = 1 << 20
_AHEAD = 3  # chunks under way per process: enough to keep it busy, little to hold
_NOT_WORTH_IT = 48  # files that are read before a process would have started
Tasks = tuple[Task, ...]


def read_in_order(tasks: Iterable[Task], *, terms: Terms, jobs: int) -> Iterator[Chunk]:
    """What came of the tasks, in their order, in chunks. ``jobs`` processes, or none for one job.

    A file at which a process dies is a trouble; the others are read all the same.
    """
    tasks = iter(tasks)
    first = tuple(islice(tasks, _NOT_WORTH_IT))
    chunks = _chunks(chain(first, tasks))
    if jobs < 2 or len(first) < _NOT_WORTH_IT:
        for chunk in chunks:
            yield read_chunk(chunk, terms)
        return
    waiting: deque[Tasks] = deque()
    while True:
        with _pool(jobs) as pool:
            try:
                yield from _through(pool, chunks, waiting, terms, jobs * _AHEAD)
            except BrokenProcessPool:
                broken = tuple(waiting)
            else:
                return
        waiting.clear()
        for chunk in broken:
            yield from _carefully(chunk, terms)


def _through(
    pool: ProcessPoolExecutor,
    chunks: Iterator[Tasks],
    waiting: deque[Tasks],
    terms: Terms,
    ahead: int,
) -> Iterator[Chunk]:
    """Keeps ``waiting`` as what was sent and has not come back, for whoever must take over."""
    futures: deque[Future[Chunk]] = deque()
    for chunk in chunks:
        waiting.append(chunk)
        futures.append(pool.submit(read_chunk, chunk, terms))
        if len(futures) >= ahead:
            result = futures.popleft().result()
            waiting.popleft()
            yield result
    while futures:
        result = futures.popleft().result()
        waiting.popleft()
        yield result


def _carefully(tasks: Tasks, terms: Terms) -> Iterator[Chunk]:
    """These files in a process of their own; halved where it dies, until the one file is found."""
    with _pool(1) as pool:
        try:
            done = pool.submit(read_chunk, tasks, terms).result()
        except BrokenProcessPool:
            done = None
    if done is not None:
        yield done
    elif len(tasks) == 1:
        text = "The process that read this file ended; the file was left out."
        yield Chunk((Trouble("reader-died", tasks[0].name, "", text),), 0.0, 0)
    else:
        middle = len(tasks) // 2
        yield from _carefully(tasks[:middle], terms)
        yield from _carefully(tasks[middle:], terms)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes that know nothing of the parent's database."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """Leave stopping to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _chunks(tasks: Iterable[Task]) -> Iterator[Tasks]:
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += len(task.data)
        if len(chunk) >= _FILES or size >= _BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)
