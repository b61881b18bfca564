"""The line at a terminal says how far an import is."""

import io

from django.core.management.base import OutputWrapper

from secon.procurement.domain.importing import Progress
from secon.procurement.management.progress import Line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream, *told):
    with Line(OutputWrapper(stream)) as line:
        for progress in told:
            line.show(progress)
    return stream.getvalue()


def test_terminal_has_one_line_that_is_written_over():
    text = shown(Terminal(), Progress(500, 25, 100, 2.0), Progress(2000, 100, 100, 8.0))
    assert text.startswith("\r 25%  500 notices  250/s  0:06 left")
    assert "\r100%  2000 notices  250/s  0:00 left" in text
    assert text.endswith("\n")


def test_hours_are_written_as_hours():
    assert "1:23:20 left" in shown(Terminal(), Progress(10, 1, 101, 50.0))


def test_file_is_not_filled_with_progress():
    assert shown(io.StringIO(), *[Progress(n, n, 100, n) for n in range(1, 100)]) == ""
