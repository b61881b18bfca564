"""Coverage in words: for the page, and as records to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from secon.enterprises import frames
from secon.enterprises.domain.coverage import Known, RegionCoverage, Share, WhyNot
from secon.enterprises.frames import Held
from secon.enterprises.interfaces.frames import Shown, Source, shown, source
from secon.kernel.tables import Record
from secon.partnership.domain.territories import name_in
from secon.places.countries import country_name

COLUMNS = (
    "region",
    "country",
    "on",
    "listed",
    "verified",
    "to_be_checked_again",
    "not_yet_verified",
    "known_number",
    "known_precision",
    "known_counts",
    "known_area",
    "known_date",
    "known_caveat",
    "known_source",
    "share_listed",
    "share_percent",
    "why_no_share",
)


@dataclass(frozen=True, slots=True)
class KnownShown:
    """A published number in words. ``when`` "" is: the page has no date."""

    number: str
    counts: Shown
    area: Shown
    when: str
    caveat: Shown
    sources: tuple[Source, ...]
    share: str
    why_not: str


@dataclass(frozen=True, slots=True)
class RegionShown:
    """A region's line of the page. ``same_area``: numbers that hold for the region itself."""

    slug: str
    name: str
    country: str
    listed: int
    verified: int
    recheck: int
    unverified: int
    known: tuple[KnownShown, ...]
    same_area: tuple[KnownShown, ...]


def regions(rows: Iterable[RegionCoverage], language: str) -> tuple[RegionShown, ...]:
    """The lines of the page, in the order given."""
    return tuple(_region(row, language) for row in rows)


def records(rows: Iterable[RegionCoverage], *, today: date, language: str) -> Iterator[Record]:
    """One flat record for each region and published number; a region without any has one."""
    for row in rows:
        area: dict[str, str | int] = {
            "region": name_in(row.territory, language),
            "country": row.territory.country,
            "on": today.isoformat(),
            "listed": row.listed,
            "verified": row.verified,
            "to_be_checked_again": row.recheck,
            "not_yet_verified": row.unverified,
        }
        for known in row.known or (None,):
            said: Record = _record(known, language) if known else {}
            yield {**dict.fromkeys(COLUMNS, None), **area, **said}


def _record(known: Known, language: str) -> Record:
    held = known.held
    return {
        "known_number": held.number,
        "known_precision": _precision(held),
        "known_counts": held.counts.text(language),
        "known_area": " ".join(held.area),
        "known_date": _iso(held),
        "known_caveat": held.caveat.text(language),
        "known_source": " ".join(held.sources),
        "share_listed": known.share.listed if known.share else None,
        "share_percent": known.share.percent if known.share else None,
        "why_no_share": known.why_not.value if known.why_not else None,
    }


def _region(row: RegionCoverage, language: str) -> RegionShown:
    known = [(one, _known(one, row, language)) for one in row.known]
    return RegionShown(
        slug=row.territory.slug,
        name=name_in(row.territory, language),
        country=country_name(row.territory.country, language),
        listed=row.listed,
        verified=row.verified,
        recheck=row.recheck,
        unverified=row.unverified,
        known=tuple(words for _one, words in known),
        same_area=tuple(words for one, words in known if one.held.region == row.territory.slug),
    )


def _known(known: Known, row: RegionCoverage, language: str) -> KnownShown:
    held = known.held
    return KnownShown(
        number=_number(held),
        counts=shown(held.counts, language),
        area=_area(held, row, language),
        when=_when(held),
        caveat=shown(held.caveat, language),
        sources=tuple(map(source, held.sources)),
        share=_share(known.share, held, language) if known.share else "",
        why_not=_why_not(known.why_not) if known.why_not else "",
    )


def _number(held: Held) -> str:
    number = number_format(held.number, force_grouping=True)
    if held.is_about:
        return _("about %(number)s") % {"number": number}
    if held.is_at_least:
        return _("more than %(number)s") % {"number": number}
    return number


def _precision(held: Held) -> str:
    if held.is_about:
        return "about"
    if held.is_at_least:
        return "at least"
    return "estimate" if held.is_estimate else "exact"


def _area(held: Held, row: RegionCoverage, language: str) -> Shown:
    if held.area_name:
        return shown(held.area_name, language)
    if held.region:
        return Shown(name_in(row.territory, language))
    return Shown(country_name(held.country, language))


def _when(held: Held) -> str:
    if held.on:
        return date_format(held.on)
    if held.year and held.month:
        return date_format(date(held.year, held.month, 1), "YEAR_MONTH_FORMAT")
    return str(held.year or "")


def _iso(held: Held) -> str | None:
    if held.on:
        return held.on.isoformat()
    if held.year and held.month:
        return f"{held.year}-{held.month:02}"
    return str(held.year) if held.year else None


def _share(share: Share, held: Held, language: str) -> str:
    names = ", ".join(frames.status(code).label(language) for code in sorted(held.statuses))
    return _(
        "%(listed)s of %(known)s holders of the status are listed here (%(percent)s %%): %(status)s."
    ) % {
        "listed": number_format(share.listed, force_grouping=True),
        "known": number_format(share.known, force_grouping=True),
        "percent": number_format(share.percent, decimal_pos=1),
        "status": names,
    }


def _why_not(why: WhyNot) -> str:
    return {
        WhyNot.AREA: _("No share: it counts another area than the region."),
        WhyNot.KIND: _("No share: it counts something else than the directory does."),
        WhyNot.ESTIMATE: _("No share: it is an estimate, not a count."),
        WhyNot.FEWER: _("No share: the directory lists more by now, so the number is out of date."),
    }[why]
