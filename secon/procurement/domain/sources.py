"""Where a fresh installation gets its tenders from, best first, and loading them once."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from secon.procurement.domain import download, examples, importing
from secon.procurement.domain.importing import Order, Progress
from secon.procurement.enums import RunState, SourceKind
from secon.procurement.models import ImportRun

SHARED = ("eforms", "legacy.zip")
"""What is real in the folder of TED notices; the SDK's examples beside them are made up."""


class NoSource(Exception):  # noqa: N818 -- says what is the matter
    """SECON_TED names nothing that exists."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was chosen. ``paths`` are empty until a package is downloaded."""

    kind: SourceKind
    paths: tuple[Path, ...]
    said: str


def choose(*, ted: str, project_root: Path) -> Source:
    """The first that there is: SECON_TED, the shared folder, TED itself.

    Whether TED can be reached is seen when it is asked; the examples are for when it cannot.
    NoSource when SECON_TED names a path that does not exist: a wish is not passed over.
    """
    if ted:
        path = Path(ted).expanduser()
        if not path.exists():
            raise NoSource(_("SECON_TED: there is nothing at %(path)s.") % {"path": ted})
        return Source(SourceKind.SETTING, (path,), path.name)
    shared = project_root.parent / "shared" / "data" / "ted"
    paths = tuple(shared / name for name in SHARED if (shared / name).exists())
    if paths:
        return Source(SourceKind.SHARED, paths, "shared/data/ted: " + ", ".join(SHARED))
    return Source(SourceKind.DOWNLOAD, (), "TED")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading came to. ``run`` is the earlier one where nothing had to be done."""

    run: ImportRun
    source: Source
    anew: bool


def load(
    *,
    ted: str,
    project_root: Path,
    base_url: str,
    now: datetime,
    jobs: int = 0,
    archive: Path | None = None,
    anew: bool = False,
    say: Callable[[str], object] = print,
    progress: Callable[[Progress], None] = importing.ignore,
) -> Loaded:
    """Import from the chosen source unless that is done already; ``anew`` imports in any case.

    When TED cannot be reached the examples are loaded, and stay until ``anew`` or another source.
    """
    source = choose(ted=ted, project_root=project_root)
    if not anew and (run := _done(source)):
        return Loaded(run, source, anew=False)
    with tempfile.TemporaryDirectory(prefix="secon-ted-") as name:
        source = _fetched(source, Path(name), base_url, now, say)
        order = Order(
            paths=source.paths,
            source=source.said,
            kind=source.kind,
            fingerprint=fingerprint(source),
            jobs=jobs,
            archive=archive,
        )
        return Loaded(importing.run(order, now=now, progress=progress), source, anew=True)


def _done(source: Source) -> ImportRun | None:
    """The run that loaded this source, as it is now, to its end."""
    runs = ImportRun.objects.filter(state=RunState.DONE)
    if source.kind == SourceKind.DOWNLOAD:
        kinds = (SourceKind.DOWNLOAD, SourceKind.EXAMPLES)
        return runs.filter(source_kind__in=kinds).order_by("-started_at").first()
    return runs.filter(source_kind=source.kind, fingerprint=fingerprint(source)).first()


def _fetched(
    source: Source, folder: Path, base_url: str, now: datetime, say: Callable[[str], object]
) -> Source:
    """The source with its files: downloaded, or the examples written out for today."""
    if source.kind != SourceKind.DOWNLOAD:
        return source
    day = timezone.localdate(now)
    try:
        package = download.fetch(
            download.Day(day, newest=True), folder=folder, base_url=base_url, say=say
        )
    except download.DownloadError as error:
        say(str(error))
        paths = examples.write(folder, today=day)
        return replace(source, kind=SourceKind.EXAMPLES, paths=paths, said="SECON examples")
    return replace(source, paths=(package.path,), said=package.source)


def fingerprint(source: Source) -> str:
    """What the source's files are like without reading them: names, sizes and times."""
    if source.kind not in {SourceKind.SETTING, SourceKind.SHARED}:
        return ""
    digest = sha256()
    for path in source.paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                state = file.stat()
                digest.update(f"{file} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
