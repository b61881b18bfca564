"""Imports too large for a page, handed to a background worker. The tasks take keys and are thin."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from secon.enterprises.domain.registers import applying, reading
from secon.enterprises.models import RegisterRun
from secon.people.models import User


@task()
def read_register(run: int) -> None:
    """Read a received file (the run's key)."""
    found = RegisterRun.objects.select_related("source__partner").get(pk=run)
    reading.read(run=found, now=timezone.now(), clock=timezone.now)


@task()
def apply_register(run: int, by: int) -> None:
    """Apply a previewed run in the name of a person (keys)."""
    found = RegisterRun.objects.select_related("source__partner").get(pk=run)
    person = User.objects.get(pk=by)
    applying.apply(run=found, by=person, now=timezone.now(), clock=timezone.now)
