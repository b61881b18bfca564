"""Storing parsed notices: all of a batch or nothing, and the same however often it comes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db import connection, transaction
from django.db.models import CharField, Max, Value
from django.db.models.functions import Cast, Concat

from secon.kernel.bulk import Table
from secon.procurement import models
from secon.procurement.domain import linking
from secon.procurement.domain.columns import COLUMNS, Row
from secon.procurement.domain.packages import Trouble
from secon.procurement.domain.reading import Parsed

_LOCK = 7_307_266_001
"""PostgreSQL's advisory lock for storing: one batch at a time, whoever imports."""
_KEPT_KEYS = frozenset({"Notice", "Organisation", "Lot", "LotDetail", "Award"})
"""Tables whose keys come from the notice: rows stay in place when a notice is replaced, so that
whatever points to a lot keeps pointing to it."""


@dataclass(slots=True)
class Outcome:
    """What became of a batch."""

    stored: list[Parsed] = field(default_factory=list)
    replaced: list[Parsed] = field(default_factory=list)
    unchanged: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    days: set[date | None] = field(default_factory=set)
    """Days of publication on which some lot is not what it was."""


def known(digests: Sequence[str]) -> set[str]:
    """Those of these SHA-256 that have been received and stored before."""
    found = models.RawPayload.objects.filter(sha256__in=digests)
    return set(found.values_list("sha256", flat=True))


def store(
    batch: Sequence[Parsed], *, run: models.ImportRun, now: datetime, again: bool = False
) -> Outcome:
    """Store a batch in one transaction, links to other notices included.

    Bytes that were received before are left alone, also when the notice has been replaced since:
    otherwise two files of one notice would take turns for ever. Other bytes for a known
    publication replace its rows; the earlier payload and its reception stay. ``again`` writes the
    rows of known bytes anew where these are the notice's latest.
    """
    outcome = Outcome()
    with transaction.atomic():
        one_at_a_time()
        seen = known([one.sha256 for one in batch])
        if again:
            seen -= _latest(seen)
        for group in _waves(batch, seen, outcome):
            _store_group(group, run, now, outcome)
    return outcome


