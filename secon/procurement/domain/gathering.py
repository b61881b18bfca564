"""What the database knows of the lots of some days, for their rows in the archive.

Eight queries for any number of lots; values, no model instances: an import waits for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from secon.procurement.models import (
    Award,
    Lot,
    LotCpv,
    LotPlace,
    LotSignal,
    LotText,
    Organisation,
    OrganisationNumber,
    Winner,
)
from secon.procurement.observatory.rows import LotFacts, Place, Sign

_OWN = {  # field of LotFacts to the path from a lot
    "lot_id": "id",
    "publication": "notice__publication",
    "lot": "ref",
    "lot_kind": "kind",
    "stage": "stage",
    "notice_type": "notice__kind",
    "subtype": "notice__subtype",
    "format": "notice__format",
    "published": "published",
    "deadline": "deadline",
    "deadline_kind": "deadline_kind",
    "open_until": "open_until",
    "closed_on": "closed_on",
    "closed_by": "closed_by",
    "is_current": "is_current",
    "procedure": "notice__procedure",
    "language": "language",
    "nature": "nature",
    "value": "value",
    "currency": "currency",
    "country": "country",
    "rung": "rung",
    "reserved": "detail__reserved",
    "reserved_execution": "reserved_execution",
    "strategic": "detail__strategic",
    "social": "detail__social",
    "green": "detail__green",
    "innovation": "detail__innovation",
    "sme_suitable": "sme_suitable",
    "light_regime": "notice__light_regime",
    "is_example": "is_example",
    "was_searched": "notice__signals_version",
}
Groups = dict[int, list[Any]]


def facts_of(days: Collection[date | None]) -> list[LotFacts]:
    """The lots published on these days, by key."""
    lots = list(
        Lot.objects.filter(_on(days)).order_by("id").values_list("notice_id", *_OWN.values())
    )
    there = _on(days, "lot__")
    titles = _grouped(
        LotText.objects.filter(there).order_by("id").values_list("lot_id", "language", "title")
    )
    cpv = _grouped(
        LotCpv.objects.filter(there).order_by("-is_main", "id").values_list("lot_id", "code")
    )
    places = _grouped(
        LotPlace.objects.filter(there)
        .order_by("id")
        .values_list("lot_id", "nuts", "country", "city", "postal_code")
    )
    signs = _grouped(
        LotSignal.objects.filter(there)
        .order_by("id")
        .values_list("lot_id", "kind", "code", "use", "doubt")
    )
    buyers = _grouped(
        Organisation.objects.filter(_on(days, "notice__lot_rows__"), is_buyer=True)
        .order_by("id")
        .distinct()
        .values_list("notice_id", "name")
    )
    winners, keys = _won(days)
    calls = dict(
        Award.objects.filter(there, call_lot__isnull=False).values_list(
            "lot_id", "call_lot__notice__publication"
        )
    )
    found = []
    for notice, *values in lots:
        own = dict(zip(_OWN, values, strict=True))
        key: int = own["lot_id"]
        own["value"] = None if own["value"] is None else float(own["value"])
        own["was_searched"] = bool(own["was_searched"])
        found.append(
            LotFacts(
                **own,
                titles={language: title for language, title in titles[key] if title},
                cpv=[code for (code,) in cpv[key]],
                places=[Place(*place) for place in places[key]],
                signs=[Sign(*sign) for sign in signs[key]],
                buyers=[name for (name,) in buyers[notice]],
                winners=winners[key],
                winner_keys=keys[key],
                call_publication=calls.get(key),
            )
        )
    return found


def _won(days: Collection[date | None]) -> tuple[Groups, Groups]:
    """By lot: the names of its winners, and their numbers."""
    rows = (
        Winner.objects.filter(_on(days, "award__lot__"), organisation__isnull=False)
        .order_by("id")
        .values_list("award_id", "organisation_id", "organisation__name")
    )
    numbers = _grouped(
        OrganisationNumber.objects.filter(_on(days, "organisation__notice__lot_rows__"))
        .distinct()
        .order_by("id")
        .values_list("organisation_id", "key")
    )
    names: Groups = defaultdict(list)
    keys: Groups = defaultdict(list)
    for lot, organisation, name in rows:
        names[lot].append(name)
        keys[lot] += [key for (key,) in numbers[organisation] if key not in keys[lot]]
    return names, keys


def _on(days: Collection[date | None], path: str = "") -> Q:
    """Published on one of the days, or on none that is known."""
    found = Q(**{f"{path}published__in": [day for day in days if day]})
    return found | Q(**{f"{path}published": None}) if None in days else found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Groups:
    """Rows by their first value, without it."""
    found: Groups = defaultdict(list)
    for key, *values in rows:
        found[key].append(tuple(values))
    return found
