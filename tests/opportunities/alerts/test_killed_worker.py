"""A worker ended by SIGKILL at each step of its work: nothing is sent twice, nothing is lost.

The mail server of the test ends the worker, so that each test knows at which step it was. After
that the same command runs again, as the timetable would.
"""

import threading
import time

import pytest

from tests.opportunities.alerts.conftest import KILLED
from tests.opportunities.alerts.seed import later, seed, told

PEOPLE = 3


def kill_at(worker, step, session=2):
    """End the worker when the server comes to ``step`` of its session number ``session``."""

    def act(now, number):
        if now == step and number == session:
            worker.kill()
            return ""
        return None

    worker.mail.step = act


def usual(_step, _session):
    return None


def assert_each_once(worker, people):
    """Every reader got one letter, each letter its own name, and the database says so."""
    assert worker.mail.to() == sorted(people)
    assert len(set(worker.mail.ids())) == len(people)


@pytest.mark.parametrize("step", ["connect", "mail", "rcpt", "data"])
def test_a_worker_ended_before_the_last_line_has_sent_nothing_and_the_next_sends_it(worker, step):
    people = worker.ask(seed, PEOPLE)
    kill_at(worker, step)
    worker.run()
    assert worker.ended == [KILLED]
    assert len(worker.mail.taken) == 1

    worker.mail.step = usual
    worker.run()

    assert_each_once(worker, people)
    assert worker.ask(told) == {
        "states": {"sent": PEOPLE},
        "lines": 2 * PEOPLE,
        "steps": 2 * PEOPLE,
    }


def test_the_command_itself_is_ended_and_started_again(worker):
    """As the timetable starts it: ``manage.py`` in a new interpreter."""
    people = worker.ask(seed, PEOPLE)
    kill_at(worker, "data")
    assert worker.command().wait(timeout=180) == KILLED
    worker.mail.step = usual
    assert worker.command().wait(timeout=180) == 0

    assert_each_once(worker, people)


def test_a_letter_half_sent_is_not_taken_over_and_is_sent_whole_later(worker):
    """Ended while the text itself goes out: the server sees the end of the connection, no dot."""
    people = worker.ask(seed, 1)

    def slow(step, session):
        if step == "data" and session == 1:
            threading.Timer(0.0, worker.kill).start()
            time.sleep(0.5)
        return

    worker.mail.step = slow
    worker.run()
    taken_by_then = len(worker.mail.taken)
    worker.mail.step = usual
    worker.run()

    assert taken_by_then == 0
    assert_each_once(worker, people)


@pytest.mark.parametrize("step", ["dot", "taken"])
def test_a_letter_taken_over_is_not_sent_again_though_nobody_could_note_it(worker, step):
    """Ended between the last line and the note: the outcome is unknown to everybody but the server."""
    people = worker.ask(seed, PEOPLE)

    def act(now, number):
        if now == step and number == 2:
            worker.kill()
        return  # a server that has read the dot delivers, whoever waits for the answer

    worker.mail.step = act
    worker.run()
    worker.mail.step = usual
    worker.run()

    assert_each_once(worker, people)
    assert worker.ask(told)["states"] == {"handed": 1, "sent": PEOPLE - 1}

    worker.ask(later)
    worker.run()

    assert worker.mail.to() == sorted([*people, str(worker.mail.taken[1]["To"])])
    last = worker.mail.taken[-1].get_content()
    assert "may not have reached you" in last
    assert "CLOSING SOON" not in last
    assert worker.ask(told)["states"] == {"sent": PEOPLE, "unsure": 1}
    assert worker.ask(told)["lines"] == 2 * PEOPLE


def test_a_worker_ended_while_it_prepares_letters_loses_and_doubles_none(worker):
    people = worker.ask(seed, 12)
    pid, out = worker.start(), worker.out
    until = time.monotonic() + 60
    while time.monotonic() < until and not worker.ask(told)["states"].get("prepared"):
        pass
    worker.kill()
    worker.wait(pid, out)

    worker.run()

    assert_each_once(worker, people)
    assert worker.ask(told)["lines"] == 24


def test_a_worker_ended_again_and_again_sends_each_letter_once(worker):
    people = worker.ask(seed, 4)
    sessions = iter(("connect", "rcpt", "data", "mail", "data"))
    wanted = [next(sessions)]

    def act(now, _number):
        if wanted and now == wanted[0]:
            wanted[:] = [step for step in [next(sessions, None)] if step]
            worker.kill()
            return ""
        return None

    worker.mail.step = act
    for _time in range(6):
        worker.run()

    assert worker.ended == [KILLED] * 5 + [0]
    assert_each_once(worker, people)


def test_two_workers_at_once_send_each_letter_once(worker):
    people = worker.ask(seed, 6)

    def slow(step, _number):
        time.sleep(0.05 if step == "data" else 0)

    worker.mail.step = slow
    runs = [(worker.start(), worker.out) for _run in range(2)]
    for pid, out in runs:
        worker.wait(pid, out)

    assert_each_once(worker, people)
    assert worker.ask(told)["states"] == {"sent": 6}


def test_a_server_that_is_away_or_refuses_for_now_is_tried_again_later(worker):
    people = worker.ask(seed, 2)
    worker.mail.step = lambda step, _number: {
        "connect": None,
        "rcpt": "451 try later",
    }.get(step)
    assert "2 later" in worker.run()
    assert worker.mail.taken == []
    assert "later" not in worker.run()

    worker.mail.step = usual
    worker.ask(later)
    worker.run()

    assert_each_once(worker, people)


def test_what_a_server_refuses_for_good_is_told_in_the_next_letter(worker):
    people = worker.ask(seed, 1)
    worker.mail.step = lambda step, _number: "550 no such address" if step == "rcpt" else None
    assert "1 given up" in worker.run()
    assert worker.ask(told) == {"states": {"failed": 1}, "lines": 0, "steps": 0}

    worker.mail.step = usual
    worker.ask(later)
    worker.run()

    assert_each_once(worker, people)
    assert worker.ask(told)["lines"] == 2


def test_a_refusal_after_the_last_line_is_a_refusal(worker):
    people = worker.ask(seed, 1)
    worker.mail.step = lambda step, _number: "452 full" if step == "dot" else None
    assert "1 later" in worker.run()

    worker.mail.step = usual
    worker.ask(later)
    worker.run()

    assert_each_once(worker, people)


def test_a_connection_that_breaks_after_the_last_line_is_not_tried_again(worker):
    worker.ask(seed, 1)
    worker.mail.step = lambda step, _number: "" if step == "taken" else None
    assert "1 unsure" in worker.run()

    worker.mail.step = usual
    worker.run()

    assert len(worker.mail.taken) == 1
    assert worker.ask(told)["states"] == {"unsure": 1}


def test_every_attempt_bears_the_same_name_and_the_headers_that_stop_it(worker):
    worker.ask(seed, 1)
    worker.run()

    letter = worker.mail.taken[0]
    assert letter["Message-ID"].startswith("<opportunities-")
    assert letter["Message-ID"].endswith("@secon.example>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/opportunities/letters/stop/" in letter["List-Unsubscribe"]
    assert letter["Subject"] == "[SECON] 2 opportunities for you"
