"""Market soundings: a buyer's questions to suppliers before a tender (Directive 2014/24/EU, Art. 40)."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.enterprises.models import Enterprise
from secon.kernel.models import language_choices
from secon.opportunities.buyer_enums import QuestionKind, Reply, SoundingState, WhyNot
from secon.opportunities.models.buying import BuyerProfile


class SoundingQuerySet(models.QuerySet["Sounding"]):
    """Soundings by what is due."""

    def running(self, now: datetime) -> Self:
        """Those that suppliers can answer."""
        return self.filter(state=SoundingState.SENT, deadline__gt=now)


class Sounding(models.Model):
    """Questions to suppliers who agreed to messages. Written by ``domain.soundings`` only."""

    buyer = models.ForeignKey(BuyerProfile, models.PROTECT, related_name="soundings")
    title = models.CharField(_("title"), max_length=200)
    about = models.TextField(_("what it is about"), max_length=4000)
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    cpv = models.CharField(_("CPV code"), max_length=8)
    country = models.CharField(_("country"), max_length=2)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    value_eur = models.DecimalField(
        _("value in euro"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    anonymous = models.BooleanField(_("without the name of the public body"), default=False)
    deadline = models.DateTimeField(_("deadline"))
    enough = models.PositiveSmallIntegerField(_("enough answers"), default=10)
    keep_days = models.PositiveSmallIntegerField(_("answers are kept, days"), default=365)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SoundingState,
        default=SoundingState.DRAFT,
        editable=False,
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    delete_after = models.DateField(_("answers deleted after"), null=True, editable=False)
    forgotten_at = models.DateTimeField(_("answers deleted at"), null=True, editable=False)
    kept_counts = models.JSONField(_("figures kept afterwards"), default=dict, editable=False)

    objects = SoundingQuerySet.as_manager()

    class Meta:
        verbose_name = _("market sounding")
        verbose_name_plural = _("market soundings")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "deadline"], name="opportunities_sounding_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None)
                | (~Q(state="draft") & Q(sent_at__isnull=False, delete_after__isnull=False)),
                name="opportunities_sounding_sent_whole",
                violation_error_message=_("A sounding that was sent has its day and its end."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SoundingQuestion(models.Model):
    """One question, in the sounding's language."""

    sounding = models.ForeignKey(Sounding, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("answered by"), max_length=8, choices=QuestionKind)
    text = models.CharField(_("question"), max_length=500)

    class Meta:
        verbose_name = _("question of a sounding")
        verbose_name_plural = _("questions of soundings")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sounding", "number"], name="opportunities_sounding_question_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Invitation(models.Model):
    """One supplier of a sounding: when it was written to, what it answered."""

    sounding = models.ForeignKey(Sounding, models.CASCADE, related_name="invitations")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField(_("rank"))
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.WAITING)
    invited_at = models.DateTimeField(_("invited at"), null=True)
    nudged_at = models.DateTimeField(_("reminded at"), null=True)
    replied_at = models.DateTimeField(_("replied at"), null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    why_not = models.CharField(_("why not"), max_length=10, choices=WhyNot, blank=True)
    note = models.CharField(_("what is said about it"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("invitation to a sounding")
        verbose_name_plural = _("invitations to soundings")
        ordering = ["rank", "pk"]
        indexes = [
            models.Index(fields=["enterprise", "reply"], name="opportunities_invited"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sounding", "enterprise"], name="opportunities_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(reply="waiting", invited_at=None)
                | (~Q(reply="waiting") & Q(invited_at__isnull=False)),
                name="opportunities_invited_has_moment",
                violation_error_message=_("Who was invited has the moment of it."),
            ),
            models.CheckConstraint(
                condition=~Q(reply="declined") | ~Q(why_not=""),
                name="opportunities_declined_says_why",
                violation_error_message=_("Say why you decline."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sounding_id} → {self.enterprise_id}"


class SoundingAnswer(models.Model):
    """One answer to one question; ``value`` is yes or no, a number, or words."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SoundingQuestion, models.CASCADE, related_name="answers")
    value = models.TextField(_("answer"), max_length=2000)

    class Meta:
        verbose_name = _("answer of a sounding")
        verbose_name_plural = _("answers of soundings")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "question"], name="opportunities_sounding_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return self.value[:60]
