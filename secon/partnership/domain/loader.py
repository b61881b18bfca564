"""Writes records from the project's file, and leaves alone what a person wrote since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model

from secon.kernel import audit, translations
from secon.kernel.enums import TranslationState
from secon.kernel.models import Translated, TranslationRow
from secon.partnership.domain.merging import Merge, merge, plain
from secon.partnership.models import LoadedRecord

AnyModel = TypeVar("AnyModel", bound=Model)


class Action(StrEnum):
    """What a load did to a record."""

    CREATED = "created"
    UPDATED = "updated"
    REMOVED = "removed"
    KEPT = "kept as edited"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the report of a load."""

    record: str
    action: Action
    fields: tuple[str, ...] = ()


class Loader:
    """One load. Names of records (``partner:riga/territory:LV006``) hold across loads.

    ``scope``: how all its names begin. What loads of other scopes stored is none of its business.
    """

    def __init__(self, *, now: datetime, scope: str | tuple[str, ...], overwrite: bool) -> None:
        self.now = now
        self.scope = scope
        self.overwrite = overwrite
        self.changes: list[Change] = []
        self.count = 0
        self._last = {
            one.name: one
            for one in LoadedRecord.objects.order_by("pk")
            if one.name.startswith(scope)
        }
        self._seen: set[str] = set()
        self._fresh: dict[str, LoadedRecord] = {}
        self._rows: dict[Translated, dict[str, TranslationRow]] = {}

    def record(
        self, name: str, model: type[AnyModel], key: Mapping[str, Any], values: Mapping[str, Any]
    ) -> AnyModel | None:
        """Store ``values`` in the record ``key`` finds; None if a person deleted it."""
        self._require_own(name)
        found = model._default_manager.filter(**key).first()
        if found is None:
            if not self._may_create(name):
                return None
            made: AnyModel = model._default_manager.create(**key, **values)
            self._note(name, Action.CREATED)
            self._remember(name, made, plain(values))
            return made
        said = plain(values)
        stored = plain({field: getattr(found, field) for field in values})
        take = self._merge(name, said, stored)
        for field in take:
            setattr(found, field, values[field])
        if take:
            found.save()
            audit.record(
                by=None, now=self.now, verb="load", on=found, detail={"fields": sorted(take)}
            )
        self._remember(name, found, said)
        return found

    def texts(
        self,
        name: str,
        record: Translated,
        language: str,
        texts: Mapping[str, str],
        state: TranslationState = TranslationState.HUMAN,
        *,
        up_to_date: bool = False,
    ) -> None:
        """Store ``texts`` as ``record`` in ``language``; a row a person touched stays whole.

        ``up_to_date``: they are known to say what the original says now, so are not stale.
        """
        self._require_own(name)
        said = {**texts, "by_machine": state is TranslationState.MACHINE}
        rows = self._rows_of(record)
        row = rows.get(language)
        if row is None:
            if not self._may_create(name):
                return
            self._note(name, Action.CREATED)
        else:
            merged = self._compare(name, said, {field: getattr(row, field) for field in said})
            aged = up_to_date and row.source_digest != record.digest()
            if merged.keep or not (merged.take or aged):
                if merged.keep:
                    self._note(name, Action.KEPT, merged.keep)
                self._remember(name, row, said)
                return
            self._note(name, Action.UPDATED, merged.take)
            if state is TranslationState.MACHINE and not row.by_machine:
                row.delete()  # no person wrote it, but no step leads from human to machine
        row = rows[language] = translations.translate(
            record=record, language=language, texts=texts, by=None, state=state, now=self.now
        )
        self._remember(name, row, said)

    def leave(self, name: str) -> None:
        """Keep what an earlier load stored under ``name``, of which the files say nothing now."""
        self._seen.add(name)

    def finish(self) -> None:
        """Remove what the file no longer has, unless a person changed it, and remember the rest."""
        gone = [one for name, one in self._last.items() if name not in self._seen]
        for one in reversed(gone):
            record = apps.get_model(one.target)._default_manager.filter(pk=one.target_id).first()
            if record is not None:
                stored = plain({field: getattr(record, field) for field in one.values})
                if stored != one.values and not self.overwrite:
                    self._note(one.name, Action.KEPT)
                    continue
                record.delete()
                self._note(one.name, Action.REMOVED)
            one.delete()
        fields = ["target", "target_id", "values"]
        LoadedRecord.objects.bulk_create(
            self._fresh.values(),
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=fields,
        )

    def changed(self, prefix: str) -> bool:
        """Whether this load wrote to a record whose name begins with ``prefix``."""
        return any(
            change.record.startswith(prefix) and change.action is not Action.KEPT
            for change in self.changes
        )

    def _require_own(self, name: str) -> None:
        if not name.startswith(self.scope):
            message = f"{name} lies outside the scope of this load, {self.scope}."
            raise ValueError(message)

    def _may_create(self, name: str) -> bool:
        if name not in self._last or self.overwrite:
            return True
        self._seen |= {name, *(one for one in self._last if one.startswith(f"{name}/"))}
        self.count += 1
        self._note(name, Action.KEPT)
        return False

    def _merge(
        self, name: str, said: Mapping[str, Any], stored: Mapping[str, Any]
    ) -> tuple[str, ...]:
        merged = self._compare(name, said, stored)
        if merged.take:
            self._note(name, Action.UPDATED, merged.take)
        if merged.keep:
            self._note(name, Action.KEPT, merged.keep)
        return merged.take

    def _compare(self, name: str, said: Mapping[str, Any], stored: Mapping[str, Any]) -> Merge:
        last = self._last.get(name)
        merged = merge(said=said, stored=stored, last=None if last is None else last.values)
        return Merge((*merged.take, *merged.keep), ()) if self.overwrite else merged

    def _note(self, name: str, action: Action, fields: tuple[str, ...] = ()) -> None:
        self.changes.append(Change(name, action, fields))

    def _remember(self, name: str, record: Model, said: dict[str, Any]) -> None:
        self._seen.add(name)
        self.count += 1
        last = self._last.get(name)
        fresh = {"target": record._meta.label_lower, "target_id": record.pk, "values": said}
        if last is None or any(getattr(last, field) != value for field, value in fresh.items()):
            self._fresh[name] = LoadedRecord(name=name, **fresh)

    def _rows_of(self, record: Translated) -> dict[str, TranslationRow]:
        if record not in self._rows:
            self._rows[record] = {row.language: row for row in record.translations.all()}
        return self._rows[record]
