"""What readers keep of the directory: letters about an area, and maps on their own sites."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.kernel.models import language_choices
from secon.partnership.models import Partner


class Subscription(models.Model):
    """Letters about new entries of a list. ``query`` is the list's address after the ``?``.

    Personal data: the address, deleted when the subscription ends or was never confirmed. Links
    in letters carry the row's key, signed.
    """

    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    query = models.CharField(_("list"), max_length=1000, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    seen_version = models.BigIntegerField(default=0)  # entries up to it were told
    sent_at = models.DateTimeField(_("last letter"), null=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "query"], name="enterprises_subscription_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class EmbedOrigin(models.Model):
    """A site that may show a partner's map in a frame, as ``https://host[:port]``."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="embed_origins")
    origin = models.CharField(
        _("site"),
        max_length=200,
        validators=[
            RegexValidator(
                r"^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$",
                _("Write only the beginning of the address: https://www.example.org"),
            )
        ],
    )

    class Meta:
        verbose_name = _("site that may show the map")
        verbose_name_plural = _("sites that may show the map")
        ordering = ["origin"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "origin"],
                name="enterprises_origin_once",
                violation_error_message=_("This site is in the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.origin
