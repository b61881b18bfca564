"""The question of the search as a form, and its answer as rows of a page or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.addresses import Addresses
from secon.policy.enums import Topic
from secon.web.domain.search.asking import Order, Question, Reply
from secon.web.domain.search.sources import Hit
from secon.web.enums import SearchKind
from secon.web.search_words import MOST_CHARACTERS

COLUMNS = (
    "kind",
    "title",
    "title_language",
    "summary",
    "summary_language",
    "region",
    "date",
    "example",
    "address",
)
addresses = Addresses(paging=("page",))


@dataclass(frozen=True, slots=True)
class Region:
    """A region as the filter names it."""

    key: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: what it says, how much it would give, and where it leads."""

    label: Any
    count: int
    href: str
    active: bool


class SearchForm(forms.Form):
    """Every parameter of the search; what cannot be read is told at its field and left out."""

    q = forms.CharField(
        label=_("Search for"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.MultipleChoiceField(label=_("Kind"), choices=SearchKind, required=False)
    region = forms.MultipleChoiceField(label=_("Region"), required=False)
    topic = forms.MultipleChoiceField(label=_("Topic"), choices=Topic, required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            (Order.FIT.value, pgettext_lazy("order", "Best fit first")),
            (Order.NEWEST.value, pgettext_lazy("order", "Newest first")),
        ],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data: QueryDict, *, regions: Sequence[Region]) -> None:
        super().__init__(data)
        self.regions = {one.slug: one for one in regions}
        self.fields["region"].choices = [(one.slug, one.name) for one in regions]  # type: ignore[attr-defined]  # a choice field

    def question(self) -> Question:
        """What is asked for, as far as it could be read."""
        self.is_valid()
        said = self.cleaned_data
        default = Order.FIT if said.get("q") else Order.NEWEST
        return Question(
            words=said.get("q", ""),
            kinds=tuple(said.get("kind", ())),
            partners=tuple(self.regions[slug].key for slug in said.get("region", ())),
            topics=tuple(said.get("topic", ())),
            order=Order(said.get("sort") or default),
            page=said.get("page") or 1,
        )


def choices(
    query: QueryDict, name: str, labels: Mapping[str, Any], counts: Mapping[str, int]
) -> list[Choice]:
    """The values of the filter ``name`` that would give something or are chosen."""
    chosen = query.getlist(name)
    return [
        Choice(
            label,
            counts.get(value, 0),
            "?" + _toggled(query, name, value, on=value in chosen),
            value in chosen,
        )
        for value, label in labels.items()
        if counts.get(value) or value in chosen
    ]


def _toggled(query: QueryDict, name: str, value: str, *, on: bool) -> str:
    if on:
        return addresses.changed(query, drop=name, value=value)
    return addresses.added(query, name, value)


def facets(form: SearchForm, query: QueryDict, reply: Reply) -> list[tuple[Any, list[Choice]]]:
    """The three filters with their counts; one without a choice is left out."""
    slugs = {one.slug: reply.partners.get(one.key, 0) for one in form.regions.values()}
    names = {one.slug: one.name for one in form.regions.values()}
    found = [
        (_("Kind"), choices(query, "kind", dict(SearchKind.choices), reply.kinds)),
        (_("Region"), choices(query, "region", names, slugs)),
        (_("Topic"), choices(query, "topic", dict(Topic.choices), reply.topics)),
    ]
    return [(title, values) for title, values in found if values]


def records(
    hits: Sequence[Hit], names: Mapping[int, str], root: str
) -> Iterator[dict[str, str | bool | None]]:
    """The hits as rows of a file."""
    for hit in hits:
        yield {
            "kind": hit.kind.value,
            "title": hit.title["said"],
            "title_language": hit.title.language,
            "summary": hit.summary["said"] if hit.summary else None,
            "summary_language": hit.summary.language if hit.summary else None,
            "region": names.get(hit.partner_id) if hit.partner_id else None,
            "date": hit.on.isoformat() if hit.on else None,
            "example": hit.is_example,
            "address": f"{root}{hit.href}",
        }
