"""Joint reviews of a policy instrument: each alone first, then together, dissent kept."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from secon.kernel.models import (
    Translated,
    TranslatedQuerySet,
    TranslationRow,
    language_choices,
)
from secon.partnership.models import Partner
from secon.partnership.models.base import SourceField
from secon.policy.enums import Module, Outcome, RecommendationState, ReviewState, Side
from secon.policy.models.instrument import Instrument

MOST_POINTS = 10


class LibraryQuestion(Translated, ClusterableModel):
    """A question that reviews start from, edited by those who run the platform."""

    translated_fields: ClassVar[tuple[str, ...]] = ("text", "hint")
    optional_fields: ClassVar[tuple[str, ...]] = ("hint",)

    code = models.SlugField(_("short name"), unique=True)
    module = models.CharField(_("module"), max_length=12, choices=Module)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("what 0 and 10 mean"), max_length=300, blank=True)
    active = models.BooleanField(_("offered for new reviews"), default=True)
    source = SourceField()

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of the library")
        verbose_name_plural = _("library of questions")
        ordering = ["module", "order", "pk"]

    def __str__(self) -> str:
        return self.text


class LibraryQuestionTranslation(TranslationRow):
    """A question of the library in one more language."""

    record = ParentalKey(LibraryQuestion, on_delete=models.CASCADE, related_name="translations")
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("what 0 and 10 mean"), max_length=300, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("question in another language")
        verbose_name_plural = _("questions in other languages")


class ReviewQuerySet(models.QuerySet["JointReview"]):
    """Reviews by where they stand."""

    def published(self) -> Self:
        """Those readers may see."""
        return self.filter(state=ReviewState.PUBLISHED)


class JointReview(models.Model):
    """One round of reviewing one instrument. ``published`` is the page as frozen then."""

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="reviews", verbose_name=_("instrument")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="reviews", verbose_name=_("led by")
    )
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("why and how"), max_length=3000, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    state = models.CharField(
        _("state"), max_length=12, choices=ReviewState, default=ReviewState.DRAFT
    )
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next"
    )
    answers_until = models.DateField(_("answers until"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    revealed_at = models.DateTimeField(_("answers shown at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published = models.JSONField(default=dict, editable=False)
    conclusion = models.TextField(_("conclusion"), max_length=3000, blank=True)
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint review")
        verbose_name_plural = _("joint reviews")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReviewState.PUBLISHED) | Q(published_at__isnull=False),
                name="policy_review_published_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, which readers have once it is published."""
        return reverse("policy:review", args=[self.pk])


class ReviewQuestion(Translated, ClusterableModel):
    """A question of one review, taken from the library or written for it."""

    translated_fields: ClassVar[tuple[str, ...]] = ("text", "hint")
    optional_fields: ClassVar[tuple[str, ...]] = ("hint",)

    review = models.ForeignKey(JointReview, models.CASCADE, related_name="questions")
    library = models.ForeignKey(
        LibraryQuestion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(_("short name"))
    module = models.CharField(_("module"), max_length=12, choices=Module)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("what 0 and 10 mean"), max_length=300, blank=True)
    outcome = models.CharField(
        _("what the discussion came to"), max_length=10, choices=Outcome, blank=True
    )
    agreed_score = models.PositiveSmallIntegerField(
        _("score agreed on"), null=True, blank=True, validators=[MaxValueValidator(MOST_POINTS)]
    )
    agreed_text = models.TextField(_("what was agreed"), max_length=2000, blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of a review")
        verbose_name_plural = _("questions of a review")
        ordering = ["module", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "code"], name="policy_question_once"),
        ]

    def __str__(self) -> str:
        return self.text


class ReviewQuestionTranslation(TranslationRow):
    """A question of a review in one more language."""

    record = ParentalKey(ReviewQuestion, on_delete=models.CASCADE, related_name="translations")
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("what 0 and 10 mean"), max_length=300, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("question in another language")
        verbose_name_plural = _("questions in other languages")


class Reviewer(models.Model):
    """A seat in a review. The address and the account are personal data; the organisation is shown.

    ``delete_after``: the day after which address and account are removed from the row.
    """

    review = models.ForeignKey(JointReview, models.CASCADE, related_name="reviewers")
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="review_seats"
    )
    organisation = models.CharField(_("organisation"), max_length=200)
    side = models.CharField(_("from"), max_length=12, choices=Side)
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    invited_at = models.DateTimeField(_("invited at"), null=True, editable=False)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    declined_at = models.DateTimeField(_("declined at"), null=True, editable=False)
    delete_after = models.DateField(_("personal data kept until"), null=True, editable=False)

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "email"],
                condition=~Q(email=""),
                name="policy_reviewer_once",
                violation_error_message=_("This person is invited already."),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation


class Answer(models.Model):
    """What one reviewer answered alone. Score empty with ``cannot_say``; neither: not answered."""

    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ReviewQuestion, models.CASCADE, related_name="answers")
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, validators=[MaxValueValidator(MOST_POINTS)]
    )
    cannot_say = models.BooleanField(_("I cannot say"), default=False)
    text = models.TextField(_("why"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=language_choices, blank=True)
    evidence = models.TextField(_("evidence"), max_length=1000, blank=True)
    saved_at = models.DateTimeField(_("saved at"), editable=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "question"], name="policy_answer_once"),
            models.CheckConstraint(
                condition=Q(cannot_say=False) | Q(score=None),
                name="policy_answer_score_or_cannot_say",
                violation_error_message=_("Give a score, or say that you cannot."),
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=MOST_POINTS),
                name="policy_answer_score_in_range",
                violation_error_message=_("A score is between 0 and 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.score}"


class Remark(models.Model):
    """A contribution to the discussion of a question."""

    question = models.ForeignKey(ReviewQuestion, models.CASCADE, related_name="remarks")
    reviewer = models.ForeignKey(
        Reviewer, models.CASCADE, null=True, related_name="remarks"
    )  # empty: the lead of the review
    text = models.TextField(_("remark"), max_length=2000)
    language = models.CharField(_("language"), max_length=5, choices=language_choices, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Dissent(models.Model):
    """What a reviewer holds against what the others agreed on; published beside it."""

    question = models.ForeignKey(ReviewQuestion, models.CASCADE, related_name="dissents")
    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="dissents")
    text = models.TextField(_("why I do not agree"), max_length=2000)
    language = models.CharField(_("language"), max_length=5, choices=language_choices, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "reviewer"], name="policy_dissent_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Recommendation(models.Model):
    """What a review recommends: who should do it until when."""

    review = models.ForeignKey(JointReview, models.CASCADE, related_name="recommendations")
    question = models.ForeignKey(
        ReviewQuestion, models.SET_NULL, null=True, blank=True, related_name="recommendations"
    )
    text = models.TextField(_("recommendation"), max_length=1000)
    owner = models.CharField(
        _("who should do it"), max_length=200, help_text=_("An organisation, never a person.")
    )
    due_on = models.DateField(_("until"))
    state = models.CharField(
        _("state"), max_length=10, choices=RecommendationState, default=RecommendationState.OPEN
    )
    state_note = models.CharField(_("what became of it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
