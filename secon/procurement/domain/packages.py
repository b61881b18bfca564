"""Members of packages, one after another: files, folders, zips, tars, and these inside each other.

Nothing is ever written to disk and no name from an archive is used as a path. Whatever is wrong
with an archive comes out as a :class:`Trouble` among the members; reading goes on behind it.
Pure: the file system is read, nothing else.
"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from secon.procurement.domain.streams import BLOCK, Forward, Limits, TooMuch, tar_members

SDK_EXAMPLES = "examples/notices/"
"""Where the eForms SDK keeps its examples: made-up values, twelve of them invalid on purpose."""
_DAMAGE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its name as said (``package/member``), its bytes, how far the source is read."""

    name: str
    data: bytes
    position: int  # bytes of the source consumed so far


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read: a code, the file, the place in it, a sentence."""

    code: str
    file: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not meant to be a notice, and why: ``not-xml`` or ``sdk-example``."""

    file: str
    why: str


Item = Member | Trouble | Skipped


def total_size(path: Path) -> int:
    """Bytes of the file, or of all files in the folder: what ``Member.position`` runs up to."""
    return sum(file.stat().st_size for file in _files(path))


def items(path: Path, *, limits: Limits | None = None) -> Iterator[Item]:
    """Everything in the file or folder at ``path``, in the order of the names.

    The SDK's examples are passed over unless ``path`` is they, or an archive of nothing else.
    """
    limits = limits or Limits()
    base = 0
    with_examples = not path.is_dir()
    for file in _files(path):
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        size = file.stat().st_size
        reader = _Reader(limits, base, with_examples=with_examples)
        with file.open("rb") as stream:
            yield from reader.read(stream, name, depth=0)
        base += size


def _files(path: Path) -> list[Path]:
    """The file itself, or the files below the folder; hidden ones and links out of it are not."""
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not file.is_symlink() and not file.name.startswith(".")
    )


class _Reader:
    """Reads one top-level file; knows how much it has given out, to stop bombs."""

    def __init__(self, limits: Limits, base: int, *, with_examples: bool) -> None:
        self.limits = limits
        self.base = base
        self.with_examples = with_examples
        self.given = 0
        self.top: IO[bytes] | None = None

    def read(self, stream: IO[bytes], name: str, *, depth: int) -> Iterator[Item]:
        """The items of an open file; ``depth`` counts the archives around it."""
        if depth == 0:
            self.top = stream
        if depth > self.limits.depth:
            yield Trouble("too-deep", name, "", f"More than {self.limits.depth} archives deep.")
            return
        head = stream.read(BLOCK)
        stream.seek(0)
        try:
            if head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
                yield from self._zip(stream, name, depth)
            elif head[:2] == b"\x1f\x8b":
                yield from self._gzip(stream, name, depth)
            elif _is_tar(head):
                yield from self._tar(Forward(stream, self.limits), name, depth)
            else:
                yield from self._plain(stream, name, head)
        except TooMuch as error:
            yield Trouble(error.code, name, "", str(error))
        except _DAMAGE as error:
            yield Trouble("damaged-archive", name, "", f"{type(error).__name__}: {error}")

    def _plain(self, stream: IO[bytes], name: str, head: bytes) -> Iterator[Item]:
        if not _meant_as_notice(name, head):
            package = name.lower().endswith((".zip", ".gz", ".tgz", ".tar"))
            yield (
                Trouble("not-an-archive", name, "", "Its first bytes are of no archive known.")
                if package
                else Skipped(name, "not-xml")
            )
            return
        if not self.with_examples and SDK_EXAMPLES in name:
            yield Skipped(name, "sdk-example")
            return
        data = stream.read(self.limits.member + 1)
        if len(data) > self.limits.member:
            yield self._too_large(name)
            return
        yield Member(name, data, self._position())

    def _zip(self, stream: IO[bytes], name: str, depth: int) -> Iterator[Item]:
        with zipfile.ZipFile(stream) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            self._check_count(len(infos))
            for info in infos:
                inner = f"{name}/{info.filename}"
                if _leads_out(info.filename):
                    yield _unsafe(inner)
                    continue
                if self._is_bomb(info.compress_size, info.file_size):
                    yield Trouble("bomb", inner, "", "It would unpack to far more than it is.")
                    continue
                try:
                    with archive.open(info) as file:
                        data = file.read(self.limits.member + 1)
                except (*_DAMAGE, RuntimeError, NotImplementedError) as error:
                    yield Trouble("damaged-member", inner, "", f"{type(error).__name__}: {error}")
                    continue
                yield from self._inner(data, inner, depth)

    def _gzip(self, stream: IO[bytes], name: str, depth: int) -> Iterator[Item]:
        """A gzipped tar; a gzipped single file is read as that file."""
        packed = Forward(stream, self.limits)
        with gzip.GzipFile(fileobj=packed) as unzipped:  # type: ignore[call-overload]  # only reads
            content = Forward(unzipped, self.limits, packed)
            if _is_tar(content.peek(BLOCK)):
                yield from self._tar(content, name, depth)
                return
            data = content.read(self.limits.member + 1)
        yield from self._inner(data, name.removesuffix(".gz"), depth)

    def _tar(self, content: Forward, name: str, depth: int) -> Iterator[Item]:
        for count, member in enumerate(tar_members(content), start=1):
            self._check_count(count)
            inner = f"{name}/{member.name}"
            if _leads_out(member.name):
                yield _unsafe(inner)
            elif not member.is_file:
                yield Trouble("not-a-file", inner, "", "A link or device, not a file.")
            elif member.size > self.limits.member:
                yield self._too_large(inner)
            else:
                yield from self._inner(content.exactly(member.size), inner, depth)

    def _inner(self, data: bytes, name: str, depth: int) -> Iterator[Item]:
        if len(data) > self.limits.member:
            yield self._too_large(name)
            return
        self.given += len(data)
        if self.given > self.limits.package:
            raise TooMuch.of("package-too-large", self.limits.package)
        yield from self.read(io.BytesIO(data), name, depth=depth + 1)

    def _check_count(self, count: int) -> None:
        if count > self.limits.members:
            raise TooMuch.of("too-many-members", self.limits.members)

    def _is_bomb(self, packed: int, size: int) -> bool:
        return size > self.limits.ratio_from and size > packed * self.limits.ratio

    def _too_large(self, name: str) -> Trouble:
        return Trouble("member-too-large", name, "", f"More than {self.limits.member} bytes.")

    def _position(self) -> int:
        try:
            return self.base + (self.top.tell() if self.top else 0)
        except (OSError, ValueError):
            return self.base


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _meant_as_notice(name: str, head: bytes) -> bool:
    """By its name, or by its first sign: empty and broken ``.xml`` files are for the parser."""
    return name.lower().endswith(".xml") or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


def _leads_out(name: str) -> bool:
    """Absolute, with a drive, or with ``..``: no honest package has such a name."""
    parts = name.replace("\\", "/").split("/")
    return not name or parts[0] == "" or parts[0].endswith(":") or ".." in parts or "\0" in name


def _unsafe(name: str) -> Trouble:
    return Trouble("unsafe-path", name, "", "The name leads out of the archive; it was not read.")
