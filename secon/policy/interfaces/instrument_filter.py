"""What the list of instruments can be narrowed by, in its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secon.kernel.collation import sort_key
from secon.partnership.enums import Theme
from secon.places.countries import country_name
from secon.policy.domain.factor_queries import RegionView
from secon.policy.domain.instrument_list import Criteria
from secon.policy.enums import Fund, InstrumentKind, Level, Topic
from secon.policy.interfaces.factor_filter import one_of

UNION = pgettext_lazy("level", "European Union")


def place_name(country: str, language: str) -> str:
    """The country's name; the Union's for EU."""
    return str(UNION) if country == "EU" else country_name(country, language)


def where_choices(regions: Sequence[RegionView], language: str) -> list[tuple[str, Any]]:
    """The Union, and under each country the country as a whole and its regions."""
    named = {one.country: country_name(one.country, language) for one in regions}
    groups: list[tuple[str, Any]] = [("EU", UNION)]
    for country, name in sorted(named.items(), key=lambda one: sort_key(one[1], language)):
        inside = [
            (one.slug, one.text["territory_name"]) for one in regions if one.country == country
        ]
        groups.append((name, [(country, _("%(country)s as a whole") % {"country": name}), *inside]))
    return groups


class InstrumentFilter(forms.Form):
    """By GET. A value that cannot be read narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    where = one_of(gettext_lazy("Country or region"), ())
    topic = one_of(gettext_lazy("Topic"), Topic.choices)
    level = one_of(gettext_lazy("Level"), Level.choices)
    kind = one_of(gettext_lazy("Kind"), InstrumentKind.choices)
    fund = one_of(gettext_lazy("Fund"), Fund.choices)
    theme = one_of(gettext_lazy("Aim of the project"), Theme.choices)
    addressed = forms.BooleanField(
        label=gettext_lazy("Only those a partner wants to improve"), required=False
    )

    def __init__(
        self, data: Mapping[str, Any], *, regions: Sequence[RegionView], language: str
    ) -> None:
        super().__init__(data)
        field: Any = self.fields["where"]
        field.choices = [*field.choices, *where_choices(regions, language)]
        self.is_valid()
        self.said: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value
        }

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.said)

    def criteria(self) -> Criteria:
        """For the query."""
        said = {name: value for name, value in self.said.items() if name != "q"}
        return Criteria(words=self.said.get("q", ""), **said)

    def query(self, **other: str) -> str:
        """Its address, with some answers changed; an empty one is taken out."""
        said = {name: value for name, value in {**self.said, **other}.items() if value}
        return urlencode({name: "on" if value is True else value for name, value in said.items()})
