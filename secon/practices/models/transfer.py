"""A practice on its way into another region, up to the change of a policy instrument."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from secon.kernel.models import (
    Translated,
    TranslatedQuerySet,
    TranslationRow,
    language_choices,
)
from secon.partnership.models import Partner
from secon.policy.enums import Fund
from secon.policy.models import Improvement, Instrument, Proof
from secon.practices.enums import Context, Likeness, TransferState
from secon.practices.models.practice import Practice


class TransferQuerySet(TranslatedQuerySet):
    """Transfers by what readers may see."""

    def public(self) -> Self:
        """Those of published practices."""
        return self.filter(practice__live=True)


class Transfer(RevisionMixin, Translated, ClusterableModel):
    """A region takes over a practice. ``state`` is written by ``domain.transfers``."""

    translated_fields: ClassVar[tuple[str, ...]] = (
        "changes",
        "decides",
        "law",
        "money_words",
        "dropped_because",
    )
    optional_fields: ClassVar[tuple[str, ...]] = translated_fields

    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="transfers", verbose_name=_("practice")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="transfers", verbose_name=_("region that adopts it")
    )
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name=_("policy instrument it shall change"),
    )
    improvement = models.ForeignKey(
        Improvement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name=_("policy improvement it led to"),
    )
    state = models.CharField(
        _("state"),
        max_length=15,
        choices=TransferState,
        default=TransferState.INTEREST,
        editable=False,
    )
    is_partial = models.BooleanField(_("only a part of the practice is taken over"), default=False)
    changes = models.TextField(_("what changes on the way"), max_length=2000, blank=True)
    decides = models.TextField(_("who decides"), max_length=1000, blank=True)
    law = models.TextField(_("law that is needed"), max_length=1000, blank=True)
    money_words = models.TextField(_("money that is needed, in words"), max_length=1000, blank=True)
    money = models.DecimalField(
        _("money that is needed"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    fund = models.CharField(_("from which fund"), max_length=10, choices=Fund, blank=True)
    dropped_because = models.TextField(_("why it was dropped"), max_length=1000, blank=True)
    started_on = models.DateField(_("since"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "partner"],
                condition=~Q(state=TransferState.DROPPED),
                name="practices_transfer_once",
                violation_error_message=_("This region has taken up the practice already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferState.IN_INSTRUMENT) | Q(improvement__isnull=False),
                name="practices_in_instrument_by_improvement",
                violation_error_message=_("Name the policy improvement it led to."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.partner_id}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("practices:transfer", args=[self.pk])


class TransferTranslation(TranslationRow):
    """A transfer in one more language."""

    record = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="translations")
    changes = models.TextField(_("what changes on the way"), max_length=2000, blank=True)
    decides = models.TextField(_("who decides"), max_length=1000, blank=True)
    law = models.TextField(_("law that is needed"), max_length=1000, blank=True)
    money_words = models.TextField(_("money that is needed, in words"), max_length=1000, blank=True)
    dropped_because = models.TextField(_("why it was dropped"), max_length=1000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("transfer in another language")
        verbose_name_plural = _("transfers in other languages")


class TransferContext(models.Model):
    """One side of the surroundings, there and here, and what that means."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="contexts")
    context = models.CharField(_("about"), max_length=12, choices=Context)
    origin = models.TextField(_("where it comes from"), max_length=600, blank=True)
    target = models.TextField(_("where it goes"), max_length=600, blank=True)
    likeness = models.CharField(_("how alike"), max_length=10, choices=Likeness, blank=True)
    adaptation = models.CharField(_("what must be adapted"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("surroundings")
        verbose_name_plural = _("surroundings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "context"], name="practices_context_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_context_display())


class TransferTask(models.Model):
    """A step of the plan: what, who, until when, and whether it is done."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(_("step"), max_length=300)
    owner = models.CharField(
        _("who does it"),
        max_length=200,
        blank=True,
        help_text=_("An organisation, never a person."),
    )
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of the plan")
        verbose_name_plural = _("steps of the plan")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.text


class TransferMove(models.Model):
    """A change of a transfer's state: when, why, in whose account. Never changed."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="moves")
    state = models.CharField(_("state"), max_length=15, choices=TransferState)
    happened_on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=language_choices, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("step of a transfer")
        verbose_name_plural = _("steps of a transfer")
        ordering = ["happened_on", "pk"]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.state}"


class TransferProof(Proof):
    """Evidence for a step: a traveller's report, minutes, the plan itself."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="proofs")
    state = models.CharField(_("shows"), max_length=15, choices=TransferState, blank=True)

    class Meta(Proof.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
