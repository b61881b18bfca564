"""Letters about opportunities: who wants them, what was told, and how each letter left."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.enterprises.models import Enterprise
from secon.kernel.models import language_choices
from secon.opportunities.enterprise_enums import DigestState, Frequency, Section
from secon.opportunities.models.decisions import OfDemand


class LetterWish(models.Model):
    """That a steward wants letters. Personal data with a purpose, an agreement and an end.

    ``prepared_at`` is when the last letter was prepared. ``refusals`` counts letters in a row that
    the mail server refused; at ``domain.digests.MOST_REFUSALS`` letters rest until it is confirmed.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="opportunity_letters"
    )
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency)
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    purpose = models.CharField(_("purpose"), max_length=40, default="letters-about-opportunities")
    agreed_at = models.DateTimeField(_("agreed at"))
    ends_on = models.DateField(_("ends on"))
    prepared_at = models.DateTimeField(_("last letter prepared at"), null=True)
    refusals = models.PositiveSmallIntegerField(_("refused in a row"), default=0)

    class Meta:
        verbose_name = _("wish for letters about opportunities")
        verbose_name_plural = _("wishes for letters about opportunities")
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values),
                name="opportunities_wish_known_frequency",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Digest(models.Model):
    """One letter. ``message_id`` stays the same however often it is tried.

    ``claim`` names the run that is sending it; only that run may hand it over. Subject and text are
    frozen when it is prepared and deleted once it has left.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    state = models.CharField(
        _("state"), max_length=8, choices=DigestState, default=DigestState.PREPARED
    )
    message_id = models.CharField(_("message id"), max_length=200, unique=True)
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    body = models.TextField(_("text"), blank=True)
    prepared_at = models.DateTimeField(_("prepared at"))
    claim = models.CharField(max_length=36, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt at"), null=True)
    handed_at = models.DateTimeField(_("handed over at"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    told_unsure = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="mentions", verbose_name=_("told of in")
    )
    error = models.CharField(_("last refusal"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("letter about opportunities")
        verbose_name_plural = _("letters about opportunities")
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DigestState.values), name="opportunities_digest_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=DigestState.SENT) | Q(sent_at__isnull=False),
                name="opportunities_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DigestState.HANDED, DigestState.UNSURE])
                | Q(handed_at__isnull=False),
                name="opportunities_handed_has_time",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=[DigestState.PREPARED, DigestState.SENDING]),
                name="opportunities_one_waiting_letter",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="opportunities_digest_waits"),
            models.Index(fields=["user", "-prepared_at"], name="opportunities_digest_of"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class DeliveredItem(OfDemand):
    """That a person was told of a demand in one part of a letter, in one state of that part.

    ``mark``: what a part tells again only when it changes: the last day for "closing soon", the day
    of the change for "changed", nothing for "new".
    """

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="items")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    section = models.CharField(_("part"), max_length=8, choices=Section)
    mark = models.CharField(_("state of the part"), max_length=10, blank=True)
    is_shown = models.BooleanField(_("a line of the letter"), default=True)
    rank = models.PositiveSmallIntegerField(_("place in the letter"), default=0)

    class Meta:
        verbose_name = _("opportunity told of")
        verbose_name_plural = _("opportunities told of")
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "demand", "section", "mark"],
                name="opportunities_told_once",
            ),
            models.CheckConstraint(
                condition=Q(section__in=Section.values), name="opportunities_told_known_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}-{self.demand} {self.section}"


class FeedKey(models.Model):
    """What makes the secret addresses of a steward's feed and calendar; a new one ends the old.

    Addresses carry the row's key and ``nonce``, signed: neither the table nor the key of the
    platform alone makes one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_keys")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="feed_keys")
    nonce = models.CharField(max_length=24)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("secret address of a feed")
        verbose_name_plural = _("secret addresses of feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "enterprise"], name="opportunities_feed_key_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
