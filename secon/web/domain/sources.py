"""Every data set the pages show: whose it is, under which licence, what is loaded and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secon.codes.models import CodeList
from secon.places.models import Region
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
    held: int
    parts: tuple[Part, ...] = ()

    @property
    def loaded(self) -> datetime | None:
        """When the newest part was loaded; None where no record says it."""
        return max((part.loaded for part in self.parts if part.loaded), default=None)


def data_sets() -> list[DataSet]:
    """The data sets behind the pages. Four queries, whatever is loaded."""
    lists = list(CodeList.objects.annotate(held=Count("codes")).order_by("id"))
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
            held=Notice.objects.real().count(),
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
            **_lists(each for each in lists if each.id == "cpv"),
        ),
        DataSet(
            key="lists",
            name=_("Code lists of the eForms SDK"),
            publisher=PUBLICATIONS_OFFICE,
            address="https://github.com/OP-TED/eForms-SDK",
            licence="CC BY 4.0",
            licence_address="https://creativecommons.org/licenses/by/4.0/",
            used_for=_("What the codes in a notice mean, in every language"),
            **_lists(each for each in lists if each.id != "cpv"),
        ),
        DataSet(
            key="regions",
            name=_("Statistical regions (NUTS) with their outlines"),
            publisher="Eurostat GISCO",
            address="https://ec.europa.eu/eurostat/web/gisco",
            licence="© EuroGeographics",
            licence_address="https://ec.europa.eu/eurostat/web/gisco/geodata/administrative-units",
            used_for=_("Places of delivery, regions and maps"),
            held=Region.objects.count(),
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


def _lists(lists: Iterable[CodeList]) -> dict[str, object]:
    parts = tuple(
        Part(each.id, each.version, each.source, each.held, each.loaded) for each in lists
    )
    return {"held": sum(part.held for part in parts), "parts": parts}
