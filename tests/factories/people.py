"""People for tests."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from secon.people.domain import roles
from secon.people.enums import Role
from secon.people.models import User

PASSWORD = "a long password for tests"


class UserFactory(factory.django.DjangoModelFactory):
    """A person with a confirmed address and ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def confirmed(self, create: bool, extracted: bool | None, **_: Any) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


def person(*held: Role) -> User:
    """A person with platform-wide roles."""
    user = UserFactory()
    for role in held:
        roles.grant(user=user, role=role, by=None, now=timezone.now())
    return user
