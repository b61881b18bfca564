"""Query strings of the directory: the same list with one thing changed."""

from __future__ import annotations

from django.http import QueryDict

from secon.enterprises.interfaces import wording
from secon.kernel.addresses import Addresses
from secon.kernel.addresses import tidied as without_empty
from secon.places.domain import gazetteer

_LIST = Addresses(
    paging=("page",),
    follows={"q": ("code", "code_for"), "near": ("place", "at", "km", "delivers"), "at": ("km",)},
)
changed, added, paged = _LIST.changed, _LIST.added, _LIST.paged


def tidied(query: QueryDict) -> QueryDict:
    """``query`` as it is shared: nothing empty, a distance in its own parameter, the usual left out."""
    fresh = without_empty(query)
    near = gazetteer.read_near(fresh.get("near", ""))
    if near.km is not None:
        fresh["near"], fresh["km"] = near.place, str(round(near.km) or 1)
    if fresh.get("km") == str(wording.USUAL_KM) or not (fresh.get("near") or fresh.get("at")):
        fresh.pop("km", None)
    if fresh.get("near"):
        fresh.pop("at", None)
    else:
        fresh.pop("place", None)
    if fresh.get("code_for", "") != fresh.get("q", "") or "code" not in fresh:
        fresh.pop("code", None)
        fresh.pop("code_for", None)
    if fresh.get("page") == "1":
        fresh.pop("page")
    return fresh