def one_at_a_time() -> None:
    """Wait until nobody else stores, until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _latest(digests: set[str]) -> set[str]:
    """Those that the rows of their notice were made from."""
    found = models.Notice.objects.filter(payload__sha256__in=digests)
    return set(found.values_list("payload__sha256", flat=True))


def _waves(batch: Iterable[Parsed], seen: set[str], outcome: Outcome) -> list[list[Parsed]]:
    """The unknown ones, in groups that name no notice twice: first bytes first, then others."""
    waves: list[list[Parsed]] = []
    times: Counter[int] = Counter()
    for one in batch:
        if one.sha256 in seen:
            outcome.unchanged += 1
            continue
        seen.add(one.sha256)
        wave = times[one.rows.notice_id]
        times[one.rows.notice_id] += 1
        if wave == len(waves):
            waves.append([])
        waves[wave].append(one)
    return waves


def _store_group(
    group: list[Parsed], run: models.ImportRun, now: datetime, outcome: Outcome
) -> None:
    publications = dict(
        models.Notice.objects.filter(id__in=[one.rows.notice_id for one in group]).values_list(
            "id", "publication"
        )
    )
    new, changed = [], []
    for one in group:
        held = publications.get(one.rows.notice_id)
        if held is None:
            new.append(one)
        elif held == one.rows.publication:
            changed.append(one)
        else:
            text = f"{one.rows.publication} has the key of {held}."
            outcome.troubles.append(Trouble("key-collision", one.name, "", text))
    touched = {one.rows.notice_id for one in (*new, *changed)}
    if changed:
        touched |= linking.family({one.rows.notice_id for one in changed})
        _clear(changed)
    fresh, payloads = _store_payloads([*new, *changed], now)
    _write(new, payloads, now, replacing=False)
    _write(changed, payloads, now, replacing=True)
    _table("Reception").insert(
        (one.rows.notice_id, payloads[one.sha256], run.pk, _name(one.name), now) for one in fresh
    )
    outcome.days |= {one.rows.published for one in (*new, *changed)}
    outcome.days |= linking.link(touched)
    outcome.stored += new
    outcome.replaced += changed


def _store_payloads(group: list[Parsed], now: datetime) -> tuple[list[Parsed], dict[str, int]]:
    """Adds bytes that are new; returns whose they are, and the keys of all by digest.

    Keys count on from the last one: storing is one at a time.
    """
    found = models.RawPayload.objects.filter(sha256__in=[one.sha256 for one in group])
    keys = dict(found.values_list("sha256", "id"))
    fresh = [one for one in group if one.sha256 not in keys]
    first = (models.RawPayload.objects.aggregate(last=Max("id"))["last"] or 0) + 1
    keys |= {one.sha256: first + place for place, one in enumerate(fresh)}
    _table("RawPayload").insert(
        (keys[one.sha256], one.sha256, one.packed, one.size, now) for one in fresh
    )
    return fresh, keys


def _write(
    group: list[Parsed], payloads: dict[str, int], now: datetime, *, replacing: bool
) -> None:
    if not group:
        return
    notices: list[Row] = [
        (*one.rows.tables["Notice"][0], payloads[one.sha256], now) for one in group
    ]
    for name in COLUMNS:
        rows = [row for one in group for row in one.rows.tables[name]]
        if name == "Notice":
            rows = notices
        if replacing and name in _KEPT_KEYS:
            _table(name).upsert(rows)
        else:
            _table(name).insert(rows)


def _clear(group: list[Parsed]) -> None:
    """Remove what the rows to come do not overwrite."""
    ids = [one.rows.notice_id for one in group]
    by_lot = {"lot__notice_id__in": ids}
    for model in (
        models.LotText,
        models.LotPlace,
        models.LotCpv,
        models.LotSignal,
        models.Criterion,
    ):
        model._default_manager.filter(**by_lot).delete()
    models.Winner.objects.filter(award__lot__notice_id__in=ids).delete()
    models.BuyerContact.objects.filter(organisation__notice_id__in=ids).delete()
    models.OrganisationNumber.objects.filter(organisation__notice_id__in=ids).delete()
    models.NoticeText.objects.filter(notice_id__in=ids).delete()
    models.NoticePointer.objects.filter(notice_id__in=ids).delete()
    models.Award.objects.filter(**by_lot).exclude(pk__in=_keys(group, "Award")).delete()
    models.Lot.objects.filter(notice_id__in=ids).exclude(pk__in=_keys(group, "Lot")).delete()
    kept = _keys(group, "Organisation")
    models.Organisation.objects.filter(notice_id__in=ids).exclude(pk__in=kept).delete()
    # (notice, ref) is unique: refs that change places must not meet on the way
    parked = Concat(Value("~"), Cast("id", CharField()))
    models.Organisation.objects.filter(pk__in=kept).update(ref=parked)


def _keys(group: list[Parsed], table: str) -> list[int]:
    return [row[0] for one in group for row in one.rows.tables[table]]


def _name(name: str) -> str:
    """A file's name as the database takes it: no NUL, its end where it is too long."""
    return name.replace("\0", "")[-500:]


@lru_cache(maxsize=64)
def _prepared(name: str, vendor: str) -> Table:
    match name:
        case "Notice":
            columns = (*COLUMNS["Notice"], "payload_id", "first_seen")
            return Table(models.Notice, columns, kept=("first_seen",))
        case "RawPayload":
            return Table(models.RawPayload, ("id", "sha256", "data", "size", "fetched_at"))
        case "Reception":
            columns = ("notice_id", "payload_id", "run_id", "file", "received_at")
            return Table(models.Reception, columns)
    return Table(getattr(models, name), COLUMNS[name])


def _table(name: str) -> Table:
    return _prepared(name, connection.vendor)
