"""What is open here: each data set with the forms it can be taken away in.

One structure for the page (:mod:`secon.web.views.open_data`) and the catalogue for portals
(:mod:`secon.web.interfaces.dcat`), so that they cannot differ. Words are lazy: they are said in
the reader's language on the page, and in every language in the catalogue.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.enterprises.models import Enterprise
from secon.partnership.domain.territories import territories
from secon.places.countries import COUNTRIES
from secon.procurement.domain import queries
from secon.procurement.models import Notice
from secon.web.domain.catalog_forms import (
    ENGLISH,
    Distribution,
    Words,
    api,
    csv_file,
    feed,
    json_file,
    path_in,
    spreadsheet,
)
from secon.web.domain.sources import REUSE, REUSE_ADDRESS


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set. ``licence`` is None where none has been decided; ``rights`` then says so.

    ``first`` and ``last`` are the days that the records speak of, ``modified`` when they changed.
    ``frequency`` and ``themes`` are codes of the EU vocabularies, ``countries`` ISO 3166-1 alpha-3.
    """

    key: str
    title: Words
    description: Words
    page: str
    keywords: tuple[Words, ...]
    themes: tuple[str, ...]
    frequency: str
    frequency_said: Words
    provenance: Words
    rights: Words
    distributions: tuple[Distribution, ...]
    licence: str | None = None
    licence_url: str | None = None
    records: int | None = None
    first: date | None = None
    last: date | None = None
    modified: date | None = None
    europe: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """All data sets, who publishes them and where they are asked for."""

    title: Words
    description: Words
    publisher: str
    homepage: str
    contact_email: str
    service_title: Words
    datasets: tuple[DataSet, ...]
    absolute: Callable[[str], str]
    today: date


OF_TED: Final = _(
    "Notices are published by the Publications Office of the European Union on TED and may be "
    "reused with the source named (Commission Decision 2011/833/EU). They were transformed."
)
UNDECIDED: Final = _(
    "No licence has been decided by the partnership yet. Name the source when you use the data."
)
_DAYS: Final = ("listed_on", "verified_on", "confirmed_on")
"""When an entry of the directory changed its standing."""
DAILY: Final = _("Whenever new notices are imported, usually every day")
CONTINUOUS: Final = _("Whenever a record changes")
RARELY: Final = _("When a fact changes")


def catalog(*, absolute: Callable[[str], str], today: date) -> Catalog:
    """The catalogue; ``absolute`` makes full addresses of paths."""
    return Catalog(
        title=_("SECON open data"),
        description=_(
            "Public procurement with its social side, social enterprises and the law that makes "
            "them, for the regions of the SECON partnership and beyond."
        ),
        publisher="SECON",
        homepage=path_in(ENGLISH, "web:home"),
        contact_email=settings.SECON_CONTACT_EMAIL,
        service_title=_("SECON API"),
        datasets=datasets(),
        absolute=absolute,
        today=today,
    )


