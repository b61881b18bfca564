"""The project's own page."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from secon.partnership.domain import queries as partnership
from secon.partnership.enums import BudgetKind
from secon.web.domain import languages, project, standing


class Project(TemplateView):
    """Aims, calendar, activities, partners, money, and where else the project is found."""

    template_name = "web/project.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        language = get_language() or settings.LANGUAGE_CODE
        view = partnership.project(language, today)
        partners = partnership.partners(language)
        return super().get_context_data(**kwargs) | {
            "project": view,
            "calendar": project.calendar(view, on=today) if view else [],
            "works": project.works(view, partners) if view else [],
            "totals": [each for each in view.money if each.kind == BudgetKind.TOTAL]
            if view
            else [],
            "partners": partners,
            "marks": standing.of_project(view) if view else (),
            "original": languages.original(self.request.get_full_path()),
            "names_unchecked": standing.names_unchecked(each.region for each in partners),
            "programme_page": settings.SECON_PROGRAMME_PAGE,
            "social_media": settings.SECON_SOCIAL_MEDIA,
        }
