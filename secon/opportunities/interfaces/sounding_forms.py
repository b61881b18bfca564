"""The forms of market soundings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.codes.interfaces.fields import CodeField, CodeReading, Typed
from secon.enterprises.interfaces.entry_forms import text
from secon.kernel.models import language_choices
from secon.opportunities.buyer_enums import QuestionKind, WhyNot
from secon.opportunities.domain.soundings import MOST_QUESTIONS, Asked, SoundingContent
from secon.opportunities.interfaces.call_forms import DeadlineForm
from secon.opportunities.interfaces.place_reading import Place, PlaceField
from secon.opportunities.models import Sounding, SoundingQuestion

SHOWN_QUESTIONS = 5


class SoundingForm(DeadlineForm):
    """Everything a sounding says, with up to ten questions."""

    title = text(gettext_lazy("Title"), 200, required=True)
    about = text(
        gettext_lazy("What it is about"),
        4000,
        required=True,
        lines=6,
        hint=gettext_lazy("What you plan to buy and why you ask. It binds nobody."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of these texts"), choices=language_choices
    )
    what = CodeField(label=gettext_lazy("What is bought, in words or as CPV code"), choose=True)
    where = PlaceField(
        label=gettext_lazy("Where"), help_text=gettext_lazy("A town, region or country.")
    )
    value_eur = forms.DecimalField(
        label=gettext_lazy("Value in euro, without tax"),
        required=False,
        min_value=1,
        max_value=Decimal(10**10),
        max_digits=14,
        decimal_places=2,
    )
    anonymous = forms.BooleanField(
        label=gettext_lazy("Do not name the public body"), required=False
    )
    enough = forms.IntegerField(
        label=gettext_lazy("Stop when so many have answered"),
        min_value=1,
        max_value=100,
        initial=10,
        help_text=gettext_lazy("Suppliers are written to in groups of 20, best suited first."),
    )
    keep_days = forms.IntegerField(
        label=gettext_lazy("Delete the answers so many days after the deadline"),
        min_value=30,
        max_value=1095,
        initial=365,
    )
    field_order = (
        "title",
        "about",
        "language",
        "what",
        "where",
        "value_eur",
        "deadline_day",
        "deadline_time",
        "zone",
        "anonymous",
        "enough",
        "keep_days",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"q{number}_text"] = text(
                _("Question %(number)d") % {"number": number}, 500, required=number == 1
            )
            self.fields[f"q{number}_kind"] = forms.ChoiceField(
                label=_("Question %(number)d is answered by") % {"number": number},
                choices=QuestionKind.choices,
                required=False,
            )

    def own(self) -> list[Any]:
        """The fields of the sounding itself."""
        return [self[name] for name in self.field_order]

    def first_questions(self) -> list[tuple[Any, Any]]:
        """The questions that are shown at once."""
        return self._questions(1, SHOWN_QUESTIONS)

    def more_questions(self) -> list[tuple[Any, Any]]:
        """The others."""
        return self._questions(SHOWN_QUESTIONS + 1, MOST_QUESTIONS)

    def _questions(self, first: int, last: int) -> list[tuple[Any, Any]]:
        return [(self[f"q{n}_text"], self[f"q{n}_kind"]) for n in range(first, last + 1)]

    def content(self) -> SoundingContent:
        """What was said. Call after ``is_valid()``."""
        data = self.cleaned_data
        reading: CodeReading = data["what"]
        place: Place = data["where"]
        asked = [
            Asked(QuestionKind(data[f"q{n}_kind"] or QuestionKind.TEXT), data[f"q{n}_text"])
            for n in range(1, MOST_QUESTIONS + 1)
            if data[f"q{n}_text"]
        ]
        return SoundingContent(
            title=data["title"],
            about=data["about"],
            language=data["language"],
            cpv=reading.code,
            country=place.country,
            nuts=place.nuts,
            place=place.typed,
            value_eur=data["value_eur"],
            deadline=self.moment(),
            questions=tuple(asked),
            anonymous=data["anonymous"],
            enough=data["enough"],
            keep_days=data["keep_days"],
        )

    @classmethod
    def shown_of(cls, sounding: Sounding, zone: str) -> dict[str, Any]:
        """A stored draft as the form shows it."""
        names = ("title", "about", "language", "value_eur", "anonymous", "enough", "keep_days")
        found = {name: getattr(sounding, name) for name in names}
        found |= {"what": Typed(sounding.cpv), "where": sounding.place}
        found |= cls.shown(sounding.deadline, zone)
        for one in sounding.questions.all():
            found[f"q{one.number}_text"], found[f"q{one.number}_kind"] = one.text, one.kind
        return found


class ReplyingForm(forms.Form):
    """A supplier's answers, one field for each question (``q1`` …)."""

    def __init__(self, *args: Any, questions: Sequence[SoundingQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        for one in questions:
            self.fields[f"q{one.number}"] = _field(one)

    def values(self) -> dict[int, str]:
        """The answers by the key of the question. Call after ``is_valid()``."""
        return {one.pk: self.cleaned_data[f"q{one.number}"] or "" for one in self.questions}


def _field(one: SoundingQuestion) -> Any:
    if one.kind == QuestionKind.YES_NO:
        choices = [("", _("No answer")), ("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(
            label=one.text, choices=choices, required=False, widget=forms.RadioSelect
        )
    if one.kind == QuestionKind.NUMBER:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.CharField(label=one.text, required=False, max_length=30, widget=widget)
    return text(one.text, 2000, lines=3)


class DeclineForm(forms.Form):
    """A supplier says no."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why it is not for you"),
        choices=WhyNot.choices,
        widget=forms.RadioSelect,
    )
    note = text(gettext_lazy("More about it"), 500, lines=2)
