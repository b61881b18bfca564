"""The forms of reviewers: answers alone; then remarks, the outcome of a question, dissent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.models import Text, language_choices
from secon.kernel.widgets import PlainSelect
from secon.policy.domain.joint_reviews_answers import Given
from secon.policy.domain.joint_reviews_discussion import Agreement
from secon.policy.enums import Outcome
from secon.policy.interfaces.review_forms import words
from secon.policy.models import Answer, ReviewQuestion
from secon.policy.models.review import MOST_POINTS

CANNOT_SAY = "cannot"
SCORES = [
    *((str(score), str(score)) for score in range(MOST_POINTS + 1)),
    (CANNOT_SAY, pgettext_lazy("score", "I cannot say")),
]
_POINTS = [
    ("", pgettext_lazy("score", "no score")),
    *((str(score), str(score)) for score in range(MOST_POINTS + 1)),
]


def language_field() -> forms.ChoiceField:
    """In which language somebody writes."""
    return forms.ChoiceField(
        label=_("Language you write in"), choices=language_choices, widget=PlainSelect
    )


class AnswersForm(forms.Form):
    """The answers of one module: ``score_<key>``, ``text_<key>``, ``evidence_<key>``."""

    def __init__(
        self, *args: Any, questions: Sequence[ReviewQuestion], language: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.questions = list(questions)
        self.reader = language
        for question in self.questions:
            key = question.pk
            self.fields[f"score_{key}"] = forms.ChoiceField(
                label=_("Your score"),
                choices=SCORES,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"text_{key}"] = words(_("Why"), 2000, lines=3, required=False)
            self.fields[f"evidence_{key}"] = words(
                _("Evidence"),
                1000,
                lines=2,
                required=False,
                hint=_("What it rests on: a text, a figure, an address, own experience."),
            )
        self.fields["language"] = language_field()

    def rows(self) -> list[tuple[ReviewQuestion, Text, list[BoundField]]]:
        """Each question in the reader's best language with its three fields."""
        return [
            (
                one,
                one.best(self.reader),
                [self[f"{name}_{one.pk}"] for name in ("score", "text", "evidence")],
            )
            for one in self.questions
        ]

    def given(self) -> dict[int, Given]:
        """As the verbs take it. Call after ``is_valid()``."""
        return {one.pk: self._given(one.pk) for one in self.questions}

    def _given(self, key: int) -> Given:
        said = self.cleaned_data
        score = said[f"score_{key}"]
        return Given(
            None if score in ("", CANNOT_SAY) else int(score),
            score == CANNOT_SAY,
            said[f"text_{key}"],
            said[f"evidence_{key}"],
        )

    @staticmethod
    def shown(answers: Mapping[int, Answer], language: str) -> dict[str, Any]:
        """Answers by question as the form shows them."""
        shown: dict[str, Any] = {"language": language}
        for key, one in answers.items():
            score = CANNOT_SAY if one.cannot_say else "" if one.score is None else str(one.score)
            shown |= {
                f"score_{key}": score,
                f"text_{key}": one.text,
                f"evidence_{key}": one.evidence,
            }
            shown["language"] = one.language or shown["language"]
        return shown


class VoiceForm(forms.Form):
    """A remark, or a dissent."""

    text = words(_("Your words"), 2000, lines=4)
    language = language_field()


class OutcomeForm(forms.Form):
    """What the discussion of a question came to; ``seen``: the version it began from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    outcome = forms.ChoiceField(
        label=_("What the discussion came to"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    agreed_score = forms.TypedChoiceField(
        label=_("Score agreed on"),
        choices=_POINTS,
        required=False,
        coerce=int,
        empty_value=None,
        widget=PlainSelect,
    )
    agreed_text = words(_("What was agreed, or what stays open"), 2000, lines=3, required=False)

    def agreement(self) -> Agreement:
        """As the verbs take it. Call after ``is_valid()``."""
        said = self.cleaned_data
        return Agreement(Outcome(said["outcome"]), said["agreed_score"], said["agreed_text"])
