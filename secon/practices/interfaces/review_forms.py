"""What a reviewer fills in, and what the desk of the review is narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.models import language_choices
from secon.kernel.widgets import PlainSelect
from secon.practices.domain import checklists
from secon.practices.domain.review_steps import JUDGES, Finding, Judged
from secon.practices.enums import Criterion, Met, Step

MOST = 2000


@dataclass(frozen=True, slots=True)
class CriterionFields:
    """The two fields of one criterion."""

    met: BoundField
    note: BoundField


class _WhenPassing:
    """A field that is needed to pass a practice on, which the verb asks for, and not to say no."""

    def validate(self, value: Any) -> None:
        """Nothing is no mistake of the form."""
        if value:
            super().validate(value)  # type: ignore[misc]  # of the field beside it


class PassingChoice(_WhenPassing, forms.ChoiceField):
    """One of several."""


class PassingChoices(_WhenPassing, forms.MultipleChoiceField):
    """Any of several."""


class PassingText(_WhenPassing, forms.CharField):
    """Words."""


def _long(label: Any, hint: Any, lines: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": lines}),
    )


class ReviewForm(forms.Form):
    """One step's checklist, criteria, words and reason. What is needed depends on the decision."""

    step = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    checked = PassingChoices(
        label=_("Looked at"),
        help_text=_("All of them are needed to pass the practice on."),
        widget=forms.CheckboxSelectMultiple,
    )
    found = _long(_("What you found"), _("In a sentence or two. Readers see it on the page."))
    reason = _long(
        _("Why"), _("Needed when you ask for changes or say no. The author reads these words.")
    )
    language = forms.ChoiceField(
        label=_("Language you write in"), choices=language_choices, widget=PlainSelect
    )

    def __init__(
        self, *args: Any, kind: Step, codes: Iterable[str], is_new_version: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        checked: Any = self.fields["checked"]
        checked.choices = checklists.words(codes)
        if not checked.choices:
            del self.fields["checked"]
        if kind in JUDGES:
            self._add_criteria()
            self.fields["found"] = PassingText(
                label=_("What you found"),
                help_text=_(
                    "In a sentence or two. Needed to pass it on; readers see it on the page."
                ),
                max_length=MOST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        if kind is Step.LEAD and is_new_version:
            self.fields["substantial"] = forms.BooleanField(
                label=_("It is so different that the programme counts it anew"), required=False
            )
        if kind is Step.EXPERT:
            self._add_programme()

    def criteria(self) -> Iterator[CriterionFields]:
        """The fields of each criterion, in order."""
        if self.kind in JUDGES:
            for one in Criterion:
                yield CriterionFields(self[f"met_{one.value}"], self[f"note_{one.value}"])

    def finding(self) -> Finding:
        """What a verb of ``domain.review`` takes."""
        said = self.cleaned_data
        return Finding(
            checked=said.get("checked", ()),
            judged=tuple(self._judged()),
            found=said["found"],
            reason=said["reason"],
            language=said["language"],
            substantial=said.get("substantial", False),
            programme_number=said.get("programme_number", ""),
            programme_url=said.get("programme_url", ""),
        )

    def _judged(self) -> Iterator[Judged]:
        for one in Criterion:
            if met := self.cleaned_data.get(f"met_{one.value}"):
                yield Judged(one, Met(met), self.cleaned_data[f"note_{one.value}"])

    def _add_criteria(self) -> None:
        for one in Criterion:
            self.fields[f"met_{one.value}"] = PassingChoice(
                label=one.label, choices=Met.choices, widget=forms.RadioSelect
            )
            self.fields[f"note_{one.value}"] = forms.CharField(
                label=_("Note"), max_length=500, required=False
            )

    def _add_programme(self) -> None:
        self.fields["programme_number"] = forms.CharField(
            label=_("Number in the programme's database"), max_length=30, required=False
        )
        self.fields["programme_url"] = forms.URLField(
            label=_("Page in the programme's database"),
            max_length=500,
            required=False,
            assume_scheme="https",
        )


class DeskFilter(forms.Form):
    """By GET. A value that cannot be read stands in ``errors`` and narrows nothing."""

    step = forms.ChoiceField(label=_("Step"), required=False, widget=PlainSelect)
    region = forms.ChoiceField(label=_("Region"), required=False, widget=PlainSelect)
    overdue = forms.BooleanField(label=_("Only what is overdue"), required=False)

    def __init__(
        self, *args: Any, steps: Iterable[Step], regions: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        step: Any = self.fields["step"]
        region: Any = self.fields["region"]
        step.choices = [
            ("", pgettext_lazy("steps", "All of mine")),
            *((one.value, one.label) for one in steps),
        ]
        region.choices = [("", pgettext_lazy("regions", "All")), *regions]
        self.is_valid()

    def steps(self, own: Iterable[Step]) -> tuple[Step, ...]:
        """The steps asked for, among the person's own."""
        said = self.cleaned_data.get("step")
        return tuple(one for one in own if not said or one.value == said)

    @property
    def partner(self) -> int | None:
        """The region asked for."""
        said = self.cleaned_data.get("region")
        return int(said) if said else None

    @property
    def is_overdue(self) -> bool:
        """Whether only what is late is asked for."""
        return bool(self.cleaned_data.get("overdue"))
