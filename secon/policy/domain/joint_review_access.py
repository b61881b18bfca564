"""Who sees and does what in a joint review. Before the reveal nobody sees another's answer.

Not a predicate of ``rules``: a superuser holds every permission, but no right to these answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from secon.people.models import User
from secon.policy.enums import ReviewState
from secon.policy.models import JointReview, Reviewer


@dataclass(frozen=True, slots=True)
class Access:
    """What one reader may in one review, as it stands."""

    state: ReviewState
    leads: bool
    looks: bool  # reads what is not published: leads, or judges all partners' drafts
    seat: Reviewer | None = None  # the reader's own, unless declined

    @property
    def spoke(self) -> bool:
        """Whether the reader answered alone, as the discussion asks of everybody."""
        return self.seat is not None and self.seat.submitted_at is not None

    @property
    def page(self) -> bool:
        """Whether there is a page for this reader at all."""
        return self.state is ReviewState.PUBLISHED or self.looks or self.seat is not None

    @property
    def answers(self) -> bool:
        """Whether other people's answers are shown."""
        if self.state is ReviewState.PUBLISHED:
            return True
        return self.state is ReviewState.DISCUSSING and (self.looks or self.spoke)

    @property
    def may_answer(self) -> bool:
        """Whether the reader's own answers can still change."""
        return self.state is ReviewState.ANSWERING and self.seat is not None and not self.spoke

    @property
    def may_discuss(self) -> bool:
        """Whether remarks are taken."""
        return self.state is ReviewState.DISCUSSING and (self.leads or self.spoke)

    @property
    def may_dissent(self) -> bool:
        """Whether a dissent is taken, changed, taken back."""
        return self.state is ReviewState.DISCUSSING and self.spoke


def access(review: JointReview, user: object) -> Access:
    """What ``user`` (perhaps not signed in) may in ``review``: one query for the seat."""
    known = user if isinstance(user, User) else None
    leads = known is not None and known.has_perm("policy.change_jointreview", review)
    return Access(
        ReviewState(review.state),
        leads,
        leads or (known is not None and known.has_perm("policy.view_jointreview", review)),
        None if known is None else seat_of(review, known),
    )


def seat_of(review: JointReview, user: User) -> Reviewer | None:
    """The seat of ``user``, unless declined."""
    return review.reviewers.filter(user=user, declined_at=None).select_related("partner").first()
