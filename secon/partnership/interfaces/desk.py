"""The Wagtail admin for records of one partner each: what every app's snippets share.

``class FactorViewSet(RulesViewSet)`` with a ``RecordForm`` as ``base_form_class`` is guarded by the
app's ``rules``, settles translations and writes the audit trail.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.views.snippets import SnippetViewSet

from secon.kernel.models import Translated
from secon.partnership.domain import records
from secon.partnership.interfaces.policy import RulesPolicy


class RecordForm(WagtailAdminModelForm):
    """Stores what was typed; ``domain.records`` settles translations and the audit trail."""

    is_new = False

    def is_valid(self) -> bool:
        """Whether all is well; new rows know their record while they are checked."""
        for form in self.formsets["translations"].forms:
            form.instance.record = self.instance
        return bool(super().is_valid())

    def _post_clean(self) -> None:
        """Refuse a record that would belong to a partner for whom this person does not edit."""
        super()._post_clean()
        model = self.instance._meta
        change = f"{model.app_label}.change_{model.model_name}"
        if self.for_user and not self.for_user.has_perm(change, self.instance):
            field = "partner" if "partner" in self.fields else None
            self.add_error(field, _("You do not edit for this partner."))

    def save(self, commit: bool = True) -> Translated:
        """The edited record; unsaved, for a draft, without ``commit``."""
        record: Translated = super().save(commit=False)
        self.is_new = record.pk is None
        rows = self.formsets["translations"]
        records.edited(
            record=record,
            fields=self.changed_data,
            written=[
                form.instance
                for form in rows.forms
                if form.has_changed() and form not in rows.deleted_forms
            ],
            by=self.for_user,
            now=timezone.now(),
        )
        if commit:
            record.save()
            self.save_m2m()
        return record

    def _save_m2m(self) -> None:
        """Store the rows; a new record is audited now that it has a key."""
        super()._save_m2m()
        if self.is_new:
            records.created(record=self.instance, by=self.for_user, now=timezone.now())


class ThisRecordMixin:
    """Asks every permission of a view about the record its address names.

    Wagtail asks about the model, which would let an editor of one partner open all others.
    """

    model: type[Model]
    permission_policy: RulesPolicy
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember the record before the view takes its address apart."""
        key = kwargs.get("pk")
        self.record = None if key is None else get_object_or_404(self.model, pk=unquote(str(key)))
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a mixin of views

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nobody gets further who may not at least look at the record."""
        if self.record is not None and not self.user_has_any_permission(["view", "change"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin of views

    def user_has_permission(self, permission: str) -> bool:
        """Whether the reader may do this to the record, or, on lists, to some record."""
        user, record = self.request.user, self.record
        if record is None:
            return self.permission_policy.user_has_permission(user, permission)
        return self.permission_policy.user_has_permission_for_instance(user, permission, record)

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        """Whether one of ``permissions`` is given."""
        return any(self.user_has_permission(permission) for permission in permissions)


class RulesViewSet(SnippetViewSet):
    """A model's snippets, each guarded by the predicates of its app's ``rules``."""

    add_to_admin_menu = True
    copy_view_enabled = False

    @cached_property
    def permission_policy(self) -> RulesPolicy:
        """The predicates of the app's ``rules``."""
        return RulesPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The records the reader may at least look at."""
        return self.permission_policy.instances_user_has_any_permission_for(
            request.user, ["view", "change"]
        )

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        """Every view of a record, present and future, asks about that record."""
        own = {"model": self.model, "permission_policy": self.permission_policy}
        guarded = type(f"Own{view_class.__name__}", (ThisRecordMixin, view_class), own)
        return super().construct_view(guarded, **kwargs)
