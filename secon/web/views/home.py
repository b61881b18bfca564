"""The home page: search, map, what is new and what is counted."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from secon.procurement.domain import queries as tenders
from secon.web.domain import home, news, regions, standing
from secon.web.domain.tenders import everywhere, social_notices
from secon.web.views.maps import map_regions
from secon.web.views.tender_lists import TenderLists, shown

NEWS_SHOWN = 3


class Home(TemplateView):
    """Counted, not written: every figure leads to its records."""

    template_name = "web/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or settings.LANGUAGE_CODE
        places, _advisers = regions.listing(language=language)
        now = timezone.now()
        lists = TenderLists(tenders.default_day(now), now)
        run = tenders.latest_run()
        found = everywhere(on=lists.day, run=run)
        return super().get_context_data(**kwargs) | {
            "regions": map_regions(places),
            "names_unchecked": standing.names_unchecked(each.region for each in places),
            "figures": home.figures(tenders=found.counts),
            "notices": shown(
                social_notices(found.social), language=language, seen_from=lists.seen_from
            ),
            "lists": lists,
            "run": run,
            "news": news.newest(language=language, count=NEWS_SHOWN),
        }
