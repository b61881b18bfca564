"""One line at a terminal that says how far an import is."""

import time
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper

from secon.procurement.domain.importing import Progress


class Line:
    """Rewrites its line at a terminal; writes one every ten seconds into a file."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._shown_at = 0.0
        self._open = False

    def __enter__(self) -> Self:
        self._shown_at = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open:
            self._stream.write("")

    def show(self, progress: Progress) -> None:
        """Show how far it is."""
        if not self._terminal and time.monotonic() - self._shown_at < 10:
            return
        self._shown_at = time.monotonic()
        share = min(progress.done / progress.total, 1) if progress.total else 0
        left = progress.seconds_left
        text = f"{share:4.0%}  {progress.read} notices  {progress.rate:.0f}/s  " + (
            "" if left is None else f"{_span(left)} left"
        )
        if self._terminal:
            self._stream.write(f"\r{text:<72}", ending="")
            self._stream.flush()
            self._open = True
        else:
            self._stream.write(text)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
