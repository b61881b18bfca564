"""Registers a partner takes entries from, and which of their columns means what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from secon.enterprises.domain.registers.errors import RegisterError, check_permission
from secon.enterprises.domain.registers.fields import FOR_ALL_ROWS, Field
from secon.enterprises.domain.registers.mapping import suggest
from secon.enterprises.models import RegisterSource
from secon.kernel import audit
from secon.partnership.models import Partner
from secon.partnership.rules import runs_all
from secon.people.models import User

EVERYWHERE = "everywhere"
"""Key of ``defaults``: rows outside the partner's region are taken over too."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a register."""

    name: str
    country: str
    language: str
    publisher: str = ""
    url: str = ""
    licence: str = ""


def add(*, partner: Partner, about: About, by: User | None, now: datetime) -> RegisterSource:
    """A register of ``partner``. Raises ``PermissionDenied``; ``RegisterError`` for a known name."""
    source = RegisterSource(partner=partner, changed_at=now)
    check_permission(by, source)
    if RegisterSource.objects.filter(partner=partner, name=about.name).exists():
        raise RegisterError(_("This partner has a register of this name."))
    return _save(source, about, by=by, now=now, verb="add_register")


def change(*, source: RegisterSource, about: About, by: User | None, now: datetime) -> None:
    """Say something else of a register. Raises ``PermissionDenied`` and ``RegisterError``."""
    check_permission(by, source)
    others = RegisterSource.objects.filter(partner=source.partner_id).exclude(pk=source.pk)
    if others.filter(name=about.name).exists():
        raise RegisterError(_("This partner has a register of this name."))
    _save(source, about, by=by, now=now, verb="change_register")


def assign(
    *,
    source: RegisterSource,
    mapping: Mapping[str, str],
    defaults: Mapping[str, Any],
    by: User | None,
    now: datetime,
) -> None:
    """Keep which column is which field ("" for none), and what is the same for every row.

    Columns that this file does not have keep their meaning for the next one.
    Raises ``PermissionDenied``; ``RegisterError`` where the columns do not make an entry.
    """
    check_permission(by, source)
    chosen = {heading: Field(field) for heading, field in mapping.items() if field}
    _check(chosen)
    common: dict[str, Any] = {
        name.value: defaults[name] for name in FOR_ALL_ROWS if defaults.get(name)
    }
    if defaults.get(EVERYWHERE):
        if by is not None and not runs_all(by):
            raise PermissionDenied
        common[EVERYWHERE] = True
    with transaction.atomic():
        locked = RegisterSource.objects.select_for_update().get(pk=source.pk)
        taken = set(chosen.values())
        others = {
            heading: field
            for heading, field in locked.mapping.items()
            if heading not in mapping and field not in taken
        }
        left_out = {heading: "" for heading, field in mapping.items() if not field}
        locked.mapping = others | left_out | {name: one.value for name, one in chosen.items()}
        locked.defaults, locked.changed_at = common, now
        locked.save(update_fields=["mapping", "defaults", "changed_at"])
        audit.record(by=by, now=now, verb="assign_register_columns", on=locked)
    source.refresh_from_db()


def fits(source: RegisterSource, headings: list[str]) -> bool:
    """Whether the saved columns are all in a file with these headings."""
    needed = columns_of(source).keys()
    return bool(needed) and needed <= set(headings)


def columns_of(source: RegisterSource) -> dict[str, Field]:
    """Heading to field, without those that are left out."""
    return {heading: Field(field) for heading, field in source.mapping.items() if field}


def guessed(source: RegisterSource, headings: list[str]) -> dict[str, str]:
    """What each heading holds ("" for nothing): as saved for the register, else by its words."""
    saved = {heading: source.mapping[heading] for heading in headings if heading in source.mapping}
    new = [heading for heading in headings if heading not in saved]
    taken = set(saved.values())
    words = suggest(new, source.language)
    return saved | {heading: field for heading, field in words.items() if field not in taken}


def _check(chosen: Mapping[str, Field]) -> None:
    if Field.NAME not in chosen.values():
        raise RegisterError(_("Say which column holds the name."))
    for field, count in Counter(chosen.values()).items():
        if count > 1:
            message = _("“%(field)s” is chosen for %(count)d columns. Choose it for one.")
            raise RegisterError(message % {"field": field.label, "count": count})
    if (Field.LAT in chosen.values()) != (Field.LON in chosen.values()):
        raise RegisterError(_("A point has a latitude and a longitude: choose both or none."))


@transaction.atomic
def _save(
    source: RegisterSource, about: About, *, by: User | None, now: datetime, verb: str
) -> RegisterSource:
    source.name, source.publisher = about.name, about.publisher
    source.url, source.licence = about.url, about.licence
    source.country, source.language = about.country, about.language
    source.changed_at = now
    source.save()
    audit.record(by=by, now=now, verb=verb, on=source)
    return source
