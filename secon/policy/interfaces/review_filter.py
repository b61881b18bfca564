"""What the list of joint reviews can be narrowed by; the same for page and files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.widgets import PlainSelect
from secon.policy.enums import ReviewState
from secon.policy.models.review import ReviewQuerySet


class ReviewFilter(forms.Form):
    """By GET. A value that cannot be read stands in ``errors`` and narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    region = forms.ChoiceField(label=_("Region"), required=False, widget=PlainSelect)
    state = forms.ChoiceField(label=_("State"), required=False, widget=PlainSelect)
    year = forms.IntegerField(
        label=_("Year published"), required=False, min_value=2020, max_value=2100
    )

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        region: Any = self.fields["region"]
        state: Any = self.fields["state"]
        region.choices = [("", pgettext_lazy("regions", "All")), *regions]
        state.choices = [("", pgettext_lazy("states", "All")), *ReviewState.choices]

    def narrow(self, reviews: ReviewQuerySet) -> ReviewQuerySet:
        """The reviews asked for."""
        self.is_valid()
        said = self.cleaned_data
        if words := said.get("q"):
            named = Q(instrument__name__icontains=words)
            named |= Q(instrument__translations__name__icontains=words)
            reviews = reviews.filter(Q(title__icontains=words) | named).distinct()
        if said.get("region"):
            reviews = reviews.filter(partner__slug=said["region"])
        if said.get("state"):
            reviews = reviews.filter(state=said["state"])
        if said.get("year"):
            reviews = reviews.filter(published_at__year=said["year"])
        return reviews
