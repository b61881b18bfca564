"""A complete practice, its people, and what reviewers say: invented, for the tests of the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from secon.people.enums import Role
from secon.people.models import User
from secon.practices.domain import checklists, review
from secon.practices.domain.review_steps import Finding, Judged
from secon.practices.enums import Criterion, Judge, Met, Step
from secon.practices.models import (
    Judgement,
    Practice,
    PracticeProof,
    PracticeTopic,
    ReviewStep,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.practices import PracticeFactory

NOW = datetime(2030, 9, 2, 10, tzinfo=UTC)  # after the roles were given


@dataclass(frozen=True)
class People:
    """Everybody a review needs, each another person."""

    author: User
    editor: User
    lead: User
    web: User
    officer: User
    expert: User

    def of(self, step: Step) -> User:
        """Whose step it is."""
        return {
            Step.LEAD: self.lead,
            Step.WEB: self.web,
            Step.OFFICER: self.officer,
            Step.EXPERT: self.expert,
        }[step]


def people(practice: Practice) -> People:
    """The author of the practice and its reviewers."""
    return People(
        author=practice.author,
        editor=member(Role.PARTNER_EDITOR, practice.partner),
        lead=member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        web=person(Role.WEB_ADMIN),
        officer=person(Role.POLICY_OFFICER),
        expert=person(Role.EXPERT),
    )


def complete(**fields: Any) -> Practice:
    """A draft that may be handed in."""
    practice = PracticeFactory(
        author=UserFactory(), nuts="PL92", rural="rural", original_language="en", **fields
    )
    PracticeTopic.objects.create(practice=practice, topic="procurement")
    PracticeProof.objects.create(
        practice=practice, kind="other", title="Report", url="https://example.org/report"
    )
    for criterion in Criterion:
        Judgement.objects.create(
            practice=practice, judge=Judge.AUTHOR, criterion=criterion, met=Met.YES, at=NOW
        )
    return practice


def finding(step: Step, **said: Any) -> Finding:
    """What a reviewer who is content says."""
    judged = tuple(Judged(one, Met.YES) for one in Criterion)
    return Finding(
        **{
            "checked": checklists.DEFAULTS[step],
            "judged": judged if step in (Step.LEAD, Step.EXPERT) else (),
            "found": f"Found by {step.value}.",
            **said,
        }
    )


def waiting(practice: Practice) -> ReviewStep:
    """The step under way."""
    found: ReviewStep = practice.steps.get(ended_at=None)
    return found


def walk(practice: Practice, team: People, *steps: Step, at: datetime = NOW) -> Practice:
    """Hand it in and let ``steps`` pass."""
    review.submit(practice=practice, by=practice.author, now=at)
    for step in steps:
        review.pass_step(step=waiting(practice), by=team.of(step), now=at, finding=finding(step))
    practice.refresh_from_db()
    return practice


def edited(practice: Practice, by: User, **fields: Any) -> Practice:
    """A new version of a published practice, saved and not handed in."""
    practice.refresh_from_db()
    version = practice.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision(user=by, clean=False)
    practice.refresh_from_db()
    return practice
