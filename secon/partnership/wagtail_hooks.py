"""The partners in the Wagtail admin: each editor sees and edits the own partner's record only."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from secon.partnership.interfaces.forms import PartnerForm
from secon.partnership.interfaces.policy import RulesPolicy
from secon.partnership.models import Partner
from secon.people.enums import RUNNING_ROLES
from secon.people.models import User


@hooks.register("construct_reports_menu")
def hide_site_history(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Offer the report on everybody's changes to nobody whom ``people.middleware`` refuses it."""
    user = request.user
    if not (isinstance(user, User) and (user.is_superuser or user.holds(*RUNNING_ROLES))):
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]


class ThisRecordMixin:
    """Asks every permission of a view about the record its address names.

    Wagtail asks about the model, which would let an editor of one partner open all others.
    """

    permission_policy: RulesPolicy
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember the record before the view takes its address apart."""
        key = kwargs.get("pk")
        self.record = None if key is None else get_object_or_404(Partner, pk=unquote(str(key)))
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


class PartnerViewSet(SnippetViewSet):
    """Lists, edits, compares and publishes partners."""

    model = Partner
    icon = "globe"
    menu_label = _("Partners")
    menu_name = "partners"
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "number", "role", "country", "live"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("original_language"),
                    FieldPanel("name"),
                    FieldPanel("territory_name"),
                    FieldPanel("languages"),
                    FieldPanel("website"),
                ],
                heading=_("Partner"),
            ),
            InlinePanel("translations", heading=_("In other languages"), label=_("Language")),
            InlinePanel("names", heading=_("Name history"), label=_("Name")),
            InlinePanel(
                "instruments", heading=_("Policy instrument"), label=_("Instrument"), max_num=1
            ),
        ],
        base_form_class=PartnerForm,
    )

    @cached_property
    def permission_policy(self) -> RulesPolicy:
        """The predicates of ``partnership.rules``."""
        return RulesPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        """The records the reader may at least look at."""
        return self.permission_policy.instances_user_has_any_permission_for(
            request.user, ["view", "change"]
        )

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        """Every view of a record, present and future, asks about that record."""
        guarded = type(f"Own{view_class.__name__}", (ThisRecordMixin, view_class), {})
        return super().construct_view(guarded, **kwargs)


register_snippet(PartnerViewSet)
