"""News as a feed, one per language."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secon.web.domain import news
from secon.web.domain.news import Item

LENGTH = 30


class NewsFeed(Feed):
    """The newest news in the best language for the reader."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest) -> str:
        return get_language() or "en"

    def title(self, _language: str) -> str:
        return _("News of SECON")

    def subtitle(self, _language: str) -> str:
        return _("Social economy in nine European regions")

    def link(self, _language: str) -> str:
        return reverse("web:news")

    def items(self, language: str) -> list[Item]:
        return news.newest(language=language, count=LENGTH)

    def item_title(self, item: Item) -> str:
        return f"{item.title} ({item.foreign})" if item.foreign else item.title

    def item_description(self, item: Item) -> str:
        return item.intro

    def item_link(self, item: Item) -> str:
        return item.url

    def item_pubdate(self, item: Item) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time()))

    def item_updateddate(self, item: Item) -> datetime:
        return item.page.last_published_at or self.item_pubdate(item)
