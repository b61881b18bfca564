"""The code lists as readers use them: without a query, the same in every worker.

The database is the record. `publish` writes what it holds to ``SECON_CODES_DIR``: labels, one small
file per language, and the finder's index. `current` reads these, and the table shipped with the
project where nothing was published; it notices a new publication by itself. A reader may hold one
publication while others follow: the one before the newest stays, and a reader whose own is gone goes
on with the newest.
"""

import json
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from secon.codes.domain import building
from secon.codes.domain.everyday import everyday
from secon.codes.domain.index import Index
from secon.codes.domain.lexicon import dictionary_forms, plain_forms
from secon.codes.domain.loading import content_digest, stored_lists
from secon.codes.formats import ParsedList, read
from secon.codes.rules import CPV

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "social_codes.json"
INDEX_VERSION = 3  # raise it when the index is built in another way
_CURRENT = "current.json"

ListLabels = Mapping[str, Mapping[str, str]]
"""List to code to label, in one language."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """What a page says of a list."""

    id: str
    version: str
    source: str
    complete: bool
    codes: int


@dataclass(slots=True)
class Catalogue:
    """One state of all lists; ``folder`` is None for the shipped table."""

    heads: Mapping[str, ListHead]
    folder: Path | None
    stamp: tuple[int, int] | None
    _shipped: tuple[ParsedList, ...] = ()
    _labels: dict[str, ListLabels] = field(default_factory=dict)
    _index: Index | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def labels(self, language: str) -> ListLabels:
        """All labels of a language; empty where it has none."""
        found = self._labels.get(language)
        if found is None:
            found = self._labels[language] = self._read_labels(language)
        return found

    def _read_labels(self, language: str) -> ListLabels:
        if self.folder is None:
            return _labels_of(self._shipped, language)
        if language not in dict(settings.LANGUAGES):
            return {}
        try:
            text = (self.folder / f"labels.{language}.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            if newer := self._newer():
                return newer.labels(language)
            return {}  # a language that came after this publication
        found: dict[str, dict[str, str]] = json.loads(text)
        return found

    def index(self) -> Index:
        """The finder's index: mapped from disk, or built once from the shipped table."""
        if self._index is None:
            with self._lock:
                if self._index is None:
                    self._index = self._read_index()
        return self._index

    def _read_index(self) -> Index:
        if self.folder is None:
            return build_index(self._shipped, forms_of=plain_forms)
        try:
            return Index.load(self.folder)
        except FileNotFoundError:
            if newer := self._newer():
                return newer.index()
            raise

    def _newer(self) -> "Catalogue | None":
        """What was published since; None where this is still the newest."""
        newest = current()
        return newest if newest.stamp != self.stamp else None


def _labels_of(lists: Sequence[ParsedList], language: str) -> dict[str, dict[str, str]]:
    return {
        one.id: {code.code: code.labels[language] for code in one.codes if language in code.labels}
        for one in lists
    }


def _heads_of(lists: Sequence[ParsedList]) -> dict[str, ListHead]:
    return {
        one.id: ListHead(one.id, one.version, one.source, one.complete, len(one.codes))
        for one in lists
    }


def build_index(
    lists: Sequence[ParsedList],
    *,
    forms_of: building.FormsOf | None = None,
    languages: Sequence[str] | None = None,
    on_language: Callable[[str], None] = lambda _language: None,
) -> Index:
    """The index of the CPV among ``lists``; ``forms_of`` tells the forms of words, by default from the dictionaries."""
    codes = next((one.codes for one in lists if one.id == CPV), ())
    chosen = languages or [code for code, _ in settings.LANGUAGES]
    return building.build(
        {
            language: {code.code: code.labels.get(language, "") for code in codes}
            for language in chosen
        },
        {code.code: code.parent for code in codes},
        everyday=everyday(),
        forms_of=forms_of or dictionary_forms,
        languages=chosen,
        on_language=on_language,
    )


_held: Catalogue | None = None
_lock = threading.Lock()


def _stamp() -> tuple[int, int] | None:
    """What tells one publication from the next, without opening it."""
    try:
        status = (Path(settings.SECON_CODES_DIR) / _CURRENT).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


def current() -> Catalogue:
    """The newest publication on this machine, else the shipped table."""
    global _held  # noqa: PLW0603 -- one per process
    stamp = _stamp()
    held = _held
    if held is None or held.stamp != stamp:
        with _lock:
            held = _held
            if held is None or held.stamp != stamp:
                held = _held = _open(stamp)
    return held


def _open(stamp: tuple[int, int] | None) -> Catalogue:
    if stamp is None:
        shipped = read(SHIPPED.read_bytes(), source=SHIPPED.name)
        return Catalogue(_heads_of(shipped), None, None, shipped)
    folder = Path(settings.SECON_CODES_DIR)
    said = json.loads((folder / _CURRENT).read_text(encoding="utf-8"))
    heads = {head["id"]: ListHead(**head) for head in said["lists"]}
    return Catalogue(heads, folder / said["digest"], stamp)


def publish(*, on_language: Callable[[str], None] = lambda _language: None) -> bool:
    """Write what the database holds for the readers of this machine; False if it is there already.

    ``on_language`` hears of each language as its part of the index is begun.
    """
    languages = [code for code, _ in settings.LANGUAGES]
    lists = stored_lists(languages)
    digest = _publication_digest(lists)
    folder = Path(settings.SECON_CODES_DIR)
    if (folder / digest / _CURRENT).exists() and _published(folder) == digest:
        return False
    target, before = folder / digest, _published(folder)
    said = {"digest": digest, "lists": [asdict(head) for head in _heads_of(lists).values()]}
    if not (target / _CURRENT).exists():
        _remove(target)
        draft = folder / f"{digest}.draft"
        _remove(draft)
        draft.mkdir(parents=True)
        build_index(lists, on_language=on_language).save(draft)
        for language in languages:
            _write(draft / f"labels.{language}.json", _labels_of(lists, language))
        _write(draft / _CURRENT, said)
        draft.rename(target)
    _write(folder / f"{_CURRENT}.draft", said)
    (folder / f"{_CURRENT}.draft").replace(folder / _CURRENT)
    for old in folder.iterdir():
        if old.is_dir() and old.name not in {digest, before}:
            _remove(old)
    return True


def _remove(folder: Path) -> None:
    """Delete a publication, first what says that it is complete."""
    (folder / _CURRENT).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _published(folder: Path) -> str | None:
    try:
        said = json.loads((folder / _CURRENT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    digest = said.get("digest") if isinstance(said, dict) else None
    return digest if isinstance(digest, str) else None


def _publication_digest(lists: Sequence[ParsedList]) -> str:
    seen = sha256(f"{INDEX_VERSION}\0{everyday().digest}".encode())
    for one in lists:
        seen.update(content_digest(one).encode())
    return seen.hexdigest()[:20]


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
