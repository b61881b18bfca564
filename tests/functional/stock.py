"""What stands in the database of the journeys: loaded by the commands a newcomer's machine runs."""

from datetime import date
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from secon.codes.domain import catalogue
from secon.procurement.domain import examples, importing
from secon.procurement.enums import SourceKind

HAND_WRITTEN = Path(__file__).resolve().parents[1] / "procurement" / "formats" / "fixtures"
PLACES = ("EL653", "ES431", "RO124", "PL913", "BG422", "LV006", "DE125", "BE242", "PT11A")
COPIES = 36
"""Enough open lots for two pages of a list."""
BUYERS = {"EL": "GRC", "ES": "ESP", "RO": "ROU", "PL": "POL", "BG": "BGR"}
BUYERS |= {"LV": "LVA", "DE": "DEU", "BE": "BEL", "PT": "PRT"}


def load(folder: Path) -> None:
    """Places, partnership, pages and tenders; ``folder`` is for the notices that are written."""
    call_command("load_codes", str(catalogue.SHIPPED), verbosity=0, stdout=StringIO())
    for command in ("load_places", "load_partnership", "setup_pages"):
        call_command(command, verbosity=0)
    now = timezone.now()
    written = folder / "examples"
    written.mkdir()
    examples.write(written, today=timezone.localdate(now))
    copied = folder / "copies"
    copied.mkdir()
    copy(copied, source=written / "green-spaces.xml")
    order = importing.Order(
        paths=(HAND_WRITTEN, written, copied), source="journeys", kind=SourceKind.EXAMPLES, jobs=1
    )
    run = importing.run(order, now=now)
    assert run.problem_count == 0
    assert run.stored == COPIES + len([*HAND_WRITTEN.glob("*.xml"), *written.glob("*.xml")])


def copy(folder: Path, *, source: Path) -> None:
    """The example ``source`` many times, each with its own number, title and place."""
    text = source.read_text(encoding="utf-8")
    for index in range(COPIES):
        place = PLACES[index % len(PLACES)]
        number = 101 + index
        new = (
            text.replace("00000003-1900", f"{number:08}-1900")
            .replace("-000000000003", f"-{number:012}")
            .replace("green spaces", f"green spaces, part {index + 1:02}")
            .replace("ES431", place)
            .replace(">ESP<", f">{BUYERS[place[:2]]}<")
        )
        (folder / f"{number}.xml").write_text(new, encoding="utf-8")


def in_days(days: int) -> date:
    """The day ``days`` from today, as the examples count them."""
    return date.fromordinal(timezone.localdate().toordinal() + days)
