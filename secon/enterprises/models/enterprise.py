"""The one record of an enterprise that citizen, buyer, adviser and analyst share."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from anyascii import anyascii
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin

from secon.enterprises.enums import (
    PUBLIC_STATES,
    Family,
    Headcount,
    Icnp,
    SocialEnterprise,
    Standing,
    State,
    Turnover,
)
from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow
from secon.partnership.models import Partner

GOVERNED = (
    "state",
    "version",
    "partner",
    "verified_on",
    "check_again_on",
    "confirmed_on",
    "listed_on",
    "ended_on",
    "end_reason",
    "is_example",
)
"""What verbs write and no revision brings back."""


class EnterpriseQuerySet(TranslatedQuerySet):
    """Enterprises by where they stand."""

    def listed(self) -> Self:
        """Those the directory finds."""
        return self.filter(state__in=PUBLIC_STATES)

    def public(self) -> Self:
        """Those that have a page: the listed, and the ended as history."""
        return self.filter(state__in={*PUBLIC_STATES, State.ENDED})

    def of(self, partner: Partner) -> Self:
        """Those in a partner's territory."""
        return self.filter(partner=partner)


class Enterprise(DraftStateMixin, LockableMixin, RevisionMixin, Translated, ClusterableModel):
    """An organisation of the social economy. Persons are kept apart in ``ContactPerson``.

    The rows hold the last cleared version; proposals wait in ``Change``.
    """

    translated_fields: ClassVar[tuple[str, ...]] = ("name", "summary", "description")
    optional_fields: ClassVar[tuple[str, ...]] = ("name", "description")

    name = models.CharField(_("name"), max_length=200)
    other_names = models.JSONField(_("other names"), default=list, blank=True)
    summary = models.CharField(
        _("in one sentence"), max_length=250, blank=True, help_text=_("Shown in lists.")
    )
    description = models.TextField(_("what it does"), max_length=4000, blank=True)

    country = models.CharField(
        _("country"), max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$")]
    )
    company_number = models.CharField(_("company number"), max_length=40, blank=True)
    number_key = models.CharField(max_length=40, blank=True, editable=False)  # numbers.key()
    name_key = models.CharField(max_length=120, blank=True, editable=False)  # likeness.keys()
    word_key = models.CharField(max_length=24, blank=True, editable=False)
    town_key = models.CharField(max_length=60, blank=True, editable=False)
    legal_form = models.CharField(_("legal form, in its own words"), max_length=120, blank=True)
    family = models.CharField(_("family"), max_length=12, choices=Family, blank=True)
    social_enterprise = models.CharField(
        _("social enterprise"), max_length=8, choices=SocialEnterprise, blank=True
    )
    nace_main = models.CharField(_("main activity (NACE)"), max_length=8, blank=True)
    nace_other = models.JSONField(_("other activities (NACE)"), default=list, blank=True)
    icnp = models.CharField(_("section of ICNP/TSO"), max_length=1, choices=Icnp, blank=True)
    sdgs = models.JSONField(_("sustainable development goals"), default=list, blank=True)
    themes = models.JSONField(_("SECON themes"), default=list, blank=True)
    green = models.BooleanField(_("helps the green transition"), default=False)
    digital = models.BooleanField(_("helps the digital transition"), default=False)
    employs = models.JSONField(_("whom it employs"), default=list, blank=True)
    serves = models.JSONField(_("whom it serves"), default=list, blank=True)
    headcount = models.CharField(_("people employed"), max_length=8, choices=Headcount, blank=True)
    turnover = models.CharField(_("turnover a year"), max_length=8, choices=Turnover, blank=True)
    founded = models.PositiveSmallIntegerField(
        _("year it began"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2100)],
    )

    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    lon = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    lat = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    email = models.EmailField(_("e-mail of the organisation"), blank=True)
    phone = models.CharField(_("telephone of the organisation"), max_length=40, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)

    delivers_country = models.BooleanField(_("delivers in the whole country"), default=False)
    delivery_km = models.PositiveSmallIntegerField(
        _("delivers within kilometres"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
    )
    delivery_regions = models.JSONField(_("delivers in regions"), default=list, blank=True)
    agrees_to_messages = models.BooleanField(_("wants messages of public buyers"), default=False)
    sources = models.JSONField(_("sources"), default=dict, blank=True)  # field or "": [addresses]

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enterprises",
        verbose_name=_("partner that clears it"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    version = models.BigIntegerField(default=0, editable=False, db_index=True)
    listed_on = models.DateField(_("listed on"), null=True, editable=False)
    verified_on = models.DateField(_("verified on"), null=True, editable=False)
    check_again_on = models.DateField(_("to be checked again on"), null=True, editable=False)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True, editable=False)
    is_example = models.BooleanField(_("an example"), default=False, editable=False)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("social enterprise")
        verbose_name_plural = _("social enterprises")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["partner", "state"], name="enterprises_partner_state"),
            models.Index(fields=["country", "number_key"], name="enterprises_number"),
            models.Index(fields=["state", "check_again_on"], name="enterprises_check_due"),
            models.Index(fields=["country", "name_key"], name="enterprises_like_name"),
            models.Index(fields=["country", "word_key"], name="enterprises_like_word"),
            models.Index(fields=["country", "town_key"], name="enterprises_like_town"),
            models.Index(fields=["country", "postal_code"], name="enterprises_like_code"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "number_key"],
                condition=~Q(number_key="") & Q(state__in=["listed", "verified", "ended"]),
                name="enterprises_number_once",
                violation_error_message=_("An enterprise with this number is listed already."),
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="enterprises_point_whole",
                violation_error_message=_("A point has a longitude and a latitude."),
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False),
                name="enterprises_verified_has_day",
                violation_error_message=_("A verified entry has the day of its check."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The name as its address shows it; the key beside it decides."""
        return slugify(anyascii(self.name))[:60].strip("-") or "x"

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("enterprises:detail", args=[self.pk, self.slug])

    def standing(self, today: date) -> Standing:
        """What readers are told on ``today``."""
        if self.state == State.ENDED:
            return Standing.ENDED
        if self.state != State.VERIFIED:
            return Standing.LISTED
        due = self.check_again_on is not None and self.check_again_on <= today
        return Standing.RECHECK if due else Standing.VERIFIED

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision's content with what verbs govern kept as it is now."""
        found = super().with_content_json(content)
        for name in GOVERNED:
            setattr(found, name, getattr(self, name))
        return found


class EnterpriseTranslation(TranslationRow):
    """An enterprise's texts in one more language."""

    record = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="translations")
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("Only a name it uses itself.")
    )
    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    description = models.TextField(_("what it does"), max_length=4000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("texts in another language")
        verbose_name_plural = _("texts in other languages")
