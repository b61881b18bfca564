"""Changes of entries: proposed by many, cleared by the entry's region. Until then nothing shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from secon.enterprises.domain import claims, letters, listing, pictures, records, verification
from secon.enterprises.domain.checking import plain_text
from secon.enterprises.domain.content import Content, content_of, plain
from secon.enterprises.domain.differences import Difference, differences, merged
from secon.enterprises.domain.listing import allow, lock, said
from secon.enterprises.enums import PUBLIC_STATES, ChangeKind, Decision, State
from secon.enterprises.models import Change, Claim, Enterprise
from secon.kernel import audit
from secon.people.models import User

OF_NEW = frozenset({ChangeKind.REGISTRATION, ChangeKind.MISSING})
MOST_WAITING = 5
OF_STRANGERS = frozenset({ChangeKind.CORRECTION, ChangeKind.CONFIRMATION, ChangeKind.MISSING})
"""Proposed without a right to the entry: a citizen's word, or the answer to a letter."""


class ChangeError(ValidationError):
    """A change that cannot be proposed or decided."""


class ConflictError(ChangeError):
    """Fields that somebody else changed meanwhile: ``differences`` says which."""

    def __init__(self, found: list[Difference]) -> None:
        super().__init__(_("Somebody changed the same meanwhile. Choose what is right."))
        self.differences = found


def open_entry(
    *,
    content: Mapping[str, Any],
    kind: ChangeKind,
    by: User | None,
    now: datetime,
    note: str = "",
    reply_to: str = "",
    reply_language: str = "",
) -> Change:
    """A new entry that waits for its region. Raises ``ValidationError`` by path."""
    with transaction.atomic():
        _not_too_many(by)
        enterprise, filled = records.prepare(
            enterprise=Enterprise(live=False), content=content, now=now
        )
        records.store(enterprise=enterprise, filled=filled, by=by, now=now)
        return _made(enterprise, {}, plain(content), kind, by, now, note, reply_to, reply_language)


def propose(
    *,
    enterprise: Enterprise,
    content: Mapping[str, Any],
    kind: ChangeKind,
    by: User | None,
    now: datetime,
    base: Content | None = None,
    note: str = "",
    reply_to: str = "",
    reply_language: str = "",
    replaces: Change | None = None,
) -> Change:
    """Propose ``content``, whole or some fields, against ``base`` (none: as cleared now).

    ``replaces`` is an open change by the same person, which this one goes on from. Raises
    ``PermissionDenied``, and ``ValidationError`` by path, also where nothing is changed and said.
    """
    content = plain({name: content[name] for name in content if name != "sources"})
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        _may_propose(enterprise, kind, by)
        if enterprise.state == State.PROPOSED and kind not in OF_STRANGERS:
            return _rewrite(enterprise, content, by, now, note)
        if base is None:
            base = content_of(enterprise, content)
        if replaces is not None:
            base = {name: replaces.base.get(name, base.get(name)) for name in content}
            withdraw(change=replaces, by=by, now=now)
        if not note and not differences(base, content, content_of(enterprise, content)):
            raise ChangeError(_("Nothing is changed."))
        trial = Enterprise.objects.get(pk=enterprise.pk)
        records.prepare(enterprise=trial, content=content, now=now)
        return _made(enterprise, base, content, kind, by, now, note, reply_to, reply_language)


def found_in(change: Change) -> list[Difference]:
    """What a change would change of the entry as it is now."""
    current = content_of(change.enterprise, change.content)
    return differences(change.base, change.content, current)


