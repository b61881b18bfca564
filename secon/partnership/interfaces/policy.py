"""Wagtail's questions about permissions, answered by the predicates of ``rules``.

The guarded admin of an app's records stands on it: ``interfaces.desk.RulesViewSet``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy


class RulesPolicy(BasePermissionPolicy):
    """Asks ``user.has_perm("<app>.<action>_<model>", instance)``. For models with few rows."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether ``action`` is allowed on some instance."""
        return bool(user.has_perm(self._name(action)))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether ``action`` is allowed on this one."""
        return bool(user.has_perm(self._name(action), instance))

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The instances on which one of ``actions`` is allowed."""
        every = self.model._default_manager.all()
        wanted = list(actions)
        allowed = [
            one.pk
            for one in every
            if any(self.user_has_permission_for_instance(user, action, one) for action in wanted)
        ]
        found: QuerySet[Any] = every.filter(pk__in=allowed)
        return found

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """The people allowed one of ``actions`` on some instance."""
        wanted = list(actions)
        people = get_user_model()._default_manager.filter(is_active=True)
        allowed = [
            one.pk for one in people if any(self.user_has_permission(one, a) for a in wanted)
        ]
        return people.filter(pk__in=allowed)

    def _name(self, action: str) -> str:
        return f"{self.model._meta.app_label}.{action}_{self.model._meta.model_name}"
