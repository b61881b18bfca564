"""Which practices fit us: for a region and its barriers, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from secon.kernel import files
from secon.partnership.models import Partner
from secon.policy.domain import factor_queries
from secon.policy.interfaces.words import Words, words
from secon.practices.domain import fitting
from secon.practices.domain.fitting import Ranked
from secon.practices.fitting.shapes import Barrier
from secon.practices.interfaces import fitting_rows
from secon.practices.interfaces.fitting_form import FitForm

PER_PAGE = 20
MOST_IN_FILE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for, and what was found; ``ranked`` None: nothing was chosen."""

    form: FitForm
    language: str
    region: factor_queries.RegionView | None
    barriers: list[Barrier]
    labels: Mapping[int, Words]
    ranked: Ranked | None

    @property
    def told(self) -> dict[str, Any]:
        """What the rows need beside the fits."""
        return {"asked": len(self.barriers), "labels": self.labels, "language": self.language}


def asked(request: HttpRequest) -> Asked:
    """Read the question and answer it."""
    language = get_language() or "en"
    regions = factor_queries.regions(language)
    region = _region(request, regions)
    factors = factor_queries.barriers_of(region.key, language) if region else ()
    labels = {
        one.pk: words(one.best(language, "title"), "title", original=one.original_language)
        for one in factors
    }
    form = FitForm(
        request.GET,
        regions=regions,
        asking=region.slug if region else "",
        barriers=[(one, labels[one.pk].text) for one in factors],
    )
    barriers = form.barriers()
    ranked = None
    if barriers:
        ranked = fitting.rank(
            partner=Partner.objects.get(pk=region.key) if region else None,
            barriers=barriers,
            language=language,
            today=timezone.localdate(),
            own=form.is_on("own"),
            lessons=form.is_on("lessons"),
        )
    return Asked(form, language, region, barriers, labels, ranked)


def _region(
    request: HttpRequest, regions: tuple[factor_queries.RegionView, ...]
) -> factor_queries.RegionView | None:
    """The one asked for; without a word of it the reader's own."""
    slug = request.GET.get("region")
    if slug is None:
        own = fitting.own_region(request.user)
        return next((one for one in regions if one.key == own), None)
    return next((one for one in regions if one.slug == slug), None)


class FitView(TemplateView):
    """The question and a page of practices, the best fit first."""

    template_name = "practices/fitting/fit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = asked(self.request)
        context = super().get_context_data(**kwargs) | {
            "form": found.form,
            "region": found.region,
            "found": found.ranked,
            "most": fitting_rows.MOST,
        }
        if found.ranked is None:
            return context
        page = Paginator(found.ranked.fits, PER_PAGE).get_page(self.request.GET.get("page"))
        shown = fitting_rows.rows(list(page.object_list), found.ranked.here, **found.told)
        named = [fitting_rows.label(one, found.labels) for one in found.barriers]
        may_adopt = found.region is not None and self.request.user.has_perm(
            "practices.add_transfer"
        )
        return context | {"page": page, "rows": shown, "named": named, "may_adopt": may_adopt}


class FitFile(View):
    """The list to take away, its best five hundred."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file."""
        found = asked(request)
        records: Any = ()
        if found.ranked is not None:
            fits = found.ranked.fits[:MOST_IN_FILE]
            records = fitting_rows.records(fits, found.ranked.here, **found.told)
        about = {
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "query": found.form.query(),
        }
        return files.answer(
            records,
            fitting_rows.COLUMNS,
            kind=kind,
            name="fitting-practices",
            about=about,
            key="practices",
        )
