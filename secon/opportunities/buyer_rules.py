"""Who may do what as a public buyer, or with what buyers publish, as predicates.

Without a record a permission means "on some record".
"""

from __future__ import annotations

from typing import Any, Protocol

import rules

from secon.opportunities.buyer_enums import CallState, SoundingState, Standing
from secon.partnership.rules import is_reviewer, runs_all
from secon.people.enums import Role


class Profile(Protocol):
    """A stored buyer's profile, as far as a rule cares."""

    user_id: int | None
    partner_id: int | None
    standing: str


class OfBuyer(Protocol):
    """A call or a sounding."""

    buyer: Any
    state: str


def _pk(user: object) -> int | None:
    return getattr(user, "pk", None)


def _holds(user: object, *roles: Role, at: int | None = None) -> bool:
    holds = getattr(user, "holds", None)  # anonymous readers hold nothing
    return holds is not None and holds(*roles, scope=at)


@rules.predicate
def is_signed_in(user: object) -> bool:
    """Has an account."""
    return bool(getattr(user, "is_authenticated", False))


@rules.predicate
def is_buyer(user: object) -> bool:
    """Buys for a public body."""
    return _holds(user, Role.BUYER)


@rules.predicate
def is_confirmed_buyer(user: object) -> bool:
    """Buys for a public body that a partner has confirmed."""
    profiles = getattr(user, "buyer_profiles", None)
    if profiles is None or _pk(user) is None or not _holds(user, Role.BUYER):
        return False
    return bool(profiles.filter(standing=Standing.CONFIRMED).exists())


@rules.predicate
def is_region_of(user: object, profile: Profile | None = None) -> bool:
    """Edits for the partner that confirms this buyer (without one: for some partner)."""
    if profile is None:
        return _holds(user, Role.PARTNER_EDITOR)
    partner = profile.partner_id
    return partner is not None and _holds(user, Role.PARTNER_EDITOR, at=partner)


@rules.predicate
def is_self(user: object, profile: Profile | None = None) -> bool:
    """The person the profile is about."""
    return profile is not None and profile.user_id is not None and profile.user_id == _pk(user)


@rules.predicate
def is_asked(user: object, profile: Profile | None = None) -> bool:
    """Waits for its decision."""
    return profile is None or profile.standing == Standing.ASKED


@rules.predicate
def is_kept(user: object, profile: Profile | None = None) -> bool:
    """Has not ended."""
    return profile is None or profile.standing in {Standing.ASKED, Standing.CONFIRMED}


@rules.predicate
def is_owner(user: object, record: OfBuyer | None = None) -> bool:
    """Buys for the body whose call or sounding it is (without one: for some)."""
    if not is_confirmed_buyer(user):
        return False
    return record is None or (
        record.buyer.user_id == _pk(user) and record.buyer.standing == Standing.CONFIRMED
    )


def _in(*states: str) -> rules.Predicate:
    @rules.predicate
    def stands(user: object, record: OfBuyer | None = None) -> bool:
        return record is None or record.state in states

    return stands


is_draft = _in(CallState.DRAFT)
is_public = ~_in(CallState.DRAFT)
region = is_region_of | runs_all

rules.add_perm("opportunities.ask_to_buy", is_signed_in)
rules.add_perm("opportunities.buy", is_buyer)
rules.add_perm("opportunities.contact_supplier", is_confirmed_buyer)
rules.add_perm("opportunities.decide_buyer", is_asked & region & ~is_self)
rules.add_perm("opportunities.end_buyer", is_kept & (region | is_self))
rules.add_perm("opportunities.view_buyers", region | is_reviewer)

rules.add_perm("opportunities.view_call", is_public | is_owner)
rules.add_perm("opportunities.change_call", is_draft & is_owner)
rules.add_perm("opportunities.publish_call", is_draft & is_owner)
rules.add_perm("opportunities.close_call", _in(CallState.PUBLISHED) & is_owner)
rules.add_perm("opportunities.award_call", _in(CallState.PUBLISHED, CallState.CLOSED) & is_owner)
rules.add_perm("opportunities.cancel_call", _in(CallState.PUBLISHED, CallState.CLOSED) & is_owner)
rules.add_perm("opportunities.answer_question", _in(CallState.PUBLISHED) & is_owner)
rules.add_perm("opportunities.ask_about_call", _in(CallState.PUBLISHED) & is_signed_in)
rules.add_perm(
    "opportunities.read_answers",
    _in(CallState.PUBLISHED, CallState.CLOSED, CallState.AWARDED, CallState.CANCELLED) & is_owner,
)

rules.add_perm("opportunities.view_sounding", is_owner)
rules.add_perm("opportunities.change_sounding", _in(SoundingState.DRAFT) & is_owner)
rules.add_perm("opportunities.send_sounding", _in(SoundingState.DRAFT) & is_owner)
rules.add_perm("opportunities.close_sounding", _in(SoundingState.SENT) & is_owner)
