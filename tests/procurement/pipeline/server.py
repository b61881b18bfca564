"""A server on this machine that behaves like TED's package pages, with faults on demand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Packages:
    """What the server has (``/daily/202300223`` to bytes), and what was asked of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[int | str] = field(default_factory=list)
    """Answers to the next requests: a status, or ``cut`` for half of the bytes."""
    asked: list[tuple[str, str]] = field(default_factory=list)  # path, range
    ranges: bool = True


@contextmanager
def serving(packages: Packages) -> Iterator[str]:
    """Serve on a free port; gives the base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            packages.asked.append((self.path, asked))
            fault = packages.faults.pop(0) if packages.faults else None
            data = packages.files.get(self.path)
            if isinstance(fault, int):
                self.send_response(fault)
                self.send_header("Retry-After", "1")
                self.end_headers()
                return
            if data is None:
                self.send_error(404)
                return
            begin, _, end = asked.removeprefix("bytes=").partition("-")
            part = data[int(begin or 0) : int(end) + 1 if end else None]
            partial = bool(asked) and packages.ranges
            body = part if partial else data
            self.send_response(206 if partial else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
            except (BrokenPipeError, ConnectionResetError):
                return  # whoever asked has seen enough

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
