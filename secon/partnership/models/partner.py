"""A partner: who it is, in which languages, for which region, with which policy instrument."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin

from secon.kernel.models import (
    Translated,
    TranslatedQuerySet,
    TranslationRow,
    language_choices,
)
from secon.partnership.enums import Caveat, Evidence, PartnerRole, TerritoryUse
from secon.partnership.models.base import SourceField


def check_languages(codes: list[str]) -> None:
    """Refuse a list with a language the platform does not have, or one twice."""
    known = dict(language_choices())
    if len(set(codes)) != len(codes) or any(code not in known for code in codes):
        raise ValidationError(_("Give language codes of the platform, each once."))


class PartnerQuerySet(TranslatedQuerySet):
    """Partners by what they are."""

    def published(self) -> PartnerQuerySet:
        """Those readers may see."""
        return self.filter(live=True)


class Partner(DraftStateMixin, RevisionMixin, Translated, ClusterableModel):
    """One of the organisations that run the project. Drafts are edited in the Wagtail admin."""

    translated_fields: ClassVar[tuple[str, ...]] = ("name", "territory_name")
    optional_fields: ClassVar[tuple[str, ...]] = ("name",)  # nobody but the partner translates it

    number = models.PositiveSmallIntegerField(_("number in the project"), unique=True)
    slug = models.SlugField(_("name in addresses"), unique=True)
    role = models.CharField(_("role in the project"), max_length=10, choices=PartnerRole)
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$")],
        help_text=_("As in NUTS codes: EL for Greece."),
    )
    languages = models.JSONField(
        _("languages"),
        default=list,
        validators=[check_languages],
        help_text=_("Codes of the languages of the region and of what the partner publishes."),
    )
    name = models.CharField(_("name"), max_length=200)
    territory_name = models.CharField(_("name of the region"), max_length=200, blank=True)
    website = models.URLField(_("page about the project, or website"), max_length=500, blank=True)
    sources = models.JSONField(_("sources"), default=dict, blank=True)  # field: [addresses]

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["role"],
                condition=Q(role=PartnerRole.LEAD),
                name="partnership_one_lead_partner",
                violation_error_message=_("There is one lead partner."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerTranslation(TranslationRow):
    """A partner's name, where it has one there, and its region in one more language."""

    record = ParentalKey(Partner, on_delete=models.CASCADE, related_name="translations")
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("Only a name the partner itself uses.")
    )
    territory_name = models.CharField(_("name of the region"), max_length=200, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("name in another language")
        verbose_name_plural = _("names in other languages")


class PartnerName(models.Model):
    """A name the partner, or its department in charge, has or had. Names change in a project."""

    partner = ParentalKey(Partner, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    name = models.CharField(_("name"), max_length=200)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    seen_on = models.DateField(
        _("named so on"), null=True, blank=True, help_text=_("Day of the event the source reports.")
    )
    source = SourceField()

    class Meta:
        verbose_name = _("earlier or present name")
        verbose_name_plural = _("name history")
        ordering = [F("valid_from").asc(nulls_last=True), F("seen_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "language", "name"], name="partnership_name_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="partnership_name_dates_in_order",
                violation_error_message=_("A name ends after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerTerritory(models.Model):
    """One NUTS code of a partner's region or seat, perhaps narrowed to a municipality."""

    partner = ParentalKey(Partner, on_delete=models.CASCADE, related_name="territories")
    code = models.CharField(
        _("NUTS code"), max_length=5, validators=[RegexValidator(r"^[A-Z]{2}[0-9A-Z]{0,3}$")]
    )
    versions = models.JSONField(_("versions of NUTS"), default=list)
    use = models.CharField(
        _("use"), max_length=10, choices=TerritoryUse, default=TerritoryUse.TERRITORY
    )
    municipality = models.CharField(_("municipality"), max_length=100, blank=True)
    municipality_code = models.CharField(_("code of the municipality"), max_length=20, blank=True)
    postal_prefixes = models.JSONField(_("postal codes begin with"), default=list, blank=True)
    caveat = models.CharField(_("caveat"), max_length=20, choices=Caveat, blank=True)
    evidence = models.CharField(
        _("evidence"), max_length=20, choices=Evidence, default=Evidence.TO_BE_CONFIRMED
    )
    source = SourceField()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "code", "use"], name="partnership_territory_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def level(self) -> int:
        """NUTS level 0 to 3, by the code's length."""
        return len(self.code) - 2
