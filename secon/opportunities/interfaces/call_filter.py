"""What the list of short calls can be narrowed by; the same for page, feed, calendar and files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from secon.codes.interfaces.fields import CodeField
from secon.kernel.widgets import PlainSelect
from secon.opportunities.buyer_enums import CallState, Reservation
from secon.opportunities.models import ShortCall
from secon.opportunities.models.calls import ShortCallQuerySet
from secon.partnership.domain.territories import territories
from secon.places.countries import country_name

STAGES = [
    ("", pgettext_lazy("short calls", "Open")),
    ("ended", pgettext_lazy("short calls", "Ended")),
    ("all", pgettext_lazy("short calls", "All")),
]


def country_choices() -> list[tuple[str, Any]]:
    """The countries of the nine regions."""
    language = get_language() or "en"
    codes = sorted({one.country for one in territories()})
    return [("", gettext_lazy("All countries")), *((c, country_name(c, language)) for c in codes)]


class CallFilter(forms.Form):
    """By GET. A value that cannot be read stands in ``errors`` and narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    sector = CodeField(label=gettext_lazy("Sector, in words or as CPV code"), required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), required=False, choices=country_choices, widget=PlainSelect
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"), required=False, choices=STAGES, widget=PlainSelect
    )
    reserved = forms.BooleanField(label=gettext_lazy("Reserved only"), required=False)

    def calls(self, now: datetime) -> ShortCallQuerySet:
        """The calls asked for: open ones by deadline, others the newest first."""
        self.is_valid()
        data = self.cleaned_data
        found = ShortCall.objects.public()
        stage = data.get("stage") or ""
        if stage == "ended":
            found = found.exclude(state=CallState.PUBLISHED, deadline__gt=now)
        elif stage == "":
            found = found.open_at(now)
        if data.get("country"):
            found = found.filter(country=data["country"])
        if data.get("reserved"):
            found = found.exclude(reserved=Reservation.NONE)
        if reading := data.get("sector"):
            found = found.filter(pk__in=_below(found, reading.prefix))
        if words := data.get("q"):
            found = found.filter(pk__in=_saying(found, words))
        order = ("deadline", "pk") if stage == "" else ("-published_at", "-pk")
        return found.order_by(*order)


def _below(calls: ShortCallQuerySet, prefix: str) -> Sequence[int]:
    rows = calls.values_list("pk", "cpv")
    return [pk for pk, codes in rows if any(code.startswith(prefix) for code in codes)]


def _saying(calls: ShortCallQuerySet, words: str) -> set[int]:
    own = calls.filter(title__icontains=words) | calls.filter(description__icontains=words)
    other = calls.filter(translations__title__icontains=words)
    return {*own.values_list("pk", flat=True), *other.values_list("pk", flat=True)}
