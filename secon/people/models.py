"""Accounts and the roles granted to them. Personal data lives here, with purpose and end date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from secon.people.enums import PLATFORM_ROLES, Role

RoleSource = Callable[["User", datetime], Iterable["Held"]]

ROLE_SOURCES: list[RoleSource] = []  # filled by ``people.domain.roles.add_source``


@dataclass(frozen=True, slots=True)
class Held:
    """A role a person holds now."""

    role: Role
    scope: int | None = None  # the partner's key; None: the whole platform
    scope_name: str = ""
    scope_language: str = ""  # the name's
    ends_at: datetime | None = None


class PeopleManager(BaseUserManager["User"]):
    """People sign in with their e-mail address; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password it signs in by other means."""
        user: User = self.model(email=self.normalize_email(email), **fields)
        user.password = make_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """The account of whoever installs the platform; also made by ``createsuperuser``."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account, known by e-mail address."""

    username = None  # type: ignore[assignment]  # e-mail instead
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PeopleManager] = PeopleManager()  # type: ignore[assignment]  # no user name

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("erase_person", "Can erase another person's account")]

    def __str__(self) -> str:
        return self.email

    @property
    def kept_until(self) -> date:
        """The day the account may be erased unless its owner signs in before."""
        last_seen: datetime = self.last_login or self.date_joined
        return (last_seen + timedelta(days=settings.SECON_ACCOUNT_DAYS)).date()

    def held(self, now: datetime) -> tuple[Held, ...]:
        """Every role held at ``now``, citizen first. One query per source."""
        if not self.is_active:
            return ()
        own = RoleGrant.objects.active(now).filter(user=self).order_by("pk")
        return (
            Held(Role.CITIZEN),
            *(Held(Role(grant.role), ends_at=grant.ends_at) for grant in own),
            *(one for source in ROLE_SOURCES for one in source(self, now)),
        )

    @cached_property
    def held_now(self) -> tuple[Held, ...]:
        """The roles as of the first question, so that a request asks once."""
        return self.held(timezone.now())

    def holds(self, *roles: Role, scope: int | None = None) -> bool:
        """Whether one of ``roles`` is held: for partner ``scope``, or, without, anywhere."""
        return any(
            one.role in roles and (scope is None or one.scope in (None, scope))
            for one in self.held_now
        )


class GrantQuerySet(models.QuerySet[Any]):
    """Grants by whether they hold."""

    def active(self, now: datetime) -> Self:
        """Those that hold at ``now``."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), granted_at__lte=now)


class Grant(models.Model):
    """A role given to a person by someone, for a time. Ended, never deleted while the person stays.

    ``ends_at`` in the future is planned; in the past it is when the role ended.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted at"), editable=False)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(Role(self.role).label)

    @property
    def kind(self) -> str:
        """The model's name, as addresses give it."""
        return str(self._meta.model_name)

    def scope(self) -> dict[str, int]:
        """What the role is limited to, as fields; empty: the whole platform."""
        return {}


class RoleGrant(Grant):
    """A role that holds for the whole platform. Written by ``people.domain.roles`` only."""

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        permissions = [("grant_role", "Can grant platform-wide roles")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(PLATFORM_ROLES)),
                name="people_rolegrant_platform_role",
                violation_error_message=_("This role is held at a partner."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ends_at=None),
                name="people_rolegrant_once",
                violation_error_message=_("This person has the role already."),
            ),
        ]
