"""The forms of those who lead a review: its details, questions, reviewers and recommendations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.models import language_choices
from secon.kernel.widgets import PlainSelect
from secon.partnership.models import Partner
from secon.policy.domain.joint_reviews import ReviewDetails
from secon.policy.domain.joint_reviews_advice import Advice
from secon.policy.domain.joint_reviews_questions import QuestionWords
from secon.policy.domain.joint_reviews_seats import Guest
from secon.policy.domain.review_content import in_order
from secon.policy.enums import Module, RecommendationState, Side
from secon.policy.models import JointReview, LibraryQuestion, Recommendation, ReviewQuestion


class DayInput(forms.DateInput):
    """A day as browsers ask for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def words(label: Any, most: int, *, lines: int = 0, required: bool = True, hint: Any = "") -> Any:
    """A field of plain words; ``lines``: how many are shown of a long one."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, help_text=hint
    )


def day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=DayInput(), help_text=hint, required=required)


class DetailsForm(forms.Form):
    """What a review says before it opens."""

    title = words(_("Title"), 200)
    introduction = words(
        _("Why it is reviewed, and how"),
        3000,
        lines=6,
        required=False,
        hint=_("Reviewers read it before they answer; readers, when it is published."),
    )
    language = forms.ChoiceField(
        label=_("Language of the review"),
        choices=language_choices,
        help_text=_(
            "In which title, outcomes and recommendations are written. Answers may be in any."
        ),
    )
    answers_until = day(
        _("Answers until"), _("The last day on which reviewers can answer."), required=False
    )

    def details(self) -> ReviewDetails:
        """As the verbs take it. Call after ``is_valid()``."""
        said = self.cleaned_data
        return ReviewDetails(
            said["title"], said["introduction"], said["language"], said["answers_until"]
        )

    @staticmethod
    def shown(review: JointReview) -> dict[str, Any]:
        """A review as the form shows it."""
        fields = ("title", "introduction", "language", "answers_until")
        return {field: getattr(review, field) for field in fields}


class ProlongForm(forms.Form):
    """Once answers come in, only the last day can move."""

    answers_until = day(_("Answers until"))

    def details(self, review: JointReview) -> ReviewDetails:
        """As the verbs take it. Call after ``is_valid()``."""
        said = self.cleaned_data["answers_until"]
        return ReviewDetails(review.title, review.introduction, review.language, said)


class PickForm(forms.Form):
    """Questions of the library, by module."""

    library = forms.ModelMultipleChoiceField(
        queryset=LibraryQuestion.objects.filter(active=True),
        required=False,
        error_messages={"invalid_choice": _("This question is no longer offered.")},
    )

    def picked(self) -> list[int]:
        """The keys of the questions. Call after ``is_valid()``."""
        return [one.pk for one in self.cleaned_data["library"]]


class QuestionForm(forms.Form):
    """One question."""

    module = forms.ChoiceField(label=_("Module"), choices=Module.choices)
    text = words(_("Question"), 300, lines=2)
    hint = words(
        _("What 0 and 10 mean"),
        300,
        lines=2,
        required=False,
        hint=_("So that reviewers from different regions mean the same by a score."),
    )
    language = forms.ChoiceField(label=_("Language of the question"), choices=language_choices)

    def words(self) -> QuestionWords:
        """As the verbs take it. Call after ``is_valid()``."""
        said = self.cleaned_data
        module = Module(said["module"])
        return QuestionWords(module, said["text"], said["hint"], said["language"])

    @staticmethod
    def shown(question: ReviewQuestion) -> dict[str, Any]:
        """A question as the form shows it."""
        shown = {field: getattr(question, field) for field in ("module", "text", "hint")}
        return shown | {"language": question.original_language}


class GuestForm(forms.Form):
    """Who is to be invited."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "For the invitation and reminders only; it is never shown and is deleted later."
        ),
    )
    organisation = words(
        _("Organisation"), 200, hint=_("Shown with the answers when the review is published.")
    )
    side = forms.ChoiceField(label=_("From"), choices=Side.choices)
    partner = forms.ModelChoiceField(
        label=_("Region, if another one"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=pgettext_lazy("region", "not from another region"),
    )

    def __init__(self, *args: Any, review: JointReview, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Partner.objects.exclude(pk=review.partner_id).in_language(language)
        field: Any = self.fields["partner"]
        field.queryset = others
        field.label_from_instance = lambda one: _region(one, language)

    def guest(self) -> Guest:
        """As the verbs take it. Call after ``is_valid()``."""
        said = self.cleaned_data
        return Guest(said["email"], said["organisation"], Side(said["side"]), said["partner"])


class AdviceForm(forms.Form):
    """A recommendation."""

    text = words(_("Recommendation"), 1000, lines=4)
    owner = words(_("Who should do it"), 200, hint=_("An organisation, never a person."))
    due_on = day(_("Until"))
    question = forms.ModelChoiceField(
        label=_("Follows from the question"),
        queryset=ReviewQuestion.objects.none(),
        required=False,
        empty_label=pgettext_lazy("question", "from the review as a whole"),
    )

    def __init__(self, *args: Any, review: JointReview, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["question"]
        field.queryset = review.questions.in_language(language)
        field.choices = [
            ("", field.empty_label),
            *((one.pk, one.best(language)["text"]) for one in in_order(field.queryset)),
        ]

    def advice(self) -> Advice:
        """As the verbs take it. Call after ``is_valid()``."""
        said = self.cleaned_data
        return Advice(said["text"], said["owner"], said["due_on"], said["question"])

    @staticmethod
    def shown(one: Recommendation) -> dict[str, Any]:
        """A recommendation as the form shows it."""
        fields = ("text", "owner", "due_on", "question")
        return {field: getattr(one, field) for field in fields}


class FollowForm(forms.Form):
    """What has become of a recommendation."""

    state = forms.ChoiceField(
        label=_("What has become of it"), choices=RecommendationState.choices, widget=PlainSelect
    )
    state_note = words(_("In a sentence"), 300, required=False)


class PublishForm(forms.Form):
    """The last words before a review is frozen."""

    conclusion = words(
        _("Conclusion"),
        3000,
        lines=6,
        required=False,
        hint=_("What the review comes to, in a few sentences. It stands first on the page."),
    )
    sure = forms.BooleanField(
        label=_(
            "I have checked outcomes, dissents and recommendations: they cannot be changed afterwards."
        )
    )


def _region(partner: Partner, language: str) -> str:
    text = partner.best(language, "territory_name", "name")
    return f"{text['territory_name']} ({text['name']})" if text["territory_name"] else text["name"]
