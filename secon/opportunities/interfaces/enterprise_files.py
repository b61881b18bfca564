"""An enterprise's list taken away: flat records, an Atom feed, a calendar of deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from secon.enterprises.models import Enterprise
from secon.kernel.tables import Record
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.interfaces.enterprise_rows import Row
from secon.procurement.interfaces.calendar import Deadline, calendar_file

COLUMNS = (
    "key",
    "page",
    "title",
    "title_language",
    "buyer",
    "place",
    "cpv",
    "deadline",
    "open_until",
    "value",
    "score",
    "may_take_part",
    "proof",
    "reasons",
    "state",
    "not_interested_because",
    "first_found",
)
"""Keys are the same in every form, so a script reads either."""
FEED_ROWS = 50
Absolute = Callable[[str], str]


def records(
    found: Sequence[Opportunity], rows: Sequence[Row], *, absolute: Absolute
) -> Iterable[Record]:
    """One flat record each; None is unknown."""
    for one, row in zip(found, rows, strict=True):
        yield {
            "key": row.key,
            "page": absolute(row.url),
            "title": row.title.text,
            "title_language": row.title.language or None,
            "buyer": row.buyer.text if row.buyer else None,
            "place": row.place or None,
            "cpv": row.cpv or None,
            "deadline": row.deadline.isoformat() if row.deadline else None,
            "open_until": one.open_until.isoformat() if one.open_until else None,
            "value": row.value or None,
            "score": row.score,
            "may_take_part": row.answer or None,
            "proof": row.told.proof or None,
            "reasons": " ".join(row.told.reasons) or None,
            "state": row.state or None,
            "not_interested_because": row.why_not or None,
            "first_found": one.match.first_seen.isoformat() if one.match else None,
        }


def feed(
    enterprise: Enterprise,
    found: Sequence[Opportunity],
    rows: Sequence[Row],
    *,
    language: str,
    page: str,
    address: str,
    absolute: Absolute,
) -> str:
    """The newest matches as Atom; an entry's moment is the day on which it was found."""
    atom = Atom1Feed(
        title=_("Opportunities for %(name)s") % {"name": enterprise.name},
        link=page,
        description="",
        language=language,
        feed_url=address,
        author_name="SECON",
    )
    for one, row in zip(found, rows, strict=True):
        if one.match is None:
            continue
        moment = datetime.combine(one.match.changed, time(), UTC)
        link = absolute(row.own_url)
        parts = [str(row.buyer or ""), row.place, row.left, row.score_said, *row.told.reasons]
        atom.add_item(
            title=row.title.text,
            link=link,
            description=". ".join(part.rstrip(".") for part in parts if part),
            unique_id=link,
            pubdate=datetime.combine(one.match.first_seen, time(), UTC),
            updateddate=moment,
        )
    return str(atom.writeString("utf-8"))


def calendar(
    enterprise: Enterprise,
    found: Sequence[Opportunity],
    rows: Sequence[Row],
    *,
    language: str,
    now: datetime,
    absolute: Absolute,
) -> bytes:
    """The deadlines of what is saved or bid for, each with a reminder a week ahead."""
    deadlines = [
        Deadline(
            uid=f"{enterprise.pk}-{row.key}@secon",
            title=_("Deadline: %(title)s") % {"title": row.title.text},
            at=row.deadline,
            url=absolute(row.own_url),
            note=", ".join(part for part in (str(row.buyer or ""), row.place) if part),
        )
        for row in rows
        if row.deadline
    ]
    name = _("Deadlines of %(name)s") % {"name": enterprise.name}
    return calendar_file(deadlines, name=name, language=language, now=now)