def clear(
    *, change: Change, by: User | None, now: datetime, keep: Mapping[str, bool] | None = None
) -> Enterprise:
    """Take a change over and show it. ``keep``: path to True where what is now shall stay.

    Raises ``PermissionDenied``, ``ConflictError`` for what was changed meanwhile and is not in
    ``keep``, and ``ValidationError`` by path.
    """
    with transaction.atomic():
        enterprise, change = _open(change, by)
        kept: list[str] = []
        if change.kind in OF_NEW and enterprise.state == State.PROPOSED:
            _clear_new(enterprise, change, by, now)
        else:
            kept = _clear_edit(enterprise, change, by, now, keep or {})
        _decide(change, Decision.CLEARED, by, now, "")
        audit.record(
            by=by,
            now=now,
            verb="clear",
            on=enterprise,
            detail={"change": change.pk, "kind": change.kind, "kept": kept},
        )
    return enterprise


def edit(
    *,
    enterprise: Enterprise,
    content: Mapping[str, Any],
    by: User,
    now: datetime,
    base: Content | None = None,
    note: str = "",
) -> Change:
    """The region's own change: proposed and cleared in one. A conflict leaves it waiting."""
    with transaction.atomic():
        allow(by, "change_enterprise", enterprise)
        change = propose(
            enterprise=enterprise,
            content=content,
            kind=ChangeKind.DESK,
            by=by,
            now=now,
            base=base,
            note=note,
        )
        waits = change.kind in OF_NEW or any(one.conflict for one in found_in(change))
        if not waits:
            clear(change=change, by=by, now=now)
            change.refresh_from_db()
    return change


def decline(*, change: Change, by: User | None, now: datetime, reason: str) -> Change:
    """Refuse a change, with a reason that its author reads. A new entry is declined with it."""
    with transaction.atomic():
        enterprise, change = _open(change, by)
        reason = said(reason)
        if change.kind in OF_NEW and enterprise.state == State.PROPOSED:
            listing.decline(enterprise=enterprise, by=by, now=now, reason=reason)
            for claim in _claims_with(change):
                claims.decline(claim=claim, by=by, now=now, reason=reason)
        _decide(change, Decision.DECLINED, by, now, reason)
        pictures.drop_unused(change.content, enterprise)
        audit.record(
            by=by, now=now, verb="decline_change", on=enterprise, detail={"change": change.pk}
        )
    return change


def withdraw(*, change: Change, by: User | None, now: datetime) -> Change:
    """Take back the own change of an entry that is shown."""
    with transaction.atomic():
        enterprise = lock(change.enterprise_id)
        change = _locked(change)
        if by is None or change.proposed_by_id != by.pk or change.kind in OF_NEW:
            raise PermissionDenied
        _decide(change, Decision.WITHDRAWN, by, now, "")
        pictures.drop_unused(change.content, enterprise)
        audit.record(by=by, now=now, verb="withdraw", on=enterprise, detail={"change": change.pk})
    return change


def _not_too_many(by: User | None) -> None:
    """Raise ``ChangeError`` where a person has more entries waiting than somebody can look at."""
    waiting = Change.objects.filter(proposed_by=by, kind__in=OF_NEW, decision=Decision.OPEN)
    if by is not None and waiting.count() >= MOST_WAITING:
        raise ChangeError(
            _("%(most)d entries of yours wait already. Add more when they are decided.")
            % {"most": MOST_WAITING}
        )


def _may_propose(enterprise: Enterprise, kind: ChangeKind, by: User | None) -> None:
    if kind in OF_STRANGERS:
        if enterprise.state not in {*PUBLIC_STATES, State.ENDED}:
            raise PermissionDenied
        return
    allow(by, "propose_enterprise", enterprise)


def _rewrite(
    enterprise: Enterprise, content: Content, by: User | None, now: datetime, note: str
) -> Change:
    """Change an entry that nobody sees yet, together with the change that waits."""
    change = enterprise.changes.select_for_update().get(decision=Decision.OPEN, kind__in=OF_NEW)
    _prepared, filled = records.prepare(enterprise=enterprise, content=content, now=now)
    records.store(enterprise=enterprise, filled=filled, by=by, now=now)
    change.content = content_of(enterprise)
    change.note = note or change.note
    change.save(update_fields=["content", "note"])
    audit.record(by=by, now=now, verb="propose", on=enterprise, detail={"change": change.pk})
    return change


