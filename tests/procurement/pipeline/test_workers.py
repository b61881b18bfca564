"""Reading in processes keeps the order, holds little and survives a process that dies."""

import os
from datetime import date

from secon.procurement.domain.packages import Trouble
from secon.procurement.domain.reading import Parsed, Task, Terms
from secon.procurement.domain.workers import read_in_order
from tests.procurement.pipeline.build import call

TERMS = Terms(today=date(2023, 12, 1))


class Deadly(bytes):
    """Bytes that end the process that unpacks them."""

    def __reduce__(self):
        return (os._exit, (1,))


def tasks(count):
    return [Task(f"{n}.xml", call(n), f"digest-{n}") for n in range(1, count + 1)]


def results(found, jobs=2):
    return [one for chunk in read_in_order(found, terms=TERMS, jobs=jobs) for one in chunk.results]


def test_results_come_in_the_order_of_the_files():
    names = [one.name for one in results(tasks(200))]
    assert names == [f"{n}.xml" for n in range(1, 201)]


def test_file_at_which_a_process_dies_is_a_problem_and_the_others_are_read():
    files = tasks(100)
    files[60] = Task("deadly.xml", Deadly(b"<a/>"), "digest")
    found = results(files)
    assert [one.name for one in found if isinstance(one, Parsed)] == [
        f"{n}.xml" for n in range(1, 101) if n != 61
    ]
    (trouble,) = [one for one in found if isinstance(one, Trouble)]
    assert (trouble.code, trouble.file) == ("reader-died", "deadly.xml")


def test_files_are_taken_as_they_are_needed():
    taken = []

    def source():
        for task in tasks(2000):
            taken.append(task.name)
            yield task

    chunks = read_in_order(source(), terms=TERMS, jobs=2)
    next(chunks)
    assert len(taken) < 600
    chunks.close()


def test_few_files_start_no_process():
    chunks = list(read_in_order(tasks(10), terms=TERMS, jobs=2))
    assert {chunk.pid for chunk in chunks} == {os.getpid()}
