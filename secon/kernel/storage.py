"""Where uploaded evidence lies: beside the uploads that are served by address, never among them."""

from __future__ import annotations

from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.deconstruct import deconstructible


@deconstructible(path="secon.kernel.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Files without an address: a view that checks rights hands them out (``kernel.evidence``)."""

    def url(self, name: str | None) -> str:
        """There is none."""
        message = "Evidence has no address of its own: link to the view that checks rights."
        raise ValueError(message)


def evidence() -> Storage:
    """The storage of evidence, named in ``STORAGES`` (a callable, so that settings decide)."""
    return storages["evidence"]
