"""Stores the texts of ``data/texts`` as translations of the records they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from secon.kernel.enums import TranslationState
from secon.kernel.models import Translated
from secon.partnership.domain.loader import Loader
from secon.partnership.domain.text_files import TextFile, Wording

NOTHING = Wording("", TranslationState.HUMAN)


@dataclass(frozen=True, slots=True)
class Said:
    """What the project's file says for a field: in English, and in the record's own language."""

    kind: str
    english: str
    original: str


def in_english(kind: str, text: str) -> Said:
    """A text whose original is English."""
    return Said(kind, text, text)


def store(
    loader: Loader,
    name: str,
    record: Translated,
    fields: Mapping[str, Said],
    files: Iterable[TextFile],
    *,
    besides: Collection[str] = (),
) -> None:
    """Store every language of ``record`` but its own and those ``besides``.

    A field without ``Said`` is left empty. Where a person changed the original, or the English a
    text was made from has changed, what is stored stays, to become stale.
    """
    same = all(getattr(record, field) == said.original for field, said in fields.items())
    for file in files:
        if file.language == record.original_language or file.language in besides:
            continue
        label = f"{name}/text:{file.language}"
        found = {field: _wording(file, fields.get(field)) for field in record.translated_fields}
        known = {field: wording for field, wording in found.items() if wording is not None}
        if not same or len(known) < len(found):
            loader.leave(label)
            continue
        machine = any(one.state is TranslationState.MACHINE for one in known.values())
        loader.texts(
            label,
            record,
            file.language,
            {field: wording.text for field, wording in known.items()},
            TranslationState.MACHINE if machine else TranslationState.HUMAN,
            up_to_date=True,
        )


def _wording(file: TextFile, said: Said | None) -> Wording | None:
    if said is None or not said.english:
        return NOTHING
    return file.find(said.kind, said.english)
