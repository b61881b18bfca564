"""Who speaks for an enterprise: claimed by a person, approved by the region's partner."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from secon.enterprises.domain import letters
from secon.enterprises.domain.checking import plain_text
from secon.enterprises.domain.listing import allow, lock, said
from secon.enterprises.enums import Decision, EvidenceKind
from secon.enterprises.models import Claim, Enterprise, Steward
from secon.kernel import audit
from secon.people.domain import roles
from secon.people.enums import Role
from secon.people.models import RoleGrant, User


class ClaimError(ValidationError):
    """A claim that cannot be made or decided."""


def claim(
    *,
    enterprise: Enterprise,
    by: User,
    now: datetime,
    position: str,
    evidence_kind: EvidenceKind,
    evidence: str,
) -> Claim:
    """Say that ``by`` speaks for a listed entry. Raises ``PermissionDenied``, ``ClaimError``."""
    for field, text in (("position", position), ("evidence", evidence)):
        if problem := plain_text(text, lines=False):
            raise ClaimError({field: problem})
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "claim_enterprise", enterprise)
        return _made(enterprise, by, now, position, evidence_kind, evidence)


def claim_own(
    *, enterprise: Enterprise, by: User, now: datetime, position: str, evidence: str
) -> Claim:
    """The claim that comes with a new entry: ``by`` keeps it at once, nobody else sees it yet."""
    made = _made(enterprise, by, now, position, EvidenceKind.STATEMENT, evidence)
    Steward.objects.create(enterprise=enterprise, user=by, since=now)
    return made


def approve(*, claim: Claim, by: User | None, now: datetime) -> Steward:
    """Let the claimant speak for the entry. Nobody decides about themselves."""
    with transaction.atomic():
        enterprise, claim = _open(claim, by)
        _decide(claim, Decision.CLEARED, by, now, "")
        keeper = enterprise.stewards.filter(user=claim.user, ended_at=None).first()
        if keeper is None:
            keeper = Steward.objects.create(enterprise=enterprise, user=claim.user, since=now)
        if not claim.user.holds(Role.ENTERPRISE):
            roles.grant(user=claim.user, role=Role.ENTERPRISE, by=None, now=now)
        _tell(claim, enterprise)
    return keeper


def decline(*, claim: Claim, by: User | None, now: datetime, reason: str) -> Claim:
    """Refuse a claim, with a reason that the claimant reads."""
    with transaction.atomic():
        enterprise, claim = _open(claim, by)
        _decide(claim, Decision.DECLINED, by, now, said(reason))
        _tell(claim, enterprise)
    return claim


def withdraw(*, claim: Claim, by: User, now: datetime) -> Claim:
    """Take back the own claim."""
    with transaction.atomic():
        claim = _locked(claim)
        if claim.user_id != by.pk:
            raise PermissionDenied
        _decide(claim, Decision.WITHDRAWN, by, now, "")
    return claim


def leave(*, steward: Steward, by: User | None, now: datetime) -> Steward:
    """End a person's speaking for an entry: their own word, or the region's.

    With the last entry the role of a social enterprise ends too.
    """
    with transaction.atomic():
        enterprise = lock(steward.enterprise_id)
        if by is not None and by.pk != steward.user_id:
            allow(by, "decide_claim", enterprise)
        kept = Steward.objects.select_for_update().get(pk=steward.pk)
        if kept.ended_at is None:
            kept.ended_at = now
            kept.save(update_fields=["ended_at"])
            audit.record(
                by=by, now=now, verb="leave", on=enterprise, detail={"person": kept.user_id}
            )
            _end_role(kept.user, now)
    return kept


def _made(
    enterprise: Enterprise,
    by: User,
    now: datetime,
    position: str,
    evidence_kind: EvidenceKind,
    evidence: str,
) -> Claim:
    if Claim.objects.filter(enterprise=enterprise, user=by, decision=Decision.OPEN).exists():
        raise ClaimError(_("You have claimed this entry already."))
    made = Claim(
        enterprise=enterprise,
        user=by,
        position=position,
        evidence_kind=evidence_kind,
        evidence=evidence,
        made_at=now,
    )
    made.full_clean(exclude=["enterprise", "user"])
    made.save()
    audit.record(by=by, now=now, verb="claim", on=enterprise, detail={"claim": made.pk})
    return made


def _open(claim: Claim, by: User | None) -> tuple[Enterprise, Claim]:
    """The entry and its claim, locked, if ``by`` may decide."""
    enterprise = lock(claim.enterprise_id)
    allow(by, "decide_claim", enterprise)
    if by is not None and by.pk == claim.user_id:
        raise PermissionDenied
    return enterprise, _locked(claim)


def _locked(claim: Claim) -> Claim:
    found = Claim.objects.select_for_update().get(pk=claim.pk)
    if found.decision != Decision.OPEN:
        raise ClaimError(_("This was decided already."))
    return found


def _decide(claim: Claim, how: Decision, by: User | None, now: datetime, reason: str) -> None:
    claim.decision, claim.decided_by, claim.decided_at = how, by, now
    claim.reason = reason
    claim.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    audit.record(
        by=by, now=now, verb=f"claim_{how.value}", on=claim.enterprise, detail={"claim": claim.pk}
    )


def _tell(claim: Claim, enterprise: Enterprise) -> None:
    letters.send(
        to=claim.user.email,
        language=enterprise.original_language,
        template="claim",
        enterprise=enterprise,
        context={"claim": claim, "approved": claim.decision == Decision.CLEARED},
    )


def _end_role(user: User, now: datetime) -> None:
    if user.enterprises_kept.filter(ended_at=None).exists():
        return
    for grant in RoleGrant.objects.active(now).filter(user=user, role=Role.ENTERPRISE):
        roles.end(grant=grant, by=None, now=now)
