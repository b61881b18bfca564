"""Roles for the whole platform: granted by a web administrator, for a time, with a trace."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from secon.kernel import audit
from secon.people.domain import roles
from secon.people.domain.roles import RoleError
from secon.people.domain.staff import ensure_groups, group_name
from secon.people.enums import PARTNER_ROLES, PLATFORM_ROLES, Role
from secon.people.models import RoleGrant, User
from tests.factories.people import UserFactory, person

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def grant(user, role=Role.REVIEWER, by=None, **more):
    return roles.grant(user=user, role=role, by=by, now=NOW, **more)


def held(user, now=NOW):
    return {one.role for one in user.held(now)}


def test_everyone_with_an_account_is_a_citizen():
    assert held(UserFactory()) == {Role.CITIZEN}


def test_an_account_that_is_switched_off_holds_nothing():
    user = person(Role.WEB_ADMIN)
    user.is_active = False
    assert held(user, datetime.now(UTC)) == set()  # noqa: TID251 -- a test's own clock


@pytest.mark.parametrize("role", sorted(PLATFORM_ROLES))
def test_a_platform_role_is_held_once_it_is_granted(role):
    user = UserFactory()
    grant(user, role)
    assert held(user) == {Role.CITIZEN, role}


@pytest.mark.parametrize("role", [Role.CITIZEN, *sorted(PARTNER_ROLES)])
def test_other_roles_are_not_granted_here(role):
    with pytest.raises(RoleError):
        grant(UserFactory(), role)
    assert not RoleGrant.objects.exists()


@pytest.mark.parametrize("role", sorted(PLATFORM_ROLES - {Role.WEB_ADMIN}))
def test_only_a_web_administrator_grants_and_ends(role):
    user, other = UserFactory(), person(role)
    given = grant(user)
    with pytest.raises(PermissionDenied):
        grant(user, Role.BUYER, by=other)
    with pytest.raises(PermissionDenied):
        roles.end(grant=given, by=other, now=NOW)
    assert held(user) == {Role.CITIZEN, Role.REVIEWER}


def test_nobody_makes_themselves_a_web_administrator():
    user = UserFactory()
    with pytest.raises(PermissionDenied):
        grant(user, Role.WEB_ADMIN, by=user)


def test_a_web_administrator_grants_and_ends_and_the_trail_shows_it():
    user, admin = UserFactory(), person(Role.WEB_ADMIN)
    given = grant(user, by=admin)
    roles.end(grant=given, by=admin, now=NOW + timedelta(days=1))
    trail = [(event.verb, event.by, event.detail["role"]) for event in audit.events_on(given)]
    assert trail == [("end", admin, "reviewer"), ("grant", admin, "reviewer")]
    assert held(user, NOW + timedelta(days=2)) == {Role.CITIZEN}
    assert given.granted_by == admin


def test_the_trail_holds_no_address():
    user = UserFactory()
    assert user.email not in str(audit.events_on(grant(user)).get().detail)


def test_a_role_for_a_time_ends_by_itself():
    user = UserFactory()
    grant(user, ends_at=NOW + timedelta(days=10))
    assert held(user, NOW + timedelta(days=9)) == {Role.CITIZEN, Role.REVIEWER}
    assert held(user, NOW + timedelta(days=10)) == {Role.CITIZEN}


def test_a_role_cannot_end_before_it_begins():
    with pytest.raises(RoleError):
        grant(UserFactory(), ends_at=NOW)


def test_the_same_role_is_not_granted_twice_at_a_time():
    user = UserFactory()
    grant(user, ends_at=NOW + timedelta(days=10))
    with pytest.raises(RoleError):
        grant(user)


def test_a_role_may_be_granted_again_after_it_ended():
    user = UserFactory()
    roles.end(grant=grant(user), by=None, now=NOW)
    grant(user)
    assert RoleGrant.objects.count() == 2


def test_ending_twice_keeps_the_first_day():
    given = grant(UserFactory())
    roles.end(grant=given, by=None, now=NOW + timedelta(days=1))
    assert roles.end(grant=given, by=None, now=NOW + timedelta(days=2)).ends_at == (
        NOW + timedelta(days=1)
    )
    assert audit.events_on(given).count() == 2


def test_a_staff_role_opens_the_desk_and_its_end_closes_it():
    user = UserFactory()
    given = grant(user, Role.WEB_ADMIN)
    assert User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
    roles.end(grant=given, by=None, now=NOW)
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.BUYER])
def test_a_role_of_the_public_does_not_open_the_desk(role):
    user = UserFactory()
    grant(user, role)
    assert not user.groups.exists()


def test_groups_that_people_made_themselves_are_left_alone():
    group = ensure_groups()[Role.REVIEWER]
    group.pk, group.name = None, "friends"
    group.save()
    user = UserFactory()
    user.groups.add(group)
    roles.end(grant=grant(user), by=None, now=NOW)
    assert [one.name for one in user.groups.all()] == ["friends"]


def test_making_the_groups_again_changes_nothing():
    def snapshot():
        return [
            (
                group.name,
                sorted(group.permissions.values_list("pk", flat=True)),
                sorted(group.page_permissions.values_list("pk", flat=True)),
                sorted(group.collection_permissions.values_list("pk", flat=True)),
            )
            for group in ensure_groups().values()
        ]

    assert snapshot() == snapshot()


def test_only_the_lead_and_the_web_administrator_publish_pages():
    groups = ensure_groups()
    publishers = {
        role
        for role, group in groups.items()
        if group.page_permissions.filter(permission__codename="publish_page").exists()
    }
    assert publishers == {Role.LEAD_PARTNER, Role.WEB_ADMIN}
    assert {group.name for group in groups.values()} == {group_name(role) for role in groups}


def test_a_partner_editor_changes_and_deletes_the_own_pages_only():
    ensure_groups()
    editor, colleague = UserFactory(), UserFactory()
    editor.groups.add(Group.objects.get(name=group_name(Role.PARTNER_EDITOR)))
    root = Page.get_first_root_node()
    own = root.add_child(instance=Page(title="own", live=False, owner=editor))
    other = root.add_child(instance=Page(title="other", live=False, owner=colleague))
    said = {page.title: page.permissions_for_user(editor) for page in (own, other)}
    assert (said["own"].can_edit(), said["own"].can_delete()) == (True, True)
    assert (said["other"].can_edit(), said["other"].can_delete()) == (False, False)
