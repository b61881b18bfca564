"""Work spread over a Dask cluster: an adapter, and the only place that knows Dask.

``distributed`` is an optional part (requirements/scale.in); without ``--scheduler`` it is never
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
WAIT = "10s"  # for the scheduler to answer


class NoCluster(Exception):  # noqa: N818 -- says what is the matter
    """Dask is not installed here, or the scheduler cannot be reached."""


def over_dask(scheduler: str) -> Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]:
    """How to call a function for many things on the cluster at ``scheduler`` (``tcp://…``).

    Answers come in the order of the things. What fails on a worker is raised here.
    """

    def spread(function: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        try:
            from distributed import Client  # noqa: PLC0415 -- optional, and slow to import
        except ImportError as error:
            message = "Dask is not installed: pip install -r requirements/scale.txt"
            raise NoCluster(message) from error
        try:
            client: Any = Client(scheduler, timeout=WAIT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask's own
        except OSError as error:
            message = f"No scheduler answers at {scheduler}."
            raise NoCluster(message) from error
        with client:
            futures = client.map(function, things, pure=False)
            while futures:
                yield futures.pop(0).result()

    return spread
