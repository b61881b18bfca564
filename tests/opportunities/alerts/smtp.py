"""A mail server for tests: takes letters over by RFC 5321 and calls back at each step of a session."""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

Step = Callable[[str, int], str | None]
"""(step, number of the session) to another answer; None: the usual one, "": close the connection."""


@dataclass
class Sink:
    """What was taken over. ``port`` is where it listens."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    sessions: int = 0
    step: Step = lambda _step, _number: None

    def ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.taken]

    def to(self) -> list[str]:
        return sorted(str(letter["To"]) for letter in self.taken)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink: Sink = self.server.sink
        sink.sessions += 1
        number = sink.sessions

        def say(step: str, usual: str) -> bool:
            answer = sink.step(step, number)
            if answer == "":
                return False
            self.wfile.write(f"{answer or usual}\r\n".encode())
            return not (answer and step == "connect")

        try:
            if not say("connect", "220 sink"):
                return
            while line := self.rfile.readline():
                verb = line.split()[0].upper().decode() if line.split() else ""
                if verb == "DATA":
                    if not say("data", "354 go on") or not self._data(sink, say):
                        return
                elif verb == "QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                elif not say(verb.lower(), "250 ok"):
                    return
        except (ConnectionError, TimeoutError):
            return

    def _data(self, sink: Sink, say: Callable[[str, str], bool]) -> bool:
        """Read up to the dot; what ends before it was never taken."""
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(re.sub(rb"^\.", b"", line))
        answer = sink.step("dot", sink.sessions)
        if answer == "":
            return False
        if answer and not answer.startswith("250"):
            self.wfile.write(f"{answer}\r\n".encode())
            return True
        sink.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return say("taken", "250 taken")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    sink: Sink


@contextmanager
def sink() -> Iterator[Sink]:
    """A server on a free port of this machine."""
    found = Sink()
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.sink, found.port = found, server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join()
