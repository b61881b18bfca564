"""A good practice: the programme's form, its evidence, and whom it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from anyascii import anyascii
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from secon.kernel.fields import WebAddressField
from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow
from secon.partnership.models import Partner
from secon.policy.enums import InstrumentKind, Rural
from secon.policy.models import Instrument
from secon.practices.enums import PUBLIC_STATES, PracticeState, YesNo
from secon.practices.models import walking

LONGEST = 5000
"""Of any text. The limits an author sees are settings (``SECON_PRACTICE_LIMITS``), never above."""


class PracticeQuerySet(TranslatedQuerySet):
    """Practices by where they stand."""

    def published(self) -> Self:
        """Those readers may see."""
        return self.filter(live=True, state__in=PUBLIC_STATES)

    def reviewed(self) -> Self:
        """Published ones that somebody judged here; round 0 was taken from public sources."""
        return self.published().filter(round__gte=1)

    def good(self) -> Self:
        """Those that count as good practices: reviewed, neither a lesson nor an example."""
        return self.reviewed().filter(is_lesson=False, is_example=False)


class Practice(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    Translated,
    ClusterableModel,
):
    """An initiative that worked (or taught something) in one region. ``state`` is written by ``domain.review``.

    The row holds what readers see; a draft lives in its latest revision, as Wagtail does it.
    """

    translated_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "summary",
        "description",
        "resources",
        "results",
        "difficulties",
        "transfer",
        "lessons",
        "inspired",
    )
    optional_fields: ClassVar[tuple[str, ...]] = translated_fields[2:]
    kept_fields: ClassVar[tuple[str, ...]] = (
        "state",
        "round",
        "submitted_at",
        "author_id",
        "named_by_project",
        "programme_number",
        "programme_url",
        "is_example",
    )
    """Of the record as a whole: no old version brings back what they were."""
    preview_context: ClassVar[Callable[[Practice, Any], Mapping[str, Any]] | None] = None
    """What the page shows of a version; set by the views in ``AppConfig.ready``."""

    slug = models.SlugField(_("name in addresses"), max_length=100)
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="practices", verbose_name=_("region it comes from")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="practices",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=PracticeState,
        default=PracticeState.DRAFT,
        editable=False,
    )
    round = models.PositiveSmallIntegerField(_("round of review"), default=0, editable=False)
    organisation = models.CharField(_("organisation in charge"), max_length=200, blank=True)
    country = models.CharField(
        _("country"), max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$")]
    )
    nuts = models.CharField(_("NUTS code"), max_length=5, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    rural = models.CharField(_("where it works"), max_length=6, choices=Rural, blank=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("in one sentence"), max_length=400, blank=True)
    description = models.TextField(_("what it is and how it works"), max_length=LONGEST, blank=True)
    resources = models.TextField(_("resources needed"), max_length=LONGEST, blank=True)
    results = models.TextField(_("evidence of success"), max_length=LONGEST, blank=True)
    difficulties = models.TextField(_("difficulties met"), max_length=LONGEST, blank=True)
    transfer = models.TextField(
        _("potential for learning or transfer"), max_length=LONGEST, blank=True
    )
    is_lesson = models.BooleanField(
        _("it did not work as hoped: a lesson for others"),
        default=False,
        help_text=_("Shown as a lesson, and not counted among good practices."),
    )
    lessons = models.TextField(_("what to learn from what failed"), max_length=LONGEST, blank=True)
    public_intervention = models.CharField(
        _("is it public intervention?"), max_length=3, choices=YesNo, blank=True
    )
    inspired = models.TextField(
        _("which public policy did it inspire?"), max_length=LONGEST, blank=True
    )
    instrument = models.ForeignKey(
        Instrument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("policy instrument behind it"),
    )
    instrument_kind = models.CharField(
        _("kind of policy instrument behind it"), max_length=20, choices=InstrumentKind, blank=True
    )
    starts = models.DateField(_("since"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    is_ongoing = models.CharField(_("does it go on?"), max_length=3, choices=YesNo, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    cost_per = models.CharField(_("cost for"), max_length=100, blank=True)
    legal_form = models.CharField(_("legal form it needs"), max_length=120, blank=True)
    website = WebAddressField(_("more on the web"), max_length=500, blank=True)
    keywords = models.CharField(_("keywords"), max_length=200, blank=True)
    programme_number = models.CharField(
        _("number in the programme's database"), max_length=30, blank=True
    )
    programme_url = WebAddressField(
        _("page in the programme's database"), max_length=500, blank=True
    )
    named_by_project = models.BooleanField(
        _("named as a practice by the project"), default=True, editable=False
    )
    sources = models.JSONField(_("sources"), default=dict, blank=True)  # field: [addresses]
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="practice",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="practice",
        for_concrete_model=False,
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")),
                name="practices_dates_in_order",
                violation_error_message=_("It ends after it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-changed_at"], name="practices_by_state"),
        ]

    said_of_itself: dict[str, list[str]] | None = None
    """The author's judgement of a version that readers do not see yet: criterion to met and note."""

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the active language."""
        return reverse("practices:practice", args=[self.pk, self.slug])

    @property
    def revisions(self) -> GenericRelation:
        """Every version of it."""
        return self._revisions  # type: ignore[no-any-return]  # Wagtail is untyped

    @property
    def is_from_sources(self) -> bool:
        """Taken from public sources, never reviewed on this platform."""
        return self.round == 0 and self.state in PUBLIC_STATES

    @classmethod
    def slug_for(cls, title: str) -> str:
        """A title as it stands in addresses."""
        return slugify(anyascii(title))[:80].strip("-") or "x"

    def serializable_data(self) -> dict[str, Any]:
        """As a revision keeps it, with the author's judgement that waits."""
        data: dict[str, Any] = super().serializable_data()
        if self.said_of_itself is not None:
            data["said_of_itself"] = self.said_of_itself
        return data

    def with_content_json(self, content: Mapping[str, Any]) -> Practice:
        """A version, with what belongs to the record as a whole as it is now."""
        version: Practice = super().with_content_json(content)
        for field in self.kept_fields:
            setattr(version, field, getattr(self, field))
        version.said_of_itself = content.get("said_of_itself")
        return version

    def publish(self, revision: Any, user: Any = None, **options: Any) -> None:
        """By the platform itself; a person publishes through the review alone."""
        if user is not None:
            walking.check()
        super().publish(revision, user=user, **options)

    def unpublish(self, *, user: Any = None, **options: Any) -> None:
        """By the platform itself; a person withdraws through the review alone."""
        if user is not None:
            walking.check()
        super().unpublish(user=user, **options)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """The page that readers see."""
        return "practices/practice.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """What it shows of this version."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        shown = type(self).preview_context
        return context if shown is None else {**context, **shown(self, request)}


class PracticeTranslation(TranslationRow):
    """A practice in one more language."""

    record = ParentalKey(Practice, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("in one sentence"), max_length=400, blank=True)
    description = models.TextField(_("what it is and how it works"), max_length=LONGEST, blank=True)
    resources = models.TextField(_("resources needed"), max_length=LONGEST, blank=True)
    results = models.TextField(_("evidence of success"), max_length=LONGEST, blank=True)
    difficulties = models.TextField(_("difficulties met"), max_length=LONGEST, blank=True)
    transfer = models.TextField(
        _("potential for learning or transfer"), max_length=LONGEST, blank=True
    )
    lessons = models.TextField(_("what to learn from what failed"), max_length=LONGEST, blank=True)
    inspired = models.TextField(
        _("which public policy did it inspire?"), max_length=LONGEST, blank=True
    )

    class Meta(TranslationRow.Meta):
        verbose_name = _("practice in another language")
        verbose_name_plural = _("practices in other languages")
