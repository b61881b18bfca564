"""Editorial pages: one tree per language, readable from every other."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from secon.web import selections
from secon.web.blocks import BodyBlock
from secon.web.enums import SearchKind

HOME_DEPTH = 2  # the root of all trees is 1


def address_in(page: Page, language: str) -> str:
    """Where a reader of ``language`` opens ``page``: under their prefix, translated or not."""
    # url_path is /<slug of the language's home>/<the rest>; trees differ in their home only.
    rest = page.url_path.strip("/").partition("/")[2]
    return f"/{language}/{rest}/" if rest else f"/{language}/"


class AnyLanguagePage(Page):
    """A page that the other languages' trees can show too, marked as not translated.

    ``/el/news/x/`` shows the original of ``x`` inside the Greek interface as long as no Greek
    translation of it is published.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at ``path_components``; where this tree lacks it, its twin in another tree."""
        try:
            return super().route(request, path_components)
        except Http404:
            if not path_components:
                raise
            twin = self._child_in_other_trees(path_components[0])
            if twin is None:
                raise
            return twin.route(request, path_components[1:])

    def _child_in_other_trees(self, slug: str) -> Page | None:
        parents = self.get_translations().live()
        children = Page.objects.live().filter(slug=slug)
        for child in children.select_related("locale").order_by("locale__language_code"):
            if any(child.is_child_of(parent) for parent in parents):
                own = child.get_translations().live().filter(locale=self.locale)
                return own.specific().first() or child.specific
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader = get_language() or settings.LANGUAGE_CODE
        written = self.get_translations(inclusive=True).live().select_related("locale")
        language = self.locale.language_code
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "page_languages": {
                page.locale.language_code: address_in(page, page.locale.language_code)
                for page in written
            },
            "foreign": None if language == reader else language,
            "canonical": request.build_absolute_uri(address_in(self, language)),
            "trail": [(page.title, address_in(page, reader)) for page in above],
        }


class HomePage(AnyLanguagePage):
    """Root of one language's tree. What readers see at its address is counted, not written."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "web.NewsIndexPage",
        "web.CampaignIndexPage",
        "web.PlainPage",
    ]
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    template = "web/plain_page.html"

    class Meta:
        verbose_name = _("home page")

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Readers get here only by an odd address: send them to the counted home page."""
        return redirect("web:home")


class NewsIndexPage(AnyLanguagePage):
    """The news of one language, and what other languages have besides."""

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["web.HomePage"]
    subpage_types: ClassVar[list[str]] = ["web.NewsPage"]
    max_count_per_parent = 1
    template = "web/news_index.html"

    class Meta:
        verbose_name = _("news list")


class WrittenPage(AnyLanguagePage):
    """A page with an introduction and a body of blocks."""

    intro = models.TextField(
        _("introduction"), blank=True, max_length=400, help_text=_("One or two plain sentences.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        abstract = True


class NewsPage(WrittenPage):
    """One piece of news on one day."""

    date = models.DateField(_("date"), help_text=_("The day it happened or was said."))
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        blank=True,
        max_length=250,
        help_text=_("For readers who do not see it. Leave empty if it only decorates."),
    )
    source_name = models.CharField(_("source"), blank=True, max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        MultiFieldPanel(
            [FieldPanel("source_name"), FieldPanel("source_url")],
            heading=_("Where it comes from"),
        ),
    ]
    search_fields = [*WrittenPage.search_fields, index.FilterField("date")]
    parent_page_types: ClassVar[list[str]] = ["web.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "web/news_page.html"

    class Meta:
        verbose_name = _("news")


class PlainPage(WrittenPage):
    """A page of text, anywhere under the home page."""

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["web.HomePage", "web.PlainPage"]
    subpage_types: ClassVar[list[str]] = ["web.PlainPage"]
    template = "web/plain_page.html"

    class Meta:
        verbose_name = _("plain page")


class CampaignIndexPage(AnyLanguagePage):
    """The collections of one language."""

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["web.HomePage"]
    subpage_types: ClassVar[list[str]] = ["web.CampaignPage"]
    max_count_per_parent = 1
    template = "web/campaign_index.html"

    class Meta:
        verbose_name = _("list of collections")


class CampaignPage(WrittenPage):
    """Social enterprises gathered under a theme: a text by an editor and a live selection."""

    selection = models.CharField(
        _("selection"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Set the filters in the directory and paste its address here. The page always shows "
            "who meets them now."
        ),
    )
    shown = models.PositiveSmallIntegerField(
        _("how many are shown"),
        default=6,
        validators=[MinValueValidator(3), MaxValueValidator(20)],
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        blank=True,
        max_length=250,
        help_text=_("For readers who do not see it. Leave empty if it only decorates."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("selection"), FieldPanel("shown")], heading=_("Selection")),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
    ]
    parent_page_types: ClassVar[list[str]] = ["web.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "web/campaign_page.html"

    class Meta:
        verbose_name = _("collection")

    def clean(self) -> None:
        """Keep what follows the ``?`` of a pasted address; refuse what is no list of ours."""
        super().clean()
        try:
            self.selection = selections.tidied(self.selection)
        except ValueError as error:
            raise ValidationError({"selection": str(error)}) from error


class SearchRecord(models.Model):
    """A record of any app as the search finds it: its folded words in all languages, and facets.

    Written by ``web.domain.search.index`` only; may be thrown away and made again at any time.
    """

    kind = models.CharField(max_length=12, choices=SearchKind)
    record_id = models.BigIntegerField()
    partner_id = models.BigIntegerField(null=True)
    topics = models.CharField(max_length=200, blank=True)  # codes with blanks around each
    on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    titles = models.TextField()  # folded words of all languages, a blank around each
    summaries = models.TextField(blank=True)
    words = models.TextField()  # distinct folded words of everything, the column that is indexed

    class Meta:
        verbose_name = _("record found by the search")
        verbose_name_plural = _("records found by the search")
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="web_searchrecord_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
