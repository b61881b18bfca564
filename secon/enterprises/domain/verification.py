"""Checking an entry against the published criteria of its country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises import frames
from secon.enterprises.domain import versions
from secon.enterprises.domain.checking import plain_text
from secon.enterprises.domain.listing import allow, lock, step
from secon.enterprises.enums import EvidenceKind, Met, State
from secon.enterprises.frames import CHECK_AGAIN_MONTHS, Criterion
from secon.enterprises.frames.kinds import add_months
from secon.enterprises.models import Check, Enterprise, EnterpriseStatus
from secon.kernel import audit
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User

_FIELDS = ["state", "verified_on", "check_again_on"]


class VerificationError(ValidationError):
    """A check that cannot be written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody found out about one criterion or status (``subject`` is its code)."""

    subject: str
    met: Met
    evidence_kind: EvidenceKind
    evidence: str = ""
    evidence_url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A published criterion of an entry with its newest check; ``check`` None is unknown."""

    criterion: Criterion
    check: Check | None

    @property
    def met(self) -> Met | None:
        """Met, not met, or None: unknown."""
        return Met(self.check.met) if self.check else None


def criteria_of(country: str, statuses: Iterable[str]) -> tuple[Criterion, ...]:
    """What an enterprise that holds ``statuses`` is checked against; none without a frame."""
    held = set(statuses)
    try:
        published = frames.criteria_for(country)
    except KeyError:
        return ()
    return tuple(one for one in published if not one.statuses or one.statuses & held)


def criteria_shown(enterprise: Enterprise, today: date) -> list[Shown]:
    """Every criterion that applies, met, not met or unknown. Two queries.

    ``check.checked_for`` names the organisation; who checked is not public.
    """
    newest = newest_checks(enterprise)
    return [
        Shown(one, newest.get(one.code))
        for one in criteria_of(enterprise.country, _held(enterprise, today))
    ]


def newest_checks(enterprise: Enterprise) -> dict[str, Check]:
    """By subject, criteria and statuses alike: one query."""
    found: dict[str, Check] = {}
    for check in enterprise.checks.all():
        found.setdefault(check.subject, check)
    return found


def is_proven(shown: Iterable[Shown], today: date) -> bool:
    """Whether every criterion is met by a check that still counts; of alternatives, one.

    Criteria that no source states yet (``to_confirm``) do not stand in the way.
    """
    alternatives: dict[str, bool] = {}
    rows = [one for one in shown if not one.criterion.to_confirm]
    for one in rows:
        counts = one.met is Met.YES and not _is_over(one.check, today)
        group = one.criterion.one_of or f"= {one.criterion.code}"
        alternatives[group] = alternatives.get(group, False) or counts
    return bool(rows) and all(alternatives.values())


def verify(
    *, enterprise: Enterprise, findings: Iterable[Finding], by: User | None, now: datetime
) -> Enterprise:
    """Write what was found; the entry is verified if with it every criterion is proven.

    Raises ``PermissionDenied`` and ``VerificationError`` (by subject).
    """
    findings, today = list(findings), timezone.localdate(now)
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "verify_enterprise", enterprise)
        statuses = {row.code: row for row in enterprise.statuses.all()}
        _check(findings, enterprise, statuses, today)
        for one in findings:
            _write(one, enterprise, statuses, by, today)
        _stand(enterprise, today, renewed=True)
        detail = {one.subject: one.met for one in findings}
        audit.record(by=by, now=now, verb="verify", on=enterprise, detail=detail)
    return enterprise


def reopen(*, enterprise: Enterprise, by: User | None, now: datetime, reason: str) -> Enterprise:
    """Take the verification back: the entry is listed, its checks stay as history."""
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "verify_enterprise", enterprise)
        _reopen(enterprise, by, now, reason)
    return enterprise


def settle(*, enterprise: Enterprise, by: User | None, now: datetime) -> Enterprise:
    """After a change: end a verification that rests on a status which has ended.

    Called inside the change's transaction, by imports and by the daily task too.
    """
    if enterprise.state == State.VERIFIED:
        today = timezone.localdate(now)
        ended = {row.code for row in enterprise.statuses.all() if not row.holds(today)}
        held = _held(enterprise, today)
        rests_on = {
            subject for subject, check in newest_checks(enterprise).items() if check.met == Met.YES
        }
        published = {one.code: one for one in frames.criteria_for(enterprise.country)}
        lost = {code for code in rests_on & ended if code not in held}
        for subject in rests_on & published.keys():
            needed = published[subject].statuses
            if needed and not needed & held:
                lost |= needed & ended
        if lost:
            _reopen(enterprise, by, now, ", ".join(sorted(lost)))
    return enterprise