def _clear_new(enterprise: Enterprise, change: Change, by: User | None, now: datetime) -> None:
    records.prepare(enterprise=enterprise, content={}, now=now)
    listing.list_entry(enterprise=enterprise, by=by, now=now)
    for claim in _claims_with(change):
        claims.approve(claim=claim, by=by, now=now)
    enterprise.refresh_from_db()


def _clear_edit(
    enterprise: Enterprise,
    change: Change,
    by: User | None,
    now: datetime,
    keep: Mapping[str, bool],
) -> list[str]:
    """Returns the paths that were kept as they are."""
    current = content_of(enterprise)
    found = differences(change.base, change.content, current)
    open_conflicts = [one for one in found if one.conflict and one.path not in keep]
    if open_conflicts:
        raise ConflictError(open_conflicts)
    content = merged(current, found, keep)
    taken = [one for one in found if not keep.get(one.path, False)]
    if change.kind != ChangeKind.IMPORT:
        gone = {one.part or one.path for one in taken}
        content["sources"] = {
            name: pages for name, pages in content["sources"].items() if name not in gone
        }
    enterprise, filled = records.prepare(enterprise=enterprise, content=content, now=now)
    listing.once(enterprise)
    records.store(enterprise=enterprise, filled=filled, by=by, now=now)
    verification.settle(enterprise=enterprise, by=by, now=now)
    pictures.drop_unused(current, enterprise)
    return [one.path for one in found if one not in taken]


def _claims_with(change: Change) -> list[Claim]:
    """The claim made with a new entry by the person who proposed it."""
    return list(
        Claim.objects.filter(
            enterprise=change.enterprise_id, user=change.proposed_by_id, decision=Decision.OPEN
        )
    )


def _made(
    enterprise: Enterprise,
    base: Content,
    content: Content,
    kind: ChangeKind,
    by: User | None,
    now: datetime,
    note: str,
    reply_to: str,
    reply_language: str,
) -> Change:
    if problem := plain_text(note, lines=True):
        raise ChangeError({"note": problem})
    change = Change(
        enterprise=enterprise,
        kind=kind,
        base=base,
        content=content,
        note=note,
        proposed_by=by,
        proposed_at=now,
        reply_to=reply_to,
        reply_language=reply_language,
    )
    change.full_clean(exclude=["enterprise", "proposed_by", "base", "content"])
    change.save()
    detail = {"change": change.pk, "kind": kind}
    audit.record(by=by, now=now, verb="propose", on=enterprise, detail=detail)
    return change


def _open(change: Change, by: User | None) -> tuple[Enterprise, Change]:
    enterprise = lock(change.enterprise_id)
    allow(by, "clear_enterprise", enterprise)
    return enterprise, _locked(change)


def _locked(change: Change) -> Change:
    found = Change.objects.select_for_update().get(pk=change.pk)
    if found.decision != Decision.OPEN:
        raise ChangeError(_("This was decided already."))
    return found


def _decide(change: Change, how: Decision, by: User | None, now: datetime, reason: str) -> None:
    """Write the decision, answer, and forget the address and what a stranger wrote around it."""
    to = change.reply_to or _address_of(change)
    if to and how is not Decision.WITHDRAWN and by != change.proposed_by:
        letters.send(
            to=to,
            language=change.reply_language or change.enterprise.original_language,
            template="change",
            enterprise=change.enterprise,
            context={"cleared": how is Decision.CLEARED, "reason": reason},
        )
    change.decision, change.decided_by, change.decided_at = how, by, now
    change.reason, change.reply_to = reason, ""
    if change.kind in OF_STRANGERS:
        change.note = ""
    change.save(
        update_fields=["decision", "decided_by", "decided_at", "reason", "reply_to", "note"]
    )


def _address_of(change: Change) -> str:
    return change.proposed_by.email if change.proposed_by else ""
