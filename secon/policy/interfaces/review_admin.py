"""The library of questions in the Wagtail admin, for those who run the platform."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from secon.partnership.interfaces.desk import RecordForm, RulesViewSet
from secon.policy.models import LibraryQuestion


class LibraryQuestionViewSet(RulesViewSet):
    """Lists and edits the questions that reviews start from; reviews keep their own copies."""

    model = LibraryQuestion
    icon = "help"
    menu_label = _("Review questions")
    menu_name = "review-questions"
    list_display = ["text", "module", "order", "active"]
    list_filter = ["module", "active"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("original_language"),
                    FieldPanel("module"),
                    FieldPanel("code"),
                    FieldPanel("order"),
                    FieldPanel("text"),
                    FieldPanel("hint"),
                    FieldPanel("active"),
                    FieldPanel("source"),
                ],
                heading=_("Question"),
            ),
            InlinePanel("translations", heading=_("In other languages"), label=_("Language")),
        ],
        base_form_class=RecordForm,
    )