def check_now(pks: Collection[int], *, today: date) -> None:
    """What of ``pks`` is verified is to be checked again from ``today`` on: its register lost it.

    Inside the transaction of whoever found that out.
    """
    early = Enterprise.objects.filter(pk__in=pks, state=State.VERIFIED).exclude(
        check_again_on__lte=today
    )
    due = list(early.values_list("pk", flat=True))
    Enterprise.objects.filter(pk__in=due).update(check_again_on=today)
    versions.touch(due)


def _reopen(enterprise: Enterprise, by: User | None, now: datetime, reason: str) -> None:
    step(enterprise, State.LISTED, verified_on=None, check_again_on=None)
    enterprise.save(update_fields=_FIELDS)
    enterprise.version = versions.touch([enterprise.pk])
    detail = {"reason": " ".join(reason.split())[:200]}
    audit.record(by=by, now=now, verb="reopen", on=enterprise, detail=detail)


def _stand(enterprise: Enterprise, today: date, *, renewed: bool) -> None:
    """Set state and days after the checks."""
    shown = criteria_shown(enterprise, today)
    proven = is_proven(shown, today)
    if proven:
        if enterprise.state != State.VERIFIED:
            step(enterprise, State.VERIFIED)
        if renewed or enterprise.verified_on is None:
            enterprise.verified_on = today
        enterprise.check_again_on = _again(enterprise, shown, today)
    elif enterprise.state == State.VERIFIED:
        step(enterprise, State.LISTED, verified_on=None, check_again_on=None)
    enterprise.save(update_fields=_FIELDS)
    enterprise.version = versions.touch([enterprise.pk])


def _again(enterprise: Enterprise, shown: Iterable[Shown], today: date) -> date | None:
    """The first day on which something the verification rests on runs out."""
    days = [one.check.check_again_on for one in shown if one.check and one.met is Met.YES]
    days += [row.valid_to for row in enterprise.statuses.all() if row.holds(today)]
    return min((day for day in days if day is not None), default=None)


def _check(
    findings: Iterable[Finding],
    enterprise: Enterprise,
    statuses: Mapping[str, EnterpriseStatus],
    today: date,
) -> None:
    known = {one.code for one in criteria_of(enterprise.country, _held(enterprise, today))}
    errors: dict[str, str] = {}
    for one in findings:
        problem = plain_text(one.evidence, lines=False)
        if one.subject not in known and one.subject not in statuses:
            errors[one.subject] = _("This is no criterion of the country.")
        elif problem:
            errors[one.subject] = problem
        elif one.met is Met.YES and not (one.evidence or one.evidence_url):
            errors[one.subject] = _("Say where it can be seen.")
    if errors:
        raise VerificationError(errors)


def _write(
    one: Finding,
    enterprise: Enterprise,
    statuses: Mapping[str, EnterpriseStatus],
    by: User | None,
    today: date,
) -> None:
    status = statuses.get(one.subject)
    months = CHECK_AGAIN_MONTHS if status else frames.criterion(one.subject).months
    check = Check(
        enterprise=enterprise,
        subject=one.subject,
        number=status.number if status else "",
        met=one.met,
        evidence_kind=one.evidence_kind,
        evidence=one.evidence,
        evidence_url=one.evidence_url,
        checked_on=today,
        checked_by=by,
        checked_for=_organisation(enterprise, by),
        check_again_on=add_months(today, months) if one.met is Met.YES else None,
    )
    try:
        check.full_clean(exclude=["enterprise", "checked_by", "check_again_on"])
    except ValidationError as error:
        raise VerificationError({one.subject: error.messages}) from error
    check.save()


def _organisation(enterprise: Enterprise, by: User | None) -> str:
    """For whom ``by`` checks: the entry's own partner where they edit for it, else their own."""
    if by is None:
        return "SECON"
    own = {Role.PARTNER_EDITOR, Role.LEAD_PARTNER}
    at = {one.scope for one in by.held_now if one.role in own and one.scope is not None}
    keys = at & {enterprise.partner_id or 0} or at
    partner = Partner.objects.filter(pk__in=keys).order_by("number").first()
    return partner.name[:200] if partner else "SECON"


def _held(enterprise: Enterprise, today: date) -> set[str]:
    return {row.code for row in enterprise.statuses.all() if row.holds(today)}


def _is_over(check: Check | None, today: date) -> bool:
    return check is not None and check.check_again_on is not None and check.check_again_on <= today
