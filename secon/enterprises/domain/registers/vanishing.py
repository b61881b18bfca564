"""Entries whose row a register no longer has: marked for the partner, never ended by a machine."""

from __future__ import annotations

from datetime import date

from secon.enterprises.domain import verification
from secon.enterprises.models import RegisterLink, RegisterRun
from secon.people.models import User

BATCH = 5_000


def mark(*, run: RegisterRun, by: User | None, today: date) -> int:
    """Mark the links of the register that ``run`` did not see; returns how many entries.

    A row that could not be taken over was seen all the same. What is verified is to be checked
    again from today on. Inside the transaction that ends the run.
    """
    unseen = RegisterLink.objects.filter(source=run.source_id, vanished_on=None)
    unseen = unseen.exclude(last_run=run)
    read = set(run.rows.values_list("external_id", flat=True))
    gone = [
        (pk, entry)
        for pk, entry, external_id in unseen.values_list("pk", "enterprise_id", "external_id")
        if external_id not in read
    ]
    for at in range(0, len(gone), BATCH):
        part = gone[at : at + BATCH]
        RegisterLink.objects.filter(pk__in=[pk for pk, _entry in part]).update(vanished_on=today)
        verification.check_now({entry for _pk, entry in part}, today=today)
    del by
    return len({entry for _pk, entry in gone})
