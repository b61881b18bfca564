"""The editorial tree: a home page and a news list in every language."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Locale, Page, Site

from secon.web.models import HomePage, NewsIndexPage

NEWS = gettext_noop("News")


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
        _entitle(_twin(index, locale, made), code, made)
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


def _entitle(index: Page, code: str, made: list[str]) -> None:
    with translation.override(code):
        title = gettext(NEWS)
    if index.title == NEWS != title:
        index.title = index.draft_title = title
        index.save(update_fields=["title", "draft_title"])
        made.append(f"title of the news list {code}")


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
