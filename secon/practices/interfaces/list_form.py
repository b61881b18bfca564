"""What the list of practices can be narrowed by: the fields of its query string."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.folding import fold
from secon.partnership.domain.territories import name_in, territories
from secon.partnership.enums import Theme
from secon.partnership.models import Partner
from secon.places.countries import NUTS_COUNTRIES, country_name
from secon.policy.enums import Aspect, Rural, Topic
from secon.practices.domain.catalogue import Asked, Kind, Sort
from secon.practices.interfaces.words import KINDS, SORTS, STANDINGS

Choices = Sequence[tuple[str, Any]]
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Facet:
    """A list of values of which any may hold; a switch has one value, "on"."""

    name: str
    label: Any
    choices: Callable[[str], Choices]  # of a language
    is_switch: bool = False


def _of(choices: Any) -> Callable[[str], Choices]:
    found = tuple(choices)
    return lambda _language: found


def _countries(language: str) -> Choices:
    return [(code, country_name(code, language)) for code in sorted(NUTS_COUNTRIES)]


def regions(language: str) -> Choices:
    """The partners' regions by their slug: two queries."""
    known = {one.slug: name_in(one, language) for one in territories()}
    stored = Partner.objects.published().in_language(language).exclude(territory_name="")
    known |= {one.slug: one.best(language, "territory_name")["territory_name"] for one in stored}
    return list(known.items())


FACETS: tuple[Facet, ...] = (
    Facet("region", _("Region"), regions),
    Facet("country", _("Country"), _countries),
    Facet("topic", _("Topic"), _of(Topic.choices)),
    Facet("aim", _("Aim of the project"), _of(Theme.choices)),
    Facet("aspect", _("Answers barriers of"), _of(Aspect.choices)),
    Facet("rural", _("Town or country"), _of(Rural.choices)),
    Facet("review", _("Review"), _of((str(key), said) for key, said in STANDINGS.items())),
    Facet("figures", _("With results in numbers"), _of((("on", ""),)), is_switch=True),
    Facet("costed", _("Cost is known"), _of((("on", ""),)), is_switch=True),
    Facet("taken_up", _("Taken up by another region"), _of((("on", ""),)), is_switch=True),
    Facet("arrived", _("Tried or in a policy elsewhere"), _of((("on", ""),)), is_switch=True),
)


class PracticeFilter(forms.Form):
    """The question a reader asks of the list. A value that cannot be read is told and left out."""

    q = forms.CharField(
        label=pgettext_lazy("search field", "Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "class": "ds-input"}),
    )
    kind = forms.ChoiceField(
        required=False, choices=[*KINDS.items()], widget=forms.HiddenInput, label=_("Kind")
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[*SORTS.items()],
        widget=forms.Select(attrs={"class": "ds-input"}),
    )
    cost_to = forms.DecimalField(
        label=_("Cost up to, in euro"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "ds-input"}),
        help_text=_("Leaves out those whose cost is unknown or in another currency."),
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, language: str) -> None:
        super().__init__(query)
        self.offered: dict[str, Choices] = {}
        for one in FACETS:
            self.offered[one.name] = choices = one.choices(language)
            self.fields[one.name] = forms.MultipleChoiceField(
                label=one.label, choices=choices, required=False
            )

    def asked(self) -> Asked:
        """What was asked, as far as it could be read."""
        self.is_valid()
        read: Mapping[str, Any] = self.cleaned_data
        chosen = {one.name: frozenset(read.get(one.name) or ()) for one in FACETS}
        return Asked(
            kind=Kind(read.get("kind") or Kind.PRACTICE),
            chosen={name: values for name, values in chosen.items() if values},
            words=tuple(fold(read.get("q") or "").split())[:MOST_WORDS],
            cost_to=read.get("cost_to"),
            sort=Sort(read.get("sort") or Sort.NEWEST),
        )

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(what the field is called, what is wrong with it)."""
        return [
            (str(self.fields[name].label or name), str(said))
            for name, told in self.errors.items()
            for said in told
        ]
