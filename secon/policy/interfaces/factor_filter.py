"""What a comparison of barriers can be narrowed by, in its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.policy.domain.factor_queries import Asked, RegionView
from secon.policy.enums import Aspect, Basis, Effect, Level, Rural, Topic

ALL = pgettext_lazy("filter", "All")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def one_of(label: Any, choices: Any, *, every: Any = ALL) -> forms.ChoiceField:
    """A list to choose from, or all."""
    return forms.ChoiceField(label=label, required=False, choices=[("", every), *choices])


def year(label: Any) -> forms.IntegerField:
    """A year, or none."""
    return forms.IntegerField(
        label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class FactorFilter(forms.Form):
    """By GET. A value that cannot be read narrows nothing."""

    effect = forms.ChoiceField(
        label=_("Compare"),
        required=False,
        choices=[
            (Effect.BARRIER, _("Barriers")),
            (Effect.ENABLER, _("Enabling factors")),
        ],
    )
    by = forms.ChoiceField(
        label=pgettext_lazy("filter", "By"),
        required=False,
        choices=[
            ("aspect", _("Aspect")),
            ("topic", _("Topic of the Council Recommendation")),
        ],
    )
    aspect = one_of(_("Aspect"), Aspect.choices)
    topic = one_of(_("Topic"), Topic.choices)
    level = one_of(_("Level"), Level.choices)
    rural = one_of(_("Rural or not"), Rural.choices)
    basis = one_of(_("How it is known"), Basis.choices)
    since = year(_("Said in or after the year"))
    until = year(_("Said in or before the year"))
    region = forms.MultipleChoiceField(
        label=_("Regions"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Mapping[str, Any], *, regions: Sequence[RegionView]) -> None:
        super().__init__(data)
        field: Any = self.fields["region"]
        field.choices = [(one.slug, one.text["territory_name"]) for one in regions]
        self.is_valid()
        self.said: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None, [])
        }

    @property
    def by_topic(self) -> bool:
        """Whether the rows are topics."""
        return bool(self.said.get("by") == "topic")

    @property
    def narrows(self) -> bool:
        """Whether anything is left out beside the other effect."""
        return bool(self.said.keys() - {"effect", "by"})

    def asked(self) -> Asked:
        """For the query."""
        said = {name: value for name, value in self.said.items() if name not in ("by", "region")}
        return Asked(**said, regions=tuple(self.said.get("region", ())))

    def query(self, **other: str) -> str:
        """Its address, with some answers changed; an empty one is taken out."""
        said = {name: value for name, value in {**self.said, **other}.items() if value}
        return urlencode(said, doseq=True)
