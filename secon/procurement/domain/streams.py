"""Reading forward with limits: what lets archives be read without trusting their headers."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

MB = 1 << 20
BLOCK = 512
_NAME_LIMIT = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What an honest package stays under, many times over. Sizes in bytes."""

    member: int = 64 * MB  # a notice, or a day inside a month; they reach 20 MB
    package: int = 8192 * MB  # everything in one file: a month is about 5 GB
    members: int = 200_000  # in one archive; a day has under 5,000
    depth: int = 3  # month, day, notice, and one to spare
    ratio: int = 200  # unpacked to packed; notices reach 30
    ratio_from: int = 32 * MB


class TooMuch(Exception):  # noqa: N818 -- says what it is
    """A limit was passed; ``code`` says which."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    @classmethod
    def of(cls, code: str, limit: int) -> Self:
        """The refusal that names the limit."""
        return cls(code, f"More than the {limit} that are allowed.")


class Readable(Protocol):
    """All that is asked of a stream."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; fewer only at the end."""
        ...


class Forward:
    """A stream that is read once, counts, and stops when it unpacks to more than it may."""

    def __init__(self, stream: Readable, limits: Limits, packed: "Forward | None" = None) -> None:
        self._stream = stream
        self._limits = limits
        self._packed = packed
        self._ahead = b""
        self.position = 0

    def peek(self, size: int) -> bytes:
        """The next bytes, still to be read."""
        if len(self._ahead) < size:
            self._ahead += self._stream.read(size - len(self._ahead))
        return self._ahead[:size]

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, fewer only at the end; never more than a member may have."""
        if size < 0 or size > self._limits.member + 1:
            size = self._limits.member + 1
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        if len(data) < size:
            data += self._stream.read(size - len(data))
        self.position += len(data)
        if self.position > self._limits.package:
            raise TooMuch.of("package-too-large", self._limits.package)
        if (
            self._packed is not None
            and self.position > self._limits.ratio_from
            and self.position > self._packed.position * self._limits.ratio
        ):
            raise TooMuch("bomb", "It unpacks to far more than it is.")
        return data

    def skip(self, size: int) -> None:
        """Pass over ``size`` bytes. EOFError when there are fewer."""
        while size:
            part = len(self.read(min(size, MB)))
            if not part:
                raise EOFError("The archive ends inside a member.")
            size -= part

    def exactly(self, size: int) -> bytes:
        """``size`` bytes. EOFError when there are fewer."""
        data = self.read(size)
        if len(data) < size:
            raise EOFError("The archive ends inside a member.")
        return data


@dataclass(frozen=True, slots=True)
class TarMember:
    """A member's header; the stream stands at the beginning of its bytes."""

    name: str
    size: int
    is_file: bool


def tar_members(stream: Forward) -> Iterator[TarMember]:
    """The members of a tar, read forward only.

    ``tarfile`` ends quietly at a broken header and reads name records of any size into memory;
    this raises ``tarfile.HeaderError`` or ``EOFError`` and refuses such names. Whoever takes a
    member reads all of it or nothing; what is left is skipped here.
    """
    name, size = "", None
    while True:
        block = stream.exactly(BLOCK)
        if not block.strip(b"\0"):
            return
        info = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
        if info.type in {tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE}:
            record = _record(stream, info.size)
            if info.type == tarfile.GNUTYPE_LONGNAME:
                name = record.rstrip(b"\0").decode("utf-8", "replace")
            else:
                fields = _pax(record)
                name, size = fields.get("path", name), _number(fields.get("size"))
            continue
        if info.type in {tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK}:
            _record(stream, info.size)
            continue
        length = info.size if size is None else size
        if not info.isdir():
            plain = info.type in {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
            begin = stream.position
            yield TarMember(name or info.name, length, plain)
            length -= stream.position - begin
        stream.skip(length + -(info.size if size is None else size) % BLOCK)
        name, size = "", None


def _record(stream: Forward, size: int) -> bytes:
    if size > _NAME_LIMIT:
        raise tarfile.HeaderError(f"a record of {size} bytes where a name is expected")
    record = stream.exactly(size)
    stream.skip(-size % BLOCK)
    return record


def _pax(record: bytes) -> dict[str, str]:
    """The ``length key=value`` lines of a pax header."""
    fields = {}
    while record:
        length, _, _ = record.partition(b" ")
        line, record = record[: int(length)], record[max(int(length), 1) :]
        key, _, value = line[len(length) + 1 : -1].partition(b"=")
        fields[key.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
    return fields


def _number(text: str | None) -> int | None:
    return None if text is None else max(int(text), 0)
