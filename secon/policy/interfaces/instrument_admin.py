"""Instruments in the Wagtail admin: each editor sees and edits those of the own region only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from secon.partnership.interfaces.desk import RecordForm, RulesViewSet
from secon.policy.models import Instrument


class InstrumentViewSet(RulesViewSet):
    """Lists, edits, compares and publishes instruments."""

    model = Instrument
    icon = "list-ul"
    menu_label = _("Policy instruments")
    menu_name = "instruments"
    list_display = ["name", "level", "kind", "country", "addressed", "live"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("original_language"),
                    FieldPanel("name"),
                    FieldPanel("slug"),
                    FieldPanel("summary"),
                    FieldPanel("level"),
                    FieldPanel("kind"),
                    FieldPanel("country"),
                    FieldPanel("partner"),
                    FieldPanel("addressed"),
                    FieldPanel("authority"),
                    FieldPanel("reference"),
                    FieldPanel("territory_note"),
                    FieldPanel("starts"),
                    FieldPanel("ends"),
                    FieldPanel("website"),
                    FieldPanel("evidence"),
                ],
                heading=_("Instrument"),
            ),
            InlinePanel("translations", heading=_("In other languages"), label=_("Language")),
            InlinePanel("topics", heading=_("Topics"), label=_("Topic")),
            InlinePanel("themes", heading=_("Aims of the project"), label=_("Aim")),
            InlinePanel("territories", heading=_("Territory"), label=_("NUTS code")),
            InlinePanel("money", heading=_("Money"), label=_("Line of money")),
            InlinePanel(
                "documents",
                [
                    FieldPanel(name)
                    for name in ("title", "version", "kind", "language", "dated", "url", "note")
                ],
                heading=_("Documents"),
                label=_("Document"),
            ),
        ],
        base_form_class=RecordForm,
    )
