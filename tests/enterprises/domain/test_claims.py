"""Who speaks for an enterprise."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from secon.enterprises.domain import claims
from secon.enterprises.enums import Decision, EvidenceKind
from secon.enterprises.models import Claim, Steward
from secon.people.domain import privacy
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return EnterpriseFactory(partner=PartnerFactory(), original_language="en")


@pytest.fixture
def editor(entry):
    return member(Role.PARTNER_EDITOR, entry.partner)


def claim(entry, by, **changes):
    said = {
        "position": "Manager",
        "evidence_kind": EvidenceKind.WEBSITE,
        "evidence": "https://example.org/team",
    }
    return claims.claim(enterprise=entry, by=by, now=NOW, **(said | changes))


def again(user):
    return User.objects.get(pk=user.pk)


def test_an_approved_claim_lets_its_author_speak_for_the_entry(
    entry, editor, letters, django_capture_on_commit_callbacks
):
    user = UserFactory()
    made = claim(entry, user)
    assert not user.has_perm("enterprises.propose_enterprise", entry)
    with django_capture_on_commit_callbacks(execute=True):
        claims.approve(claim=made, by=editor, now=NOW)
    assert again(user).has_perm("enterprises.propose_enterprise", entry)
    assert again(user).holds(Role.ENTERPRISE)
    (letter,) = letters
    assert letter.to == [user.email]
    assert "you now speak for" in letter.body


def test_a_declined_claim_gives_nothing_and_tells_why(
    entry, editor, letters, django_capture_on_commit_callbacks
):
    user = UserFactory()
    made = claim(entry, user)
    with django_capture_on_commit_callbacks(execute=True):
        claims.decline(claim=made, by=editor, now=NOW, reason="The page names nobody")
    assert not again(user).has_perm("enterprises.propose_enterprise", entry)
    assert not again(user).holds(Role.ENTERPRISE)
    assert "The page names nobody" in letters[0].body


def test_an_entry_is_claimed_once_by_a_person(entry):
    user = UserFactory()
    claim(entry, user)
    with pytest.raises(claims.ClaimError):
        claim(entry, user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            enterprise=entry,
            user=user,
            position="x",
            evidence_kind="website",
            evidence="x",
            made_at=NOW,
        )
    assert Claim.objects.count() == 1


def test_nobody_claims_what_they_keep_already(entry):
    with pytest.raises(PermissionDenied):
        claim(entry, steward(entry, NOW))


def test_only_the_region_decides_and_only_once(entry, editor):
    made = claim(entry, UserFactory())
    for by in (made.user, UserFactory(), member(Role.PARTNER_EDITOR, PartnerFactory())):
        with pytest.raises(PermissionDenied):
            claims.approve(claim=made, by=by, now=NOW)
    claims.decline(claim=made, by=editor, now=NOW, reason="No")
    with pytest.raises(claims.ClaimError):
        claims.approve(claim=made, by=editor, now=NOW)
    assert not Steward.objects.exists()


def test_nobody_approves_the_own_claim(entry, editor):
    made = claim(entry, editor)
    with pytest.raises(PermissionDenied):
        claims.approve(claim=made, by=editor, now=NOW)
    assert not Steward.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"position": "<b>Boss</b>"}, {"evidence": "see\nBcc: all@example.org"}]
)
def test_a_claim_is_plain_words_on_one_line(entry, changes):
    with pytest.raises(claims.ClaimError) as refused:
        claim(entry, UserFactory(), **changes)
    assert list(refused.value.message_dict) == list(changes)
    assert not Claim.objects.exists()


def test_the_role_ends_with_the_last_entry(entry, editor):
    user = UserFactory()
    other = EnterpriseFactory(partner=entry.partner)
    kept = [claims.approve(claim=claim(one, user), by=editor, now=NOW) for one in (entry, other)]
    claims.leave(steward=kept[0], by=user, now=NOW)
    assert again(user).holds(Role.ENTERPRISE)
    assert not again(user).has_perm("enterprises.propose_enterprise", entry)
    claims.leave(steward=kept[1], by=user, now=NOW)
    assert not [one for one in again(user).held(NOW) if one.role is Role.ENTERPRISE]


def test_a_stranger_ends_nobodys_stewardship(entry):
    steward(entry, NOW)
    kept = Steward.objects.get()
    with pytest.raises(PermissionDenied):
        claims.leave(steward=kept, by=UserFactory(), now=NOW)
    kept.refresh_from_db()
    assert kept.ended_at is None


def test_only_the_claimant_takes_a_claim_back(entry):
    made = claim(entry, UserFactory())
    with pytest.raises(PermissionDenied):
        claims.withdraw(claim=made, by=UserFactory(), now=NOW)
    claims.withdraw(claim=made, by=made.user, now=NOW)
    assert Claim.objects.get().decision == Decision.WITHDRAWN


def test_claims_and_entries_are_given_out_and_go_with_the_account(entry, editor):
    user = UserFactory()
    claims.approve(claim=claim(entry, user), by=editor, now=NOW)
    given = privacy.export(user)
    assert given["claims"]["data"][0]["position"] == "Manager"
    assert given["stewardship"]["data"][0]["enterprise__name"] == entry.name
    privacy.erase(user=again(user), by=None, now=NOW)
    assert not Claim.objects.exists()
    assert not Steward.objects.exists()
