"""Loads the project's file into the database. Run again, it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from secon.kernel import translations
from secon.partnership.domain import other_languages, phases, project_file, text_files
from secon.partnership.domain.loader import Change, Loader
from secon.partnership.domain.other_languages import Said, in_english
from secon.partnership.domain.text_files import TextFile
from secon.partnership.enums import RecordState
from secon.partnership.models import (
    Activity,
    ActivityRecord,
    Aim,
    BudgetFigure,
    OtherTitle,
    Partner,
    PartnerName,
    PartnerTerritory,
    Phase,
    Project,
    Semester,
)

SCOPE = ("partner:", "project", "phase:", "semester:", "aim:", "activity:")

Table = Mapping[str, Any]
Files = Sequence[TextFile]


@dataclass(frozen=True, slots=True)
class Report:
    """What a load found and did."""

    records: int
    changes: tuple[Change, ...]


def load(
    *,
    now: datetime,
    facts: Table | None = None,
    texts: Files | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> Report:
    """Store ``facts`` and their ``texts`` in other languages (default: the shipped files).

    What a person edited since the last load stays, and is reported, unless ``overwrite``.
    """
    facts = project_file.read() if facts is None else facts
    texts = text_files.read() if texts is None else texts
    with transaction.atomic():
        loader = Loader(now=now, scope=SCOPE, overwrite=overwrite)
        for partner in facts["partners"]:
            _partner(loader, partner, texts)
        project = _project(loader, facts["project"])
        if project is not None:
            _calendar(loader, project, facts)
            _aims(loader, project, facts["aims"], texts)
            for order, activity in enumerate(facts["activities"], start=1):
                _activity(loader, project, order, activity, texts)
        loader.finish()
        transaction.set_rollback(dry_run)
    return Report(loader.count, tuple(loader.changes))


def _partner(loader: Loader, said: Table, files: Files) -> None:
    name = f"partner:{said['slug']}"
    values = {
        "number": said["number"],
        "role": said["role"],
        "country": said["country"],
        "languages": said["languages"],
        "original_language": said["original_language"],
        "name": said["name"],
        "territory_name": said.get("territory", ""),
        "website": said.get("website", ""),
        "sources": said.get("sources", {}),
    }
    partner = loader.record(name, Partner, {"slug": said["slug"]}, values)
    if partner is None:
        return
    published = said.get("translations", {})
    for language, texts in published.items():
        named = {"name": texts["name"], "territory_name": texts.get("territory", "")}
        loader.texts(f"{name}/text:{language}", partner, language, named)
    if "territory" in said:
        region = Said("regions", published["en"]["territory"], said["territory"])
        fields = {"territory_name": region}
        other_languages.store(loader, name, partner, fields, files, besides=published)
    for row in said["territories"]:
        key = {"partner": partner, "code": row["code"], "use": row.get("use", "territory")}
        loader.record(f"{name}/territory:{row['code']}", PartnerTerritory, key, _territory(row))
    for row in said.get("names", ()):
        key = {"partner": partner, "language": row["language"], "name": row["name"]}
        loader.record(f"{name}/name:{row['language']}:{row['name']}", PartnerName, key, _name(row))
    translations.source_changed(record=partner, now=loader.now)
    _refresh_draft(loader, name, partner)


def _refresh_draft(loader: Loader, name: str, partner: Partner) -> None:
    """The editor shows the latest revision: let it hold what was loaded, unless a draft waits."""
    if partner.latest_revision_id and loader.changed(name) and not partner.has_unpublished_changes:
        fresh = Partner.objects.get(pk=partner.pk)
        fresh.save_revision(clean=False).publish(log_action=False)


def _territory(row: Table) -> dict[str, Any]:
    return {
        "versions": row["versions"],
        "municipality": row.get("municipality", ""),
        "municipality_code": row.get("municipality_code", ""),
        "postal_prefixes": row.get("postal_prefixes", []),
        "caveat": row.get("caveat", ""),
        "evidence": row["evidence"],
        "source": row.get("source", ""),
    }


def _name(row: Table) -> dict[str, Any]:
    return {
        "valid_from": row.get("valid_from"),
        "valid_to": row.get("valid_to"),
        "seen_on": row.get("seen_on"),
        "source": row["source"],
    }


def _project(loader: Loader, said: Table) -> Project | None:
    plain = ("reference", "programme", "title", "original_language", "starts", "ends", "sources")
    values = {field: said[field] for field in plain}
    project = loader.record("project", Project, {"acronym": said["acronym"]}, values)
    if project is None:
        return None
    for language, texts in said["translations"].items():
        loader.texts(f"project/text:{language}", project, language, texts)
    for row in said["other_titles"]:
        key = {"project": project, "language": row["language"], "title": row["title"]}
        source = {"source": row["source"]}
        loader.record(f"project/title:{row['language']}:{row['title']}", OtherTitle, key, source)
    for row in said["budget"]:
        key = {"project": project, "kind": row["kind"], "source": row["source"]}
        figure = {
            "amount": None if "amount" not in row else f"{row['amount']:.2f}",
            "percent": row.get("percent"),
            "partner": _partner_named(row.get("partner")),
            "said_by": _partner_named(row.get("said_by")),
        }
        loader.record(f"project/budget:{row['kind']}:{row['source']}", BudgetFigure, key, figure)
    translations.source_changed(record=project, now=loader.now)
    return project


def _calendar(loader: Loader, project: Project, facts: Table) -> None:
    found = {}
    for row in facts["phases"]:
        values = {field: row[field] for field in ("starts", "ends", "evidence", "source")}
        key = {"project": project, "kind": row["kind"]}
        found[row["kind"]] = loader.record(f"phase:{row['kind']}", Phase, key, values)
    for row in facts["semesters"]:
        if (phase := found[row["phase"]]) is None:
            continue
        values = {
            "phase": phase,
            "starts": row["starts"],
            "ends": row["ends"],
            "evidence": row["evidence"],
            "source": row.get("source", ""),
            "partner_deadline": row.get("partner_deadline"),
            "programme_deadline": row.get("programme_deadline"),
            "reported_with": row.get("reported_with", ""),
        }
        loader.record(f"semester:{row['code']}", Semester, {"code": row["code"]}, values)


def _aims(loader: Loader, project: Project, said: list[Table], files: Files) -> None:
    for order, row in enumerate(said, start=1):
        key = {"project": project, "theme": row["theme"]}
        values = {"order": order, "text": row["text"], "original_language": "en"}
        name = f"aim:{row['theme']}"
        aim = loader.record(name, Aim, key, values)
        if aim is not None:
            fields = {"text": in_english("aims", row["text"])}
            other_languages.store(loader, name, aim, fields, files)
            translations.source_changed(record=aim, now=loader.now)


def _activity(loader: Loader, project: Project, order: int, said: Table, files: Files) -> None:
    name = f"activity:{said['code']}"
    values = {
        "order": order,
        "theme": said.get("theme", ""),
        "title": said["title"],
        "original_language": "en",
        "planned": said.get("planned"),
        "planned_per": said.get("planned_per", "project"),
        "source": said["source"],
    }
    key = {"project": project, "code": said["code"]}
    activity = loader.record(name, Activity, key, values)
    if activity is None:
        return
    fields = {"title": in_english("activities", said["title"])}
    other_languages.store(loader, name, activity, fields, files)
    translations.source_changed(record=activity, now=loader.now)
    for state in RecordState:
        for row in said.get(state.value, ()):
            _record(loader, name, activity, state, row, files)


def _record(
    loader: Loader, within: str, activity: Activity, state: RecordState, row: Table, files: Files
) -> None:
    name = f"{within}/record:{row.get('partner', '')}:{row['title']}"
    partner = _partner_named(row.get("partner"))
    key = {"activity": activity, "title": row["title"], "partner": partner}
    values = {
        "state": state.value,
        "original_language": "en",
        "starts": row.get("starts"),
        "ends": row.get("ends"),
        "semester": _semester(row),
        "place": row.get("place", ""),
        "theme": row.get("theme", ""),
        "source": row["source"],
    }
    record = loader.record(name, ActivityRecord, key, values)
    if record is not None:
        fields = {
            "title": in_english("records", row["title"]),
            "place": in_english("places", row.get("place", "")),
        }
        other_languages.store(loader, name, record, fields, files)
        translations.source_changed(record=record, now=loader.now)


def _semester(row: Table) -> Semester:
    if "semester" in row:
        return Semester.objects.get(code=row["semester"])
    day: date = row["starts"]
    semester = phases.on(day, Semester.objects.all())
    if semester is None:
        message = f"{row['title']}: {day} lies outside the project."
        raise ValueError(message)
    return semester


def _partner_named(slug: str | None) -> Partner | None:
    return None if slug is None else Partner.objects.get(slug=slug)
