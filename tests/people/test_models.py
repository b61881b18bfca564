"""Accounts."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from secon.people.enums import (
    DESCRIPTIONS,
    PARTNER_ROLES,
    PLATFORM_ROLES,
    SECOND_STEP_ROLES,
    STAFF_ROLES,
    Role,
)
from secon.people.models import RoleGrant, User
from tests.factories.people import UserFactory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_every_role_is_described_to_people():
    assert DESCRIPTIONS.keys() == set(Role)
    assert all(role.description for role in Role)


def test_every_role_but_citizen_is_held_either_at_a_partner_or_for_the_platform():
    assert PARTNER_ROLES | PLATFORM_ROLES | {Role.CITIZEN} == set(Role)
    assert not PARTNER_ROLES & PLATFORM_ROLES


def test_only_reviewers_enter_the_desk_without_a_second_step():
    assert {Role.REVIEWER} == STAFF_ROLES - SECOND_STEP_ROLES


@pytest.mark.django_db
def test_a_person_is_known_by_address_and_signs_in_with_it():
    user = User.objects.create_user("Anna@Example.ORG", "secret words")
    assert (user.email, str(user)) == ("Anna@example.org", "Anna@example.org")
    assert user.check_password("secret words")
    assert (user.is_staff, user.is_superuser) == (False, False)


@pytest.mark.django_db
def test_a_person_without_a_password_cannot_use_one():
    assert not User.objects.create_user("a@example.org").has_usable_password()


@pytest.mark.django_db
def test_a_superuser_may_everything():
    user = User.objects.create_superuser("root@example.org", "secret words")
    assert user.has_perm("people.grant_role")


@pytest.mark.django_db
def test_an_account_is_kept_from_the_last_sign_in_on(settings):
    settings.SECON_ACCOUNT_DAYS = 10
    user = UserFactory(date_joined=datetime(2026, 1, 1, tzinfo=UTC))
    assert user.kept_until == date(2026, 1, 11)
    user.last_login = datetime(2026, 2, 1, tzinfo=UTC)
    assert user.kept_until == date(2026, 2, 11)


@pytest.mark.django_db
def test_a_platform_wide_grant_of_a_partner_role_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=UserFactory(), role=Role.PARTNER_EDITOR, granted_at=NOW)


@pytest.mark.django_db
def test_the_same_open_grant_twice_is_refused_by_the_database():
    user = UserFactory()
    RoleGrant.objects.create(user=user, role=Role.REVIEWER, granted_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role=Role.REVIEWER, granted_at=NOW)
