"""The regions: all nine, and a page for each."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from secon.places.countries import country_name
from secon.procurement.domain import queries as tenders
from secon.web.domain import languages, policy_way, regions, standing
from secon.web.domain.tenders import social_notices, there
from secon.web.views.maps import map_regions
from secon.web.views.tender_lists import TenderLists, shown


class RegionList(TemplateView):
    """The nine regions as map and list, and the partners that advise them."""

    template_name = "web/region_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or settings.LANGUAGE_CODE
        places, advisers = regions.listing(language=language)
        return super().get_context_data(**kwargs) | {
            "regions": map_regions(places),
            "places": [(each, country_name(each.territory.country, language)) for each in places],
            "advisers": advisers,
            "names_unchecked": standing.names_unchecked(each.region for each in places),
        }


class RegionDetail(TemplateView):
    """One region: partner, territory, tenders, instrument, and what is not known."""

    template_name = "web/region_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or settings.LANGUAGE_CODE
        profile = regions.profile(kwargs["slug"], language=language)
        if profile is None:
            raise Http404(_("There is no such region."))
        places, _advisers = regions.listing(language=language)
        now = timezone.now()
        place = profile.place
        territory = place.territory
        lists = TenderLists(tenders.default_day(now), now, territory.slug)
        run = tenders.latest_run()
        found = there(on=lists.day, run=run, territory=territory)
        return super().get_context_data(**kwargs) | {
            "profile": profile,
            "way": place.partner and policy_way.of_partner(place.partner, language),
            "place": place,
            "country": country_name(territory.country, language),
            "regions": map_regions(places, current=territory.slug),
            "summary": found.summary,
            "notices": shown(
                social_notices(found.social), language=language, seen_from=lists.seen_from
            ),
            "lists": lists,
            "run": run,
            "marks": standing.of_records(profile),
            "original": languages.original(self.request.get_full_path()),
            "names_unchecked": standing.names_unchecked(each.region for each in places),
        }
