"""What is done to the words of a report."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from secon.kernel import audit, translations
from secon.monitoring.models import ReportSection
from secon.people.models import User


def edit_section(
    *, section: ReportSection, title: str, text: str, by: User, now: datetime
) -> ReportSection:
    """Say it anew in the original's language. Readers see it at once; translations age."""
    if not by.has_perm("monitoring.change_reportsection", section):
        raise PermissionDenied
    with transaction.atomic():
        fresh: ReportSection = ReportSection.objects.select_for_update().get(pk=section.pk)
        said = {"title": title, "text": text}
        changed = sorted(field for field, value in said.items() if getattr(fresh, field) != value)
        if not changed:
            return fresh
        if fresh.latest_revision_id is None:
            fresh.save_revision(clean=False)  # what it said so far
        for field in changed:
            setattr(fresh, field, said[field])
        fresh.full_clean()
        fresh.save()
        translations.source_changed(record=fresh, now=now)
        fresh.save_revision(clean=False, user=by)
        audit.record(by=by, now=now, verb="edit", on=fresh, detail={"fields": changed})
    return fresh
