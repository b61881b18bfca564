"""The number that tells the directory's index what changed. Call inside the change's transaction."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from secon.enterprises.models import DirectoryVersion, Enterprise

BATCH = 5_000  # keys in one statement


def touch(pks: Collection[int]) -> int:
    """Give the entries ``pks`` the next number, which is returned.

    The row stays locked until the transaction ends: numbers are seen in the order they were given.
    """
    with transaction.atomic():
        version = _locked()
        version.number += 1
        version.save(update_fields=["number"])
        keys = list(pks)
        for at in range(0, len(keys), BATCH):
            Enterprise.objects.filter(pk__in=keys[at : at + BATCH]).update(version=version.number)
    return version.number


def take() -> int:
    """The next number for entries about to be inserted with it."""
    return touch(())


def deleted() -> None:
    """Say that entries were deleted: every index is to be built anew."""
    with transaction.atomic():
        version = _locked()
        version.epoch += 1
        version.number += 1
        version.save(update_fields=["epoch", "number"])


def latest() -> tuple[int, int]:
    """(epoch, number) now: one query."""
    found = DirectoryVersion.objects.filter(pk=1).values_list("epoch", "number").first()
    return found or (0, 0)


def _locked() -> DirectoryVersion:
    DirectoryVersion.objects.get_or_create(pk=1)
    return DirectoryVersion.objects.select_for_update().get(pk=1)
