"""For which region and which barriers practices are asked for, in the address of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from secon.policy.domain.factor_queries import RegionView
from secon.policy.enums import TOPIC_OF_ASPECT, Aspect, Topic
from secon.policy.models import Factor
from secon.practices.fitting.shapes import Barrier


class FitForm(forms.Form):
    """By GET. A value that cannot be read chooses nothing.

    ``barriers``: the region's own, with their texts in the reader's language. They are chosen from
    the start; ``chosen`` says that the reader has chosen since.
    """

    region = forms.ChoiceField(label=_("Your region"), required=False)
    barrier = forms.MultipleChoiceField(
        label=_("Barriers of this region"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    aspect = forms.MultipleChoiceField(
        label=_("Or any barrier about"),
        required=False,
        choices=Aspect.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    topic = forms.MultipleChoiceField(
        label=_("Or a topic of the Council Recommendation"),
        required=False,
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.BooleanField(label=_("Also practices of this region itself"), required=False)
    lessons = forms.BooleanField(
        label=_("Lessons from what failed, instead of what worked"), required=False
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict,
        *,
        regions: Sequence[RegionView],
        asking: str,
        barriers: Sequence[tuple[Factor, str]],
    ) -> None:
        shown = data.copy()
        if data.get("chosen") not in {"1", asking}:
            shown.setlist("barrier", [str(factor.pk) for factor, _title in barriers])
        shown["region"] = shown["chosen"] = asking
        super().__init__(shown)
        named = [(one.slug, one.text["territory_name"]) for one in regions]
        self._set("region", [("", _("None in particular")), *named])
        self._set("barrier", [(str(factor.pk), title) for factor, title in barriers])
        if not barriers:
            del self.fields["barrier"]
        self._factors = {str(factor.pk): factor for factor, _title in barriers}
        self.is_valid()

    def barriers(self) -> list[Barrier]:
        """Everything chosen: the region's own first."""
        return [
            *(self._own(key) for key in self._said("barrier")),
            *(self._about(aspect) for aspect in self._said("aspect")),
            *(Barrier(topic=topic) for topic in self._said("topic")),
        ]

    def query(self) -> str:
        """Its address."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode(
            {name: "on" if value is True else value for name, value in said.items()}, doseq=True
        )

    def is_on(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.cleaned_data.get(name))

    def _said(self, name: str) -> Sequence[str]:
        """What is chosen; values nobody offers are passed over one by one."""
        field: Any = self.fields.get(name)
        if field is None:
            return ()
        known = {str(value) for value, _label in field.choices}
        asked: QueryDict = self.data  # type: ignore[assignment]  # given in ``__init__``
        return [value for value in asked.getlist(name) if value in known]

    def _own(self, key: str) -> Barrier:
        factor = self._factors[key]
        return Barrier(factor.pk, factor.aspect, factor.topic, factor.rural)

    def _about(self, aspect: str) -> Barrier:
        return Barrier(aspect=aspect, topic=TOPIC_OF_ASPECT[Aspect(aspect)] or "")

    def _set(self, name: str, choices: Sequence[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices
