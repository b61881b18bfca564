"""How far opportunities come, as figures for the staff of partners."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from secon.opportunities.domain import paths
from secon.opportunities.enterprise_enums import Step
from secon.opportunities.interfaces.enterprise_figures import GROUPS, headed, partners_of
from secon.opportunities.views.enterprise import reader_language


@method_decorator(never_cache, name="dispatch")
class FiguresView(LoginRequiredMixin, TemplateView):
    """By month, sector or region; one partner's own, or all for those who run all."""

    template_name = "opportunities/enterprise/figures.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody but staff."""
        if request.user.is_authenticated and not request.user.has_perm(
            "opportunities.view_figures"
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = reader_language()
        partners = partners_of(self.request.user, language)
        by = self.request.GET.get("by", "month")
        by = by if by in GROUPS else "month"
        wanted = self.request.GET.get("partner", "")
        chosen = next((one for one in partners if str(one.pk) == wanted), None)
        if chosen is None and not partners.all_of_them:
            chosen = next(iter(partners), None)
        if chosen is None and not partners.all_of_them:
            raise PermissionDenied
        table = paths.figures(by=by, partner=chosen.pk if chosen else None)
        return super().get_context_data(**kwargs) | {
            "by": by,
            "groups": [(key, label, key == by) for key, label in GROUPS.items()],
            "partners": partners,
            "chosen": chosen,
            "steps": list(Step),
            "lines": headed(table, by, language),
            "sums": table.sums,
            "fewest": paths.FEWEST,
        }
