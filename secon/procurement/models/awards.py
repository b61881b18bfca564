"""How lots ended, and who won."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.procurement.models.lots import Lot
from secon.procurement.models.organisations import Organisation


class Award(models.Model):
    """The result of a lot. ``lot`` is the result notice's row, ``call_lot`` the call's.

    They are one lot by procedure and lot number; ``call_lot`` is null until the call is known.
    """

    lot = models.OneToOneField(
        Lot, on_delete=models.CASCADE, primary_key=True, related_name="award"
    )
    call_lot = models.ForeignKey(
        Lot, on_delete=models.SET_NULL, null=True, blank=True, related_name="awards"
    )
    status = models.CharField(_("outcome"), max_length=20, blank=True)  # winner-selection-status
    reason = models.CharField(_("why not awarded"), max_length=40, blank=True)
    tenders_received = models.PositiveIntegerField(_("tenders received"), null=True)
    lowest = models.DecimalField(_("lowest tender"), max_digits=20, decimal_places=2, null=True)
    lowest_currency = models.CharField(_("its currency"), max_length=3, blank=True)
    highest = models.DecimalField(_("highest tender"), max_digits=20, decimal_places=2, null=True)
    highest_currency = models.CharField(_("its currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"


class Winner(models.Model):
    """One organisation behind a winning tender; a group's members share the ``tender`` number."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="winners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="wins", null=True
    )
    tender = models.PositiveSmallIntegerField(_("winning tender of the lot, from 1"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    value_doubtful = models.BooleanField(_("value looks wrong"), default=False)
    contract_date = models.DateField(_("contract signed"), null=True)

    class Meta:
        verbose_name = _("winner")
        verbose_name_plural = _("winners")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)
