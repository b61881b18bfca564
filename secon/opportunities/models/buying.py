"""Who buys for which public body. Nobody speaks as a town before a partner has confirmed it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.kernel.models import language_choices
from secon.opportunities.buyer_enums import Standing
from secon.partnership.models import Partner


class BuyerProfile(models.Model):
    """A person's word that they buy for a public body. Written by ``domain.buyers`` only.

    The organisation stays with what it published; the person is taken off with the account.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="buyer_profiles",
        verbose_name=_("person"),
    )
    organisation = models.CharField(_("name of the public body"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$")]
    )
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail of the public body"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    evidence = models.CharField(_("how we can see that you buy for it"), max_length=500)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("partner that confirms it"),
    )
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.ASKED, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("public buyer")
        verbose_name_plural = _("public buyers")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(standing__in=["asked", "confirmed"]),
                name="opportunities_buyer_once",
                violation_error_message=_("You have named your public body already."),
            ),
            models.CheckConstraint(
                condition=Q(standing="asked") | Q(decided_at__isnull=False),
                name="opportunities_buyer_decision_has_day",
                violation_error_message=_("A decision has its day."),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation
