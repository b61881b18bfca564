"""Loads the file of policies into the database. Run again, it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from secon.kernel import translations
from secon.partnership.domain.loader import Loader
from secon.partnership.domain.loading import Report
from secon.partnership.enums import Evidence
from secon.partnership.models import Partner
from secon.policy.domain import policies_file
from secon.policy.models import (
    GroupMember,
    Improvement,
    ImprovementProof,
    Instrument,
    InstrumentDocument,
    InstrumentMoney,
    InstrumentTerritory,
    InstrumentTheme,
    InstrumentTopic,
    StakeholderGroup,
)

SCOPE = "policy:"
Table = Mapping[str, Any]


class MissingPartnerError(LookupError):
    """A partner the file names is not loaded."""


def load(
    *, now: datetime, facts: Table | None = None, overwrite: bool = False, dry_run: bool = False
) -> Report:
    """Store ``facts`` (default: the shipped file). Raises ``MissingPartnerError``.

    What a person edited since the last load stays, and is reported, unless ``overwrite``.
    """
    facts = policies_file.read() if facts is None else facts
    partners = {one.slug: one for one in Partner.objects.all()}
    with transaction.atomic():
        loader = Loader(now=now, scope=SCOPE, overwrite=overwrite)
        for said in facts["instruments"]:
            _instrument(loader, said, _partner(said, partners))
        for said in facts["improvements"]:
            _improvement(loader, said)
        loader.finish()
        transaction.set_rollback(dry_run)
    return Report(loader.count, tuple(loader.changes))


def _partner(said: Table, partners: Mapping[str, Partner]) -> Partner | None:
    slug = said.get("partner")
    if slug is not None and slug not in partners:
        raise MissingPartnerError(slug)
    return partners[slug] if slug else None


def _instrument(loader: Loader, said: Table, partner: Partner | None) -> None:
    """In English the summary is the original's own; elsewhere it stands in the English row."""
    name = f"policy:instrument:{said['slug']}"
    is_english = said["language"] == "en"
    values = {
        "original_language": said["language"],
        "name": said["name"],
        "summary": said.get("summary", "") if is_english else "",
        "level": said["level"],
        "kind": said["kind"],
        "country": said["country"],
        "partner": partner,
        "addressed": said.get("addressed", False),
        "authority": said.get("authority", ""),
        "reference": said.get("reference", ""),
        "territory_note": said.get("territory_note", ""),
        "starts": said.get("starts"),
        "ends": said.get("ends"),
        "website": said.get("website", ""),
        "evidence": said.get("evidence", Evidence.PUBLISHED.value),
        "sources": said.get("sources", {}),
    }
    one = loader.record(name, Instrument, {"slug": said["slug"]}, values)
    if one is None:
        return
    if not is_english:
        english = {"name": said.get("names", {}).get("en", ""), "summary": said.get("summary", "")}
        loader.texts(f"{name}/text:en", one, "en", english, up_to_date=True)
    _rows(loader, name, one, said)
    if "group" in said:
        _group(loader, name, one, said["group"])
    translations.source_changed(record=one, now=loader.now)
    _refresh_draft(loader, name, one)


def _rows(loader: Loader, name: str, one: Instrument, said: Table) -> None:
    for topic in said.get("topics", ()):
        key = {"instrument": one, "topic": topic}
        loader.record(f"{name}/topic:{topic}", InstrumentTopic, key, {})
    for theme in said.get("themes", ()):
        key = {"instrument": one, "theme": theme}
        loader.record(f"{name}/theme:{theme}", InstrumentTheme, key, {})
    codes = said.get("territories", ()) or (
        [said["country"]] if said["level"] == "national" else ()
    )
    for code in codes:
        key = {"instrument": one, "code": code}
        loader.record(f"{name}/territory:{code}", InstrumentTerritory, key, {})
    for row in said.get("money", ()):
        key = {"instrument": one, "fund": row["fund"]}
        loader.record(f"{name}/money:{row['fund']}", InstrumentMoney, key, _money(row))
    for row in said.get("documents", ()):
        key = {"instrument": one, "title": row["title"], "version": row.get("version", "")}
        called = f"{name}/document:{row['title']}:{row.get('version', '')}"
        loader.record(called, InstrumentDocument, key, _proof(row))


def _money(row: Table) -> dict[str, Any]:
    return {
        "amount": None if "amount" not in row else f"{row['amount']:.2f}",
        "currency": row.get("currency", "EUR"),
        "dated": row.get("dated"),
        "note": row.get("note", ""),
        "evidence": row.get("evidence", Evidence.PUBLISHED.value),
        "source": row["source"],
    }


def _proof(row: Table) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "language": row.get("language", ""),
        "dated": row.get("dated"),
        "url": row["url"],
        "note": row.get("note", ""),
    }


def _group(loader: Loader, within: str, one: Instrument, said: Table) -> None:
    values = {field: said[field] for field in ("note", "language", "source")}
    group = loader.record(f"{within}/group", StakeholderGroup, {"instrument": one}, values)
    if group is None:
        return
    for row in said["members"]:
        key = {"group": group, "name": row["name"]}
        values = {"kind": row["kind"], "language": said["language"], "source": said["source"]}
        loader.record(f"{within}/group/{row['name']}", GroupMember, key, values)


def _improvement(loader: Loader, said: Table) -> None:
    instrument = Instrument.objects.filter(slug=said["instrument"]).first()
    if instrument is None:
        return  # a person deleted it
    name = f"policy:improvement:{said['instrument']}:{said['key']}"
    values = {
        "original_language": "en",
        "description": said["description"],
        "kind": said["kind"],
        "state": said["state"],
        "happened_on": said.get("happened_on"),
        "amount": None if "amount" not in said else f"{said['amount']:.2f}",
        "currency": said.get("currency", "EUR"),
        "fund": said.get("fund", ""),
        "link_to_project": said["link_to_project"],
        "evidence": said.get("evidence", Evidence.PUBLISHED.value),
        "source": said["source"],
    }
    key = {"instrument": instrument, "title": said["title"]}
    one = loader.record(name, Improvement, key, values)
    if one is None:
        return
    for row in said["proofs"]:
        proof = {"improvement": one, "title": row["title"]}
        loader.record(f"{name}/proof:{row['title']}", ImprovementProof, proof, _proof(row))
    translations.source_changed(record=one, now=loader.now)


def _refresh_draft(loader: Loader, name: str, one: Instrument) -> None:
    """The editor shows the latest revision: let it hold what was loaded, unless a draft waits."""
    if one.latest_revision_id and loader.changed(name) and not one.has_unpublished_changes:
        fresh = Instrument.objects.get(pk=one.pk)
        fresh.save_revision(clean=False).publish(log_action=False)
