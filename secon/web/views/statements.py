"""What a public site owes its readers: accessibility, privacy, sources, and how to read it by machine."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.views.generic import TemplateView

from secon.web.domain import api_guide, sources, statements


class Accessibility(TemplateView):
    """The statement of Implementing Decision (EU) 2018/1523."""

    template_name = "web/accessibility.html"
    extra_context = {"prepared": statements.ACCESSIBILITY_PREPARED}


class Privacy(TemplateView):
    """What personal data is handled, why, and when it ends."""

    template_name = "web/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "purposes": statements.PURPOSES,
            "session_days": settings.SESSION_COOKIE_AGE // 86_400,
        }


class Sources(TemplateView):
    """Every data set shown: whose it is, under which licence, and when it was loaded."""

    template_name = "web/sources.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "data_sets": sources.data_sets(),
            "now": timezone.now(),
        }


class ApiGuide(TemplateView):
    """The API's own description, rendered without anybody else's script."""

    template_name = "web/api_guide.html"
    describe: Callable[[], Mapping[str, Any]] = dict
    rate_per_minute = 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "guide": api_guide.read(self.describe()),
            "rate_per_minute": self.rate_per_minute,
        }
