"""What is missing at a partner: texts in its own languages. And a person's half-filled forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from secon.kernel import drafts
from secon.kernel.enums import TranslationState
from secon.kernel.languages import language_name
from secon.kernel.models import Translated
from secon.partnership.domain.desk import Ask, Item, Section


def unsaved(ask: Ask) -> tuple[Section, ...]:
    """Forms that the person began to fill in."""
    found = drafts.waiting(user_id=ask.user.pk, now=ask.now)
    items = tuple(
        Item(
            said=_("Typed, not saved. It is deleted on the day.")
            if one.data["title"]
            else _("Something new, typed and not saved. It is deleted on the day."),
            href=f"{one.data['path']}?kept=go",
            title=one.data["title"],
            due=one.delete_after,
        )
        for one in found
        if one.data.get("path")
    )
    return (Section("unsaved", _("Forms you began to fill in"), items, order=5),)


def untold(original: str, told: Mapping[str, str], languages: Iterable[str]) -> tuple[str, str]:
    """What a record lacks in ``languages``, as two lists of codes in words: missing, out of date. Pure.

    ``told``: state by language.
    """
    wanted = [code for code in languages if code != original]
    missing = [code for code in wanted if code not in told]
    stale = [code for code in wanted if told.get(code) == TranslationState.STALE]
    return " ".join(missing), " ".join(stale)


def texts(kind: str, records: Collection[Translated], ask: Ask, *, field: str) -> list[Item]:
    """Items for the records (loaded ``in_language``) that are not told in the partner's languages.

    ``kind`` is the name under which ``partnership.domain.texts`` knows them. One query.
    """
    if ask.partner is None or not records:
        return []
    told = _told(records)
    items = []
    for record in records:
        found = untold(record.original_language, told.get(record.pk, {}), ask.partner.languages)
        if any(found):
            href = reverse("partnership:languages", args=[kind, record.pk])
            text = record.best(ask.language, field)
            items.append(Item.of(text, field, _lacking(*found), href))
    return items


def listed(words: Iterable[object]) -> str:
    """Words in a row, as the language joins them."""
    return str(get_text_list([str(one) for one in words], _("and")))


def _told(records: Collection[Any]) -> dict[int, dict[str, str]]:
    rows: Any = type(next(iter(records)))._meta.get_field("translations").related_model
    told: dict[int, dict[str, str]] = {}
    keys = [record.pk for record in records]
    said = rows._default_manager.filter(record__in=keys)
    for key, language, state in said.values_list("record", "language", "state"):
        told.setdefault(key, {})[language] = state
    return told


def _lacking(missing: str, stale: str) -> str:
    said = []
    if missing:
        names = listed(language_name(code) for code in missing.split())
        said.append(_("Not told in: %(languages)s.") % {"languages": names})
    if stale:
        names = listed(language_name(code) for code in stale.split())
        said.append(_("Out of date in: %(languages)s.") % {"languages": names})
    return " ".join(said)
