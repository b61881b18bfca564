"""Background work of procurement. When it runs: the timetable in docs/guides/operations.md."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from secon.procurement.domain import contacts, download, importing
from secon.procurement.enums import SourceKind


@task()
def import_newest() -> int:
    """Download and import TED's newest daily package; returns the key of the run.

    For every working day after 09:30 Brussels time, when a package is final. A package that is
    known already changes nothing.
    """
    now = timezone.now()
    with tempfile.TemporaryDirectory(prefix="secon-ted-") as folder:
        package = download.fetch(
            download.Day(timezone.localdate(now), newest=True),
            folder=Path(folder),
            base_url=settings.SECON_TED_BASE_URL,
            say=lambda _text: None,
        )
        order = importing.Order(
            paths=(package.path,),
            source=package.source,
            kind=SourceKind.DOWNLOAD,
            jobs=1,
            archive=settings.SECON_ARCHIVE,
        )
        return importing.run(order, now=now).pk


@task()
def forget_contacts() -> int:
    """Delete buyers' contacts whose time is over; returns how many. For every night."""
    return contacts.forget(today=timezone.localdate())
