"""Frameworks and policy instruments, and the stakeholder group of each."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin

from secon.kernel.fields import WebAddressField
from secon.kernel.models import (
    Translated,
    TranslatedQuerySet,
    TranslationRow,
    language_choices,
)
from secon.partnership.enums import Evidence, Theme
from secon.partnership.models import Partner
from secon.partnership.models.base import SourceField
from secon.policy.enums import (
    Fund,
    InstrumentKind,
    Level,
    OrganisationKind,
    Topic,
)
from secon.policy.models.base import Proof


class InstrumentQuerySet(TranslatedQuerySet):
    """Instruments by what they are."""

    def published(self) -> Self:
        """Those readers may see."""
        return self.filter(live=True)


class Instrument(DraftStateMixin, LockableMixin, RevisionMixin, Translated, ClusterableModel):
    """A means of public intervention: a national framework, or a regional or local instrument.

    ``addressed`` marks the one a partner wants to improve in the project.
    """

    translated_fields: ClassVar[tuple[str, ...]] = ("name", "summary")
    optional_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    slug = models.SlugField(_("name in addresses"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=300)
    summary = models.TextField(
        _("what it does for the social economy"), max_length=1500, blank=True
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    kind = models.CharField(_("kind"), max_length=20, choices=InstrumentKind)
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$")],
        help_text=_("As in NUTS codes: EL for Greece."),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="policies",
        verbose_name=_("partner in whose region it acts"),
    )
    addressed = models.BooleanField(
        _("the instrument this partner wants to improve in the project"), default=False
    )
    authority = models.CharField(_("managing authority"), max_length=200, blank=True)
    reference = models.CharField(_("reference number"), max_length=50, blank=True)
    territory_note = models.CharField(_("territory, in words"), max_length=200, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    website = WebAddressField(_("website"), max_length=500, blank=True)
    evidence = models.CharField(
        _("evidence"), max_length=20, choices=Evidence, default=Evidence.PUBLISHED
    )
    sources = models.JSONField(_("sources"), default=dict, blank=True)  # field: [addresses]
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy instrument")
        verbose_name_plural = _("policy instruments")
        ordering = ["country", "level", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(addressed=True),
                name="policy_one_addressed_instrument",
                violation_error_message=_("A partner addresses one instrument."),
            ),
            models.CheckConstraint(
                condition=Q(addressed=False) | Q(partner__isnull=False),
                name="policy_addressed_by_a_partner",
                violation_error_message=_("Say which partner addresses the instrument."),
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")),
                name="policy_instrument_dates_in_order",
                violation_error_message=_("It ends after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, in the language at hand."""
        return reverse("policy:instrument", args=[self.pk, self.slug])


class InstrumentTranslation(TranslationRow):
    """An instrument in one more language."""

    record = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="translations")
    name = models.CharField(_("name"), max_length=300, blank=True)
    summary = models.TextField(
        _("what it does for the social economy"), max_length=1500, blank=True
    )

    class Meta(TranslationRow.Meta):
        verbose_name = _("instrument in another language")
        verbose_name_plural = _("instruments in other languages")


class InstrumentTopic(models.Model):
    """A topic of the Council Recommendation that an instrument serves."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "topic"], name="policy_topic_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_topic_display())


class InstrumentTheme(models.Model):
    """One of the project's five aims that an instrument serves."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(_("aim"), max_length=20, choices=Theme)

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "theme"], name="policy_theme_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_theme_display())


class InstrumentTerritory(models.Model):
    """A NUTS code where an instrument acts."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="territories")
    code = models.CharField(
        _("NUTS code"), max_length=5, validators=[RegexValidator(r"^[A-Z]{2}[0-9A-Z]{0,3}$")]
    )

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "code"], name="policy_territory_once"),
        ]

    def __str__(self) -> str:
        return self.code


class InstrumentMoney(models.Model):
    """Money behind an instrument: of one fund, or, with ``fund`` empty, of all together.

    Without an amount: that the fund pays is known, how much is not.
    """

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="money")
    fund = models.CharField(_("fund"), max_length=10, choices=Fund, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    dated = models.DateField(_("as of"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    evidence = models.CharField(
        _("evidence"), max_length=20, choices=Evidence, default=Evidence.PUBLISHED
    )
    source = SourceField()

    class Meta:
        verbose_name = _("money")
        verbose_name_plural = _("money")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.fund} {self.amount}"


class InstrumentDocument(Proof):
    """A text of the instrument, or about it; ``version`` tells editions of one text apart."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="documents")
    version = models.CharField(_("version"), max_length=60, blank=True)

    class Meta(Proof.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = [F("dated").desc(nulls_last=True), "pk"]


class StakeholderGroup(models.Model):
    """The organisations with a part in one instrument. Names of organisations, never of persons."""

    instrument = models.OneToOneField(
        Instrument, models.CASCADE, related_name="group", verbose_name=_("policy instrument")
    )
    note = models.TextField(_("how it works"), max_length=1000, blank=True)
    language = models.CharField(
        _("language of the note"), max_length=5, choices=language_choices, blank=True
    )
    source = SourceField()

    class Meta:
        verbose_name = _("stakeholder group")
        verbose_name_plural = _("stakeholder groups")

    def __str__(self) -> str:
        return str(self.instrument)


class GroupMember(models.Model):
    """An organisation in a stakeholder group."""

    group = models.ForeignKey(StakeholderGroup, models.CASCADE, related_name="members")
    name = models.CharField(_("organisation"), max_length=200)
    language = models.CharField(
        _("language of the name"), max_length=5, choices=language_choices, blank=True
    )
    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind)
    company_number = models.CharField(_("company number"), max_length=40, blank=True)
    website = WebAddressField(_("website"), max_length=500, blank=True)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("member until"), null=True, blank=True)
    source = SourceField()

    class Meta:
        verbose_name = _("member organisation")
        verbose_name_plural = _("member organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"],
                name="policy_member_once",
                violation_error_message=_("This organisation is in the group already."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                name="policy_member_dates_in_order",
                violation_error_message=_("It leaves after it joins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
