"""Who may do what with whose records: role × action × own or another partner."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from secon.kernel import audit
from secon.partnership.domain import members
from secon.partnership.models import Membership
from secon.partnership.rules import GRANT_PERMISSIONS
from secon.people.domain.roles import RoleError
from secon.people.enums import PARTNER_ROLES, PLATFORM_ROLES, Role
from secon.people.models import User
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=300)
pytestmark = pytest.mark.django_db

VIEW, EDIT, PUBLISH = "view_partner", "change_partner", "publish_partner"
ADD, DELETE = "add_partner", "delete_partner"
STAKEHOLDER, EDITOR, LEAD = "grant_stakeholder", "grant_partner_editor", "grant_lead_partner"
ACTIONS = (VIEW, EDIT, PUBLISH, ADD, DELETE, STAKEHOLDER, EDITOR, LEAD)

# What each role may do with the own partner's record, and with another's. All else is refused.
ALLOWED = {
    "anonymous": ((), ()),
    Role.CITIZEN: ((), ()),
    Role.ENTERPRISE: ((), ()),
    Role.BUYER: ((), ()),
    Role.STAKEHOLDER: ((), ()),
    Role.REVIEWER: ((VIEW,), (VIEW,)),
    Role.POLICY_OFFICER: ((), ()),
    Role.EXPERT: ((), ()),
    Role.PARTNER_EDITOR: ((VIEW, EDIT, STAKEHOLDER), ()),
    Role.LEAD_PARTNER: (
        (VIEW, EDIT, PUBLISH, STAKEHOLDER, EDITOR),
        (VIEW, EDIT, PUBLISH, STAKEHOLDER, EDITOR),
    ),
    Role.WEB_ADMIN: (
        (VIEW, EDIT, PUBLISH, STAKEHOLDER, EDITOR, LEAD),
        (VIEW, EDIT, PUBLISH, STAKEHOLDER, EDITOR, LEAD),
    ),
}
MATRIX = [
    (role, action, whose, action in allowed)
    for role, sides in ALLOWED.items()
    for whose, allowed in zip(("own", "other"), sides, strict=True)
    for action in ACTIONS
]


def someone(role, partner):
    if role == "anonymous":
        return AnonymousUser()
    if role in PARTNER_ROLES:
        return member(role, partner)
    return person(*({role} & PLATFORM_ROLES))


def test_the_matrix_names_every_role():
    assert ALLOWED.keys() == {"anonymous", *Role}
    assert GRANT_PERMISSIONS.keys() == PARTNER_ROLES


@pytest.mark.parametrize(
    ("role", "action", "whose", "allowed"),
    MATRIX,
    ids=[f"{r}-{a}-{w}-{'yes' if y else 'no'}" for r, a, w, y in MATRIX],
)
def test_permissions(role, action, whose, allowed):
    own, other = PartnerFactory(role="lead"), PartnerFactory()
    user = someone(role, own)
    record = own if whose == "own" else other
    assert user.has_perm(f"partnership.{action}", record) is allowed


@pytest.mark.parametrize("role", sorted(Role))
def test_an_account_that_is_switched_off_may_nothing(role):
    partner = PartnerFactory(role="lead")
    user = User.objects.get(pk=someone(role, partner).pk)
    user.is_active = False
    assert not [a for a in ACTIONS if user.has_perm(f"partnership.{a}", partner)]


def test_a_role_that_has_ended_gives_nothing():
    partner = PartnerFactory()
    user = member(Role.PARTNER_EDITOR, partner)
    members.end(membership=Membership.objects.get(), by=None, now=datetime.now(UTC))  # noqa: TID251 -- a test's own clock
    assert not User.objects.get(pk=user.pk).has_perm("partnership.change_partner", partner)


def test_a_person_may_edit_for_two_partners():
    first, second, third = PartnerFactory(), PartnerFactory(), PartnerFactory()
    user = member(Role.PARTNER_EDITOR, first)
    members.grant(user=user, role=Role.PARTNER_EDITOR, partner=second, by=None, now=NOW)
    may = [user.has_perm("partnership.change_partner", one) for one in (first, second, third)]
    assert may == [True, True, False]


def test_permissions_of_one_request_ask_about_roles_once(django_assert_num_queries):
    partners = [PartnerFactory() for _ in range(3)]
    user = User.objects.get(pk=member(Role.PARTNER_EDITOR, partners[0]).pk)
    with django_assert_num_queries(2):
        may = [user.has_perm("partnership.change_partner", one) for one in partners]
    assert may == [True, False, False]


class TestGranting:
    """Roles at a partner are given by verbs that ask the same predicates."""

    @pytest.mark.parametrize("granter", sorted(Role))
    @pytest.mark.parametrize("role", sorted(PARTNER_ROLES))
    @pytest.mark.parametrize("whose", ["own", "other"])
    def test_only_those_of_the_matrix_grant(self, granter, role, whose):
        lead = PartnerFactory(role="lead")
        # A lead partner's role exists only there, so it is granted there.
        partner = lead if role is Role.LEAD_PARTNER or whose == "own" else PartnerFactory()
        home = lead if whose == "own" or granter is Role.LEAD_PARTNER else PartnerFactory()
        by, user = someone(granter, home), UserFactory()
        sides = dict(zip(("own", "other"), ALLOWED[granter], strict=True))
        side = "own" if partner == home else "other"
        before = Membership.objects.count()
        if GRANT_PERMISSIONS[role].removeprefix("partnership.") in sides[side]:
            members.grant(user=user, role=role, partner=partner, by=by, now=NOW)
            assert Membership.objects.count() == before + 1
        else:
            with pytest.raises(PermissionDenied):
                members.grant(user=user, role=role, partner=partner, by=by, now=NOW)
            assert Membership.objects.count() == before

    def test_an_editor_ends_no_other_editor(self):
        partner = PartnerFactory()
        by = member(Role.PARTNER_EDITOR, partner)
        member(Role.PARTNER_EDITOR, partner)
        other = Membership.objects.exclude(user=by).get()
        with pytest.raises(PermissionDenied):
            members.end(membership=other, by=by, now=LATER)
        other.refresh_from_db()
        assert other.ends_at is None

    def test_only_the_lead_partner_has_people_with_its_role(self):
        with pytest.raises(RoleError):
            member(Role.LEAD_PARTNER, PartnerFactory())

    @pytest.mark.parametrize("role", sorted(set(Role) - PARTNER_ROLES))
    def test_platform_roles_are_not_held_at_a_partner(self, role):
        with pytest.raises(RoleError):
            member(role, PartnerFactory())
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(
                user=UserFactory(), partner=PartnerFactory(), role=role, granted_at=NOW
            )

    def test_the_trail_names_role_and_partner(self):
        partner = PartnerFactory()
        member(Role.STAKEHOLDER, partner)
        event = audit.events_on(Membership.objects.get()).get()
        assert event.verb == "grant"
        assert (event.detail["role"], event.detail["partner"]) == ("stakeholder", partner.pk)

    def test_the_same_role_at_two_partners_is_two_roles(self):
        user = member(Role.STAKEHOLDER, PartnerFactory())
        members.grant(user=user, role=Role.STAKEHOLDER, partner=PartnerFactory(), by=None, now=NOW)
        assert Membership.objects.filter(user=user).count() == 2

    def test_the_same_role_at_one_partner_is_given_once(self):
        partner = PartnerFactory()
        user = member(Role.STAKEHOLDER, partner)
        with pytest.raises(RoleError):
            members.grant(user=user, role=Role.STAKEHOLDER, partner=partner, by=None, now=LATER)
