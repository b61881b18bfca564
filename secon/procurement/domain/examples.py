"""The project's own example notices, with dates around a given day so that some are open."""

from datetime import date, timedelta
from pathlib import Path
from string import Template

FOLDER = Path(__file__).resolve().parents[1] / "examples"
_PUBLISHED_DAYS_AGO = 7
_DEADLINE_IN_DAYS = 45


def write(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Write the examples with their dates into ``folder``; returns the files."""
    dates = {
        "issued": today - timedelta(_PUBLISHED_DAYS_AGO + 3),
        "published": today - timedelta(_PUBLISHED_DAYS_AGO),
        "deadline": today + timedelta(_DEADLINE_IN_DAYS),
        "later": today + timedelta(_DEADLINE_IN_DAYS + 60),
    }
    written = []
    for template in sorted(FOLDER.glob("*.xml")):
        text = Template(template.read_text(encoding="utf-8")).substitute(dates)
        path = folder / template.name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)
