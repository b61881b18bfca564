"""Barriers and enabling factors in the Wagtail admin: each editor those of the own region only.

What people say of them is written down on their pages: an assessment is no field to be edited.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from secon.partnership.interfaces.desk import RecordForm, RulesViewSet
from secon.policy.models import Factor


class FactorViewSet(RulesViewSet):
    """Lists, edits, compares and publishes factors."""

    model = Factor
    icon = "warning"
    menu_label = _("Barriers and enabling factors")
    menu_name = "factors"
    list_display = ["title", "partner", "effect", "aspect", "live"]
    list_filter = ["effect", "aspect", "partner"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("partner"),
                    FieldPanel("effect"),
                    FieldPanel("original_language"),
                    FieldPanel("title"),
                    FieldPanel("detail"),
                    FieldPanel("aspect"),
                    FieldPanel("topic"),
                    FieldPanel("level"),
                    FieldPanel("rural"),
                    FieldPanel("source"),
                ],
                heading=_("Barrier or enabling factor"),
            ),
            InlinePanel("translations", heading=_("In other languages"), label=_("Language")),
            InlinePanel(
                "instruments", heading=_("Instruments that should act"), label=_("Instrument")
            ),
        ],
        base_form_class=RecordForm,
    )
