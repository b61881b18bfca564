"""The partners in the Wagtail admin: each editor sees and edits the own partner's record only."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet

from secon.partnership.interfaces.desk import RulesViewSet
from secon.partnership.interfaces.forms import PartnerForm
from secon.partnership.models import Partner
from secon.people.enums import RUNNING_ROLES
from secon.people.models import User


@hooks.register("construct_reports_menu")
def hide_site_history(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Offer the report on everybody's changes to nobody whom ``people.middleware`` refuses it."""
    user = request.user
    if not (isinstance(user, User) and (user.is_superuser or user.holds(*RUNNING_ROLES))):
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]


class PartnerViewSet(RulesViewSet):
    """Lists, edits, compares and publishes partners."""

    model = Partner
    icon = "globe"
    menu_label = _("Partners")
    menu_name = "partners"
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
        ],
        base_form_class=PartnerForm,
    )


register_snippet(PartnerViewSet)
