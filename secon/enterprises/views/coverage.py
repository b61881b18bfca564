"""How much the directory holds of what is known to exist, as a page, CSV and JSON."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from secon.enterprises.domain import coverage
from secon.enterprises.interfaces import coverage as interface
from secon.kernel import files
from secon.kernel.languages import language_name

NOTE = "A share is given only where both numbers count holders of the same status in the same area."


class Coverage(TemplateView):
    """Two queries, whatever is stored."""

    template_name = "enterprises/coverage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = interface.regions(coverage.coverage(today=today), _language())
        return super().get_context_data(**kwargs) | {
            "regions": rows,
            "today": today,
            "english": language_name("en"),
            "is_machine": not all(one.counts.is_checked for row in rows for one in row.known),
        }


class CoverageFile(View):
    """The same numbers to take away."""

    def get(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        """CSV or JSON, by the address."""
        today = timezone.localdate()
        rows = coverage.coverage(today=today)
        found = interface.records(rows, today=today, language=_language())
        about = {"on": today.isoformat(), "note": NOTE}
        name = f"secon-coverage-{today.isoformat()}"
        return files.answer(
            found, interface.COLUMNS, kind=ending, name=name, about=about, key="coverage"
        )


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
