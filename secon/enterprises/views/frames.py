"""What counts as a social enterprise: nine countries side by side."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.views.generic import TemplateView

from secon.enterprises import frames
from secon.enterprises.interfaces import frames as interface
from secon.kernel.languages import language_name


class Frames(TemplateView):
    """Read from files only: no query."""

    template_name = "enterprises/frames.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or settings.LANGUAGE_CODE
        countries = interface.countries(language)
        return super().get_context_data(**kwargs) | {
            "countries": countries,
            "common": interface.common_criteria(language),
            "check_again": interface.months_label(frames.CHECK_AGAIN_MONTHS),
            "english": language_name("en"),
            "is_machine": not all(one.sentence.is_checked for one in countries),
        }
