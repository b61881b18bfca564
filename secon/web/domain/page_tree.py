"""The editorial tree: a home page, a news list and the collections in every language."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Locale, Page, Site

from secon.web.models import CampaignIndexPage, CampaignPage, HomePage, NewsIndexPage

NEWS = gettext_noop("News")
COLLECTIONS = gettext_noop("Collections")
STARTERS = (
    (
        "gifts",
        gettext_noop("Gifts from your region"),
        gettext_noop("Made by hand, close by, by people who find work and a place in it."),
        "sector=crafts",
    ),
    (
        "catering",
        gettext_noop("Catering for meetings"),
        gettext_noop("Coffee, lunch and buffets by social enterprises that deliver to you."),
        "q=catering",
    ),
)
"""(slug, title, introduction, selection) of the collections every platform begins with."""


@transaction.atomic
def set_up() -> list[str]:
    """Make what is missing of locales, pages and site; the list says what was made.

    Editors' changes stay: a page that exists is left alone, but for a news list still titled in
    English once its language has the word.
    """
    made: list[str] = []
    locales = {code: _locale(code, made) for code, _ in settings.LANGUAGES}
    source = _home(locales[settings.LANGUAGE_CODE], made)
    homes = {code: _twin(source, locale, made) for code, locale in locales.items()}
    _site(source, made)
    index = _news(homes[settings.LANGUAGE_CODE], made)
    for code, locale in locales.items():
        _entitle(_twin(index, locale, made), NEWS, code, made)
    return made


@transaction.atomic
def set_up_collections() -> list[str]:
    """The collections of every language with the first two; call after `set_up`."""
    made: list[str] = []
    locales = {code: _locale(code, made) for code, _ in settings.LANGUAGES}
    collections = _collections(_home(locales[settings.LANGUAGE_CODE], made), made)
    for code, locale in locales.items():
        _entitle(_twin(collections, locale, made), COLLECTIONS, code, made)
    for source, title, intro in _starters(collections, made):
        for code, locale in locales.items():
            _entitle(_twin(source, locale, made), title, code, made, intro=intro)
    return made


def _locale(code: str, made: list[str]) -> Locale:
    locale, new = Locale.objects.get_or_create(language_code=code)
    if new:
        made.append(f"locale {code}")
    return locale


def _home(locale: Locale, made: list[str]) -> Page:
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="SECON", slug="secon", locale=locale))
        made.append(f"home page {locale.language_code}")
    return home


def _twin(source: Page, locale: Locale, made: list[str]) -> Page:
    """``source`` itself, or its translation into ``locale``, copied and published if missing."""
    if source.locale_id == locale.pk:
        return source
    twin = source.get_translation_or_none(locale)
    if twin is None:
        twin = source.copy_for_translation(locale)
        twin.save_revision().publish()
        made.append(f"{source._meta.verbose_name} {locale.language_code}")
    return twin


def _news(home: Page, made: list[str]) -> Page:
    index = NewsIndexPage.objects.child_of(home).first()
    if index is None:
        index = home.add_child(instance=NewsIndexPage(title=NEWS, slug="news", locale=home.locale))
        made.append(f"news list {home.locale.language_code}")
    return index


def _collections(home: Page, made: list[str]) -> Page:
    index = CampaignIndexPage.objects.child_of(home).first()
    if index is None:
        page = CampaignIndexPage(title=COLLECTIONS, slug="collections", locale=home.locale)
        index = home.add_child(instance=page)
        made.append(f"collections {home.locale.language_code}")
    return index


def _starters(index: Page, made: list[str]) -> Iterator[tuple[Page, str, str]]:
    """The first collections with their English texts; once there were any, editors decide."""
    known = {page.slug: page for page in CampaignPage.objects.child_of(index)}
    if not CampaignPage.objects.exists():
        for slug, title, intro, selection in STARTERS:
            page = CampaignPage(
                title=title, slug=slug, intro=intro, selection=selection, locale=index.locale
            )
            known[slug] = index.add_child(instance=page)
            made.append(f"collection {slug}")
    for slug, title, intro, _selection in STARTERS:
        if slug in known:
            yield known[slug], title, intro


def _entitle(page: Page, title: str, code: str, made: list[str], *, intro: str = "") -> None:
    """Give a page still titled in English its language's words, once there are any."""
    with translation.override(code):
        own, said = gettext(title), gettext(intro) if intro else ""
    if page.title == title != own:
        page = page.specific
        page.title = own
        if intro and page.intro == intro:
            page.intro = said
        page.save_revision().publish()
        made.append(f"title of {page.slug} {code}")


def _site(home: Page, made: list[str]) -> None:
    """The default site stands on ``home``; Wagtail's welcome page goes if nobody wrote under it."""
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME
    )
    if site.root_page_id == home.pk:
        return
    welcome = site.root_page if site.pk else None
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    made.append("site")
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children():
        welcome.delete()
