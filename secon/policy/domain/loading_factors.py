"""Loads what public pages say of barriers and enabling factors. Run again, it changes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from secon.kernel import translations
from secon.partnership.domain.loader import Loader
from secon.partnership.domain.loading import Report
from secon.partnership.models import LoadedRecord, Partner
from secon.policy.domain.factors import topic_for
from secon.policy.domain.loading import MissingPartnerError
from secon.policy.models import Assessment, Factor

PATH = Path(__file__).parents[1] / "data" / "factors.toml"
SCOPE = "factor:"
Table = Mapping[str, Any]


@cache
def read(path: Path = PATH) -> dict[str, Any]:
    """The file as TOML tables. Callers do not change it."""
    with path.open("rb") as file:
        return tomllib.load(file)


def load(
    *, now: datetime, facts: Table | None = None, overwrite: bool = False, dry_run: bool = False
) -> Report:
    """Store ``facts`` (default: the shipped file). Raises ``MissingPartnerError``.

    What a person edited since the last load stays, and is reported, unless ``overwrite``.
    """
    facts = read() if facts is None else facts
    partners = {one.slug: one for one in Partner.objects.all()}
    if missing := {said["partner"] for said in facts["factors"]} - partners.keys():
        raise MissingPartnerError(min(missing))
    stored = dict(
        LoadedRecord.objects.filter(name__startswith=SCOPE).values_list("name", "target_id")
    )
    with transaction.atomic():
        loader = Loader(now=now, scope=SCOPE, overwrite=overwrite)
        for said in facts["factors"]:
            _factor(loader, facts, said, partners[said["partner"]], stored)
        _keep_what_people_said(loader, stored)
        loader.finish()
        transaction.set_rollback(dry_run)
    return Report(loader.count, tuple(loader.changes))


def _factor(
    loader: Loader, facts: Table, said: Table, partner: Partner, stored: Mapping[str, int]
) -> None:
    name = f"{SCOPE}{said['code']}"
    page = facts["pages"][said["page"]]
    values = {
        "partner": partner,
        "effect": said["effect"],
        "aspect": said["aspect"],
        "topic": said.get("topic", topic_for(said["aspect"])),
        "level": said.get("level", ""),
        "rural": said.get("rural", ""),
        "original_language": "en",
        "title": said["title"],
        "detail": said.get("detail", ""),
        "source": page,
    }
    found = loader.record(name, Factor, {"pk": stored.get(name)}, values)
    if found is None:
        return
    if occasion := said.get("occasion"):
        voice = f"{name}/{occasion}"
        if voice in stored:
            loader.leave(voice)  # a voice is written once
        else:
            _assessment(loader, voice, found, facts["occasions"][occasion], page)
    translations.source_changed(record=found, now=loader.now)
    _refresh_draft(loader, name, found)


def _keep_what_people_said(loader: Loader, stored: Mapping[str, int]) -> None:
    """A factor the file has no more stays, with its voices, once people have spoken on it."""
    spoken = set(
        Assessment.objects.filter(factor__in=stored.values())
        .exclude(by=None)
        .values_list("factor_id", flat=True)
    )
    kept = {name for name, key in stored.items() if "/" not in name and key in spoken}
    for name in stored:
        if name.partition("/")[0] in kept:
            loader.leave(name)


def _assessment(loader: Loader, name: str, factor: Factor, said: Table, page: str) -> None:
    key = {"factor": factor, "assessed_on": said["assessed_on"], "source": page}
    values = {
        "basis": said["basis"],
        "said_by": said["said_by"],
        "people": said.get("people"),
        "people_at_least": said.get("people_at_least", False),
        "recorded_at": loader.now,
    }
    loader.record(name, Assessment, key, values)


def _refresh_draft(loader: Loader, name: str, one: Factor) -> None:
    """The editor shows the latest revision: let it hold what was loaded, unless a draft waits."""
    if one.latest_revision_id and loader.changed(name) and not one.has_unpublished_changes:
        fresh = Factor.objects.get(pk=one.pk)
        revision = fresh.save_revision(clean=False)
        if fresh.live:
            revision.publish(log_action=False)
