"""The gallery ``/ui/``: every component in every state, for people, axe and pictures. Local only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from secon.kernel.keeping import Kept
from secon.kernel.models import FormDraft, Text
from secon.kernel.presence import Name, Other
from secon.kernel.shapes import MapRegion
from secon.kernel.spread import Point
from secon.kernel.templatetags.ui import VARIANTS
from secon.policy.domain.linked import Chain, Link, Stage, Standing

NOW = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)
REGIONS = (
    MapRegion("one", "Extremadura", "#", ("ES43",)),
    MapRegion("two", "Πελοπόννησος", "#", ("EL65",), note="12"),
    MapRegion("three", "Хасково", "#", ("BG422",)),
    MapRegion("four", "Rīga", "#", ("LV006", "LV007")),
    MapRegion("five", "Oliveira de Azeméis", "#", ("PT11A",), inside=True),
    MapRegion("six", "Mazowieckie", "#", ("PL9",), current=True),
)


def invented(title: str, language: str = "en") -> Text:
    """Words of a record, for a reader of English."""
    return Text({"title": title, "territory_name": title}, language, "en", None)


CHAINS = (
    Chain(
        "half-way",
        invented("Spółdzielnia założona przez gminy", "pl"),
        "#chain",
        invented("Mazowieckie", "pl"),
        invented("Harghita"),
        (
            Link(
                Stage.PRACTICE,
                Standing.DONE,
                "Running since 2011",
                proof="#chain",
                proof_title="Statut spółdzielni",
                proof_language="pl",
            ),
            Link(Stage.VISIT, Standing.DONE, "Seen on the spot", on=NOW.date(), proof="#chain"),
            Link(Stage.PLAN, Standing.UNDER_WAY, "2 of 5 steps done", href="#chain"),
            Link(
                Stage.CHANGE,
                Standing.OPEN,
                "Proposed, not yet validated",
                name="Criteriu suplimentar în apeluri",
                language="ro",
                href="#chain",
            ),
            Link(Stage.MONEY, Standing.OPEN, "Unknown until the call closes"),
        ),
        is_example=True,
    ),
    Chain(
        "whole",
        invented("A purchasing guide"),
        "#chain",
        None,
        invented("Πελοπόννησος", "el"),
        (
            Link(Stage.PRACTICE, Standing.OPEN, "Began without a practice on record"),
            Link(Stage.VISIT, Standing.OPEN, "No visit on record"),
            Link(Stage.PLAN, Standing.DROPPED, "Dropped: no law allows it", on=NOW.date()),
            Link(Stage.CHANGE, Standing.DONE, "Validated", on=NOW.date(), proof="#chain"),
            Link(
                Stage.MONEY,
                Standing.DONE,
                "Influenced",
                amount=Decimal(3_000_000),
                currency="EUR",
            ),
        ),
    ),
)
COUNTS = {"ES43": 120, "EL65": 12, "BG42": 7, "PL91": 45, "PL92": 1, "RO12": 260, "DE12": 31}
ANSWERS = (
    Point(2, "One"),
    Point(5, "Two"),
    Point(6, "Three"),
    Point(7, "Four"),
    Point(7, "Five", marked=True),
    Point(8, "Six"),
)


class GalleryForm(forms.Form):
    """One field of each kind; bound to wrong answers it shows their errors."""

    what = forms.CharField(label="What do you need?", help_text="In your own words and language.")
    near = forms.CharField(label="Near", required=False)
    email = forms.EmailField(label="E-mail")
    day = forms.DateField(label="As on", widget=forms.DateInput(attrs={"type": "date"}))
    order = forms.ChoiceField(label="Order", choices=(("new", "Newest first"), ("end", "Deadline")))
    story = forms.CharField(
        label="Tell us more", max_length=160, widget=forms.Textarea(attrs={"rows": 3})
    )
    agree = forms.BooleanField(label="I have read the conditions")
    kind = forms.ChoiceField(
        label="Reserved", choices=(("yes", "Yes"), ("no", "No")), widget=forms.RadioSelect
    )
    signals = forms.MultipleChoiceField(
        label="Signals",
        choices=(("social", "Social"), ("green", "Green")),
        widget=forms.CheckboxSelectMultiple,
        help_text="Any of them is enough.",
    )


def kept(now: datetime) -> Kept:
    """A form that was begun yesterday, while somebody else has it open."""
    began = now - timedelta(days=1)
    draft = FormDraft(saved_at=began, delete_after=(began + timedelta(days=30)).date())
    other = Other(Name("Partner editor", "Województwo Mazowieckie", "pl"), now)
    return Kept("", "", draft, "#kept", is_resumed=False, is_older=True, others=(other,))


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(
        request,
        "web/gallery.html",
        {
            "variants": {name: sorted(names) for name, names in VARIANTS.items()},
            "regions": REGIONS,
            "chains": CHAINS,
            "form": GalleryForm(),
            "kept": kept(NOW),
            "wrong": GalleryForm({"email": "nobody", "what": "", "order": "old"}),
            "now": NOW,
            "soon": NOW + timedelta(days=3),
            "later": NOW + timedelta(days=31),
            "past": NOW - timedelta(days=2),
            "answers": ANSWERS,
            "rows": (("Cleaning", 61, "#"), ("Catering", 38, "#"), ("Gardens", 7, "")),
            "tokens": ("paper", "surface", "sunken", "text", "muted", "olive", "action", "link"),
        },
    )


def gallery_counts(_request: HttpRequest) -> JsonResponse:
    """Invented counts for the gallery's map."""
    regions = [
        {"code": code, "name": code, "count": count, "href": "#"} for code, count in COUNTS.items()
    ]
    return JsonResponse({"regions": regions, "said": "Invented counts"})
