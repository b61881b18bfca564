"""Accounts. Personal data lives here and nowhere else."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class PeopleManager(UserManager["User"]):
    """People sign in with their e-mail address; there are no user names."""

    def _create_user_object(
        self, _username: str, email: str | None, password: str | None, **extra: Any
    ) -> "User":
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        return user

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":  # type: ignore[override]  # no user name
        return self._create_user(
            "-", email, password, **{"is_staff": False, "is_superuser": False} | extra
        )  # type: ignore[attr-defined]  # Django's own hook

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":  # type: ignore[override]  # no user name
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True} | extra)


class User(AbstractUser):
    """A person with an account, known by e-mail address."""

    username = None  # type: ignore[assignment]  # e-mail instead
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PeopleManager] = PeopleManager()  # type: ignore[assignment,misc]  # no user name

    def __str__(self) -> str:
        return self.email
