"""Where facts of an entry were read: addresses by field, as links that name their host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from secon.enterprises.models import Enterprise, RegisterLink


@dataclass(frozen=True, slots=True)
class Source:
    """A page; ``url`` is "" for words that are no address."""

    url: str
    said: str


@dataclass(frozen=True, slots=True)
class FieldSources:
    """The sources of one fact."""

    label: str
    sources: tuple[Source, ...]


def sources_of(stored: Mapping[str, Any], *fields: str) -> tuple[Source, ...]:
    """The sources of some fields, each once."""
    named = [address for field in fields for address in _listed(stored.get(field))]
    return tuple(map(_source, dict.fromkeys(named)))


def by_field(enterprise: Enterprise) -> list[FieldSources]:
    """Every source that is named, the whole entry's first."""
    found = []
    for field, addresses in sorted(enterprise.sources.items()):
        sources = tuple(map(_source, dict.fromkeys(_listed(addresses))))
        if sources:
            found.append(FieldSources(field_label(field), sources))
    return found


def of_register(link: RegisterLink) -> Source:
    """The register an entry came from."""
    return Source(_web(link.source.url), link.source.name)


def field_label(field: str) -> str:
    """What a field or a part of the record is called; "" is the whole entry."""
    if not field:
        return _("The whole entry")
    known = next((one for one in Enterprise._meta.get_fields() if one.name == field), None)
    named = getattr(known, "verbose_name", "") or (
        known.related_model._meta.verbose_name_plural if known and known.related_model else ""
    )
    return str(named)[:1].upper() + str(named)[1:] if named else field


def _listed(addresses: object) -> Iterable[str]:
    if isinstance(addresses, str):
        return [addresses]
    return [str(one) for one in addresses] if isinstance(addresses, list) else []


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def _source(address: str) -> Source:
    url = _web(address)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return Source(url, host or address)