def datasets(*, language: str = ENGLISH) -> tuple[DataSet, ...]:
    """All data sets with their counts; pages and files in ``language``. Three queries."""
    path = partial(path_in, language)
    notices = Notice.objects.real().aggregate(
        n=Count("pk"), first=Min("published"), last=Max("published")
    )
    run = queries.latest_run()
    loaded = run.finished_at.date() if run and run.finished_at else None
    listed = (
        Enterprise.objects.listed()
        .filter(is_example=False)
        .aggregate(n=Count("pk"), **{name: Max(name) for name in _DAYS})
    )
    changed = max((listed[name] for name in _DAYS if listed[name]), default=None)
    countries = tuple(sorted({COUNTRIES[one.country].iso3 for one in territories()}))
    known: dict[str, Any] = {"first": notices["first"], "last": notices["last"], "modified": loaded}
    of_ted: dict[str, Any] = {
        "rights": OF_TED,
        "licence": REUSE,
        "licence_url": REUSE_ADDRESS,
        "europe": True,
    }
    return (
        DataSet(
            key="tenders",
            title=_("Tenders with their social side"),
            description=_(
                "Calls, plans and results of public buyers, lot by lot: what is reserved, which "
                "social aims are coded, which clauses stand in the text, each with its proof."
            ),
            page=path("procurement:list"),
            keywords=(_("public procurement"), _("reserved contracts"), _("social clauses")),
            themes=("GOVE", "ECON", "SOCI"),
            frequency="DAILY",
            frequency_said=DAILY,
            provenance=_("Read from the notices as published on TED"),
            records=notices["n"],
            distributions=(
                api("tenders-api", "api:tenders"),
                csv_file("tenders-csv", path("procurement:csv")),
                spreadsheet("tenders-xlsx", path("procurement:xlsx")),
                json_file("tenders-json", path("procurement:json")),
                feed("tenders-feed", path("procurement:feed")),
            ),
            **known,
            **of_ted,
        ),
        DataSet(
            key="ocds",
            title=_("Open contracting releases (OCDS)"),
            description=_(
                "The same notices in the Open Contracting Data Standard 1.1, by the profile for "
                "the European Union, with an extension for social signals and their proof."
            ),
            page=path("web:open-data"),
            keywords=(_("public procurement"), "OCDS", _("open contracting")),
            themes=("GOVE", "ECON"),
            frequency="DAILY",
            frequency_said=DAILY,
            provenance=_("Read from the notices as published on TED"),
            records=notices["n"],
            distributions=(api("ocds-api", "api:ocds-releases"),),
            **known,
            **of_ted,
        ),
        DataSet(
            key="observatory",
            title=_("Observatory of responsible procurement"),
            description=_(
                "Counts and shares by region, country, sector and month, each with its "
                "denominator and interval."
            ),
            page=path("procurement:observatory"),
            keywords=(_("public procurement"), _("statistics")),
            themes=("GOVE", "REGI", "SOCI"),
            frequency="DAILY",
            frequency_said=DAILY,
            provenance=_("Counted from the notices as published on TED"),
            distributions=(
                csv_file("observatory-csv", path("procurement:observatory-file", "regions", "csv")),
                json_file(
                    "observatory-json", path("procurement:observatory-file", "regions", "json")
                ),
                spreadsheet(
                    "observatory-xlsx", path("procurement:observatory-file", "regions", "xlsx")
                ),
            ),
            **known,
            **of_ted,
        ),
        DataSet(
            key="enterprises",
            title=_("Directory of social enterprises"),
            description=_(
                "Social enterprises with what they offer, where they deliver and how their status "
                "was checked. Contact persons are never in it."
            ),
            page=path("enterprises:list"),
            keywords=(_("social enterprises"), _("social economy")),
            themes=("SOCI", "ECON", "REGI"),
            frequency="UPDATE_CONT",
            frequency_said=CONTINUOUS,
            provenance=_("Registers, partners and the enterprises; each entry names its sources"),
            rights=UNDECIDED,
            records=listed["n"],
            modified=changed,
            countries=countries,
            distributions=(
                api("enterprises-api", "api:enterprises"),
                csv_file("enterprises-csv", path("enterprises:csv")),
                spreadsheet("enterprises-xlsx", path("enterprises:xlsx")),
                Distribution(
                    "enterprises-geojson",
                    "GeoJSON",
                    path("enterprises:geojson"),
                    "GEOJSON",
                    "application/geo+json",
                ),
                Distribution(
                    "enterprises-jsonld",
                    "JSON-LD (schema.org)",
                    path("enterprises:jsonld"),
                    "JSON_LD",
                    "application/ld+json",
                ),
            ),
        ),
        DataSet(
            key="coverage",
            title=_("Coverage of the directory"),
            description=_(
                "How many entries the directory has by region, how many are verified, and how "
                "many a register lists where that is known."
            ),
            page=path("enterprises:coverage"),
            keywords=(_("social enterprises"), _("statistics")),
            themes=("SOCI", "REGI"),
            frequency="UPDATE_CONT",
            frequency_said=CONTINUOUS,
            provenance=_("Counted from the directory"),
            rights=UNDECIDED,
            modified=changed,
            countries=countries,
            distributions=(
                csv_file("coverage-csv", path("enterprises:coverage_file", "csv")),
                json_file("coverage-json", path("enterprises:coverage_file", "json")),
            ),
        ),
        DataSet(
            key="frames",
            title=_("Legal frames of social enterprises"),
            description=_(
                "Which legal statuses and registers make a social enterprise in each country, "
                "with the law and what proves a status."
            ),
            page=path("enterprises:frames"),
            keywords=(_("social enterprises"), _("law")),
            themes=("JUST", "SOCI"),
            frequency="IRREG",
            frequency_said=RARELY,
            provenance=_("Written down by the project from laws and public registers"),
            rights=UNDECIDED,
            countries=countries,
            distributions=(
                Distribution(
                    "frames-page",
                    pgettext_lazy("form of a data set", "Page"),
                    path("enterprises:frames"),
                    "HTML",
                    "text/html",
                ),
            ),
        ),
        DataSet(
            key="policies",
            title=_("Policies for the social economy"),
            description=_(
                "National frameworks and regional and local policy instruments by topic, with "
                "money, period and the source of each fact."
            ),
            page=path("policy:map"),
            keywords=(_("public policy"), _("social economy")),
            themes=("GOVE", "SOCI", "REGI"),
            frequency="UPDATE_CONT",
            frequency_said=CONTINUOUS,
            provenance=_("Taken from public pages or written by the partners; each fact says"),
            rights=UNDECIDED,
            countries=countries,
            distributions=(
                api("policies-api", "api:policies"),
                csv_file("policies-csv", path("policy:map_file", "csv")),
                spreadsheet("policies-xlsx", path("policy:map_file", "xlsx")),
                json_file("policies-json", path("policy:map_file", "json")),
                feed("policies-feed", path("policy:map_feed")),
            ),
        ),
        DataSet(
            key="improvements",
            title=_("How policy instruments improved"),
            description=_(
                "What changed in which instrument, since when, how much money it influenced, and "
                "whether the programme validated it."
            ),
            page=path("policy:improvements"),
            keywords=(_("public policy"), _("social economy")),
            themes=("GOVE", "SOCI", "REGI"),
            frequency="UPDATE_CONT",
            frequency_said=CONTINUOUS,
            provenance=_("Written down by the partners with evidence, or taken from public pages"),
            rights=UNDECIDED,
            countries=countries,
            distributions=(
                api("improvements-api", "api:improvements"),
                csv_file("improvements-csv", path("policy:improvements_file", "csv")),
                spreadsheet("improvements-xlsx", path("policy:improvements_file", "xlsx")),
                json_file("improvements-json", path("policy:improvements_file", "json")),
            ),
        ),
        DataSet(
            key="practices",
            title=_("Good practices"),
            description=_(
                "Good practices of the social economy in the regions of the project: what they "
                "are, what they need and reached, which barriers they answer, who judged them."
            ),
            page=path("practices:list"),
            keywords=(_("good practices"), _("public policy"), _("social economy")),
            themes=("GOVE", "SOCI", "REGI"),
            frequency="UPDATE_CONT",
            frequency_said=CONTINUOUS,
            provenance=_("Written by those who run them, or taken from public pages; each says"),
            rights=UNDECIDED,
            countries=countries,
            distributions=(
                api("practices-api", "api:practices"),
                csv_file("practices-csv", path("practices:file", "csv")),
                spreadsheet("practices-xlsx", path("practices:file", "xlsx")),
                json_file("practices-json", path("practices:file", "json")),
            ),
        ),
        DataSet(
            key="chains",
            title=_("From practice to policy"),
            description=_(
                "Which region takes over which good practice, with dates and evidence of each "
                "step, up to the changed policy instrument and the money influenced."
            ),
            page=path("practices:transfers"),
            keywords=(_("good practices"), _("public policy"), _("social economy")),
            themes=("GOVE", "SOCI", "REGI"),
            frequency="UPDATE_CONT",
            frequency_said=CONTINUOUS,
            provenance=_("Written down by the partners; each step names its evidence"),
            rights=UNDECIDED,
            countries=countries,
            distributions=(
                api("chains-api", "api:chains"),
                csv_file("chains-csv", path("practices:chains_file", "csv")),
                spreadsheet("chains-xlsx", path("practices:chains_file", "xlsx")),
                json_file("chains-json", path("practices:chains_file", "json")),
            ),
        ),
    )
