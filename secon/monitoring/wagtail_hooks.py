"""Reports and their sections in the Wagtail admin, for those who run the platform."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from secon.monitoring.models import Report, ReportSection
from secon.partnership.interfaces.desk import RecordForm, RulesViewSet


class ReportViewSet(RulesViewSet):
    """A report's own title and summary."""

    model = Report
    icon = "doc-full"
    menu_label = _("Reports")
    add_to_admin_menu = False
    list_display = ["title", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("slug"),
            FieldPanel("original_language"),
            FieldPanel("title"),
            FieldPanel("summary"),
            InlinePanel("translations", heading=_("In other languages"), label=_("Language")),
        ],
        base_form_class=RecordForm,
    )


class SectionViewSet(RulesViewSet):
    """A report's sections: their words, their order, what they draw from the records."""

    model = ReportSection
    icon = "list-ul"
    menu_label = _("Sections of reports")
    add_to_admin_menu = False
    list_display = ["title", "report", "order", "kind", "chapter"]
    list_filter = ["report", "kind"]
    edit_handler = ObjectList(
        [
            FieldPanel("report"),
            FieldPanel("order"),
            FieldPanel("chapter"),
            FieldPanel("kind"),
            FieldPanel("original_language"),
            FieldPanel("title"),
            FieldPanel("text"),
            InlinePanel("translations", heading=_("In other languages"), label=_("Language")),
        ],
        base_form_class=RecordForm,
    )


class ReportsGroup(SnippetViewSetGroup):
    """Both in one menu."""

    items = (ReportViewSet, SectionViewSet)
    menu_label = _("Reports")
    menu_name = "reports-of-the-project"
    menu_icon = "doc-full"


register_snippet(ReportsGroup)
