"""What of the directory waits for a person who clears entries of a region."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.enterprises.domain import desk
from secon.partnership.domain.desk import Ask, Item, Section


def for_person(ask: Ask) -> Iterable[Section]:
    """A count of each pile of the directory's own desk."""
    if not ask.user.has_perm("enterprises.clear_enterprise"):
        return ()
    count = sum(found.count() for found in desk.piles(ask.user, ask.today).values())
    if not count:
        return ()
    said = ngettext(
        "%(count)d entry, change or claim waits for a decision.",
        "%(count)d entries, changes and claims wait for a decision.",
        count,
    )
    item = Item(said % {"count": count}, reverse("enterprises:desk"), count=count)
    return (Section("enterprises", _("Social enterprises"), (item,), 11),)
