"""Tags of pages: the same page in other languages, news and collections for a reader."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language

from secon.enterprises.interfaces.requests import examples_hidden
from secon.kernel.languages import language_name
from secon.web.domain import languages, news
from secon.web.domain.languages import LanguageLink
from secon.web.domain.news import Listing
from secon.web.interfaces import campaigns
from secon.web.interfaces.campaigns import Selection

register = template.Library()
register.filter("language_name", language_name)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The current page in every language: ``{% language_links as links %}``.

    Views of editorial pages put the translations' addresses into ``page_languages``.
    """
    request = context.get("request")
    return languages.language_links(
        request.get_full_path() if request else "/",
        current=get_language() or settings.LANGUAGE_CODE,
        languages=settings.LANGUAGES,
        pages=context.get("page_languages"),
    )


@register.simple_tag(takes_context=True)
def news_listing(context: Context) -> Listing:
    """The leaf of the news list that the address asks for: ``{% news_listing as listing %}``."""
    return news.listing(
        language=get_language() or settings.LANGUAGE_CODE,
        page=context["request"].GET.get("page", "1"),
    )


@register.simple_tag(takes_context=True)
def campaign_selection(context: Context) -> Selection:
    """Who is in the collection now: ``{% campaign_selection as selection %}``."""
    request, page = context["request"], context["page"]
    return campaigns.selection(
        page.selection,
        shown=page.shown,
        region=request.GET.get("region", ""),
        language=get_language() or settings.LANGUAGE_CODE,
        now=timezone.now(),
        include_examples=not examples_hidden(request),
    )


@register.simple_tag(takes_context=True)
def collections(context: Context) -> list[campaigns.Collection]:
    """The collections of the list at hand, in the reader's language where there is one."""
    return campaigns.collections(language=get_language() or settings.LANGUAGE_CODE)
