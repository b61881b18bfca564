"""Short calls: tenders and requests for quotes below the EU's thresholds, published here."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from secon.enterprises.models import Enterprise
from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow
from secon.opportunities.buyer_enums import (
    PUBLIC_CALLS,
    CallKind,
    CallState,
    Reservation,
    ValueBand,
)
from secon.opportunities.models.buying import BuyerProfile


class ShortCallQuerySet(TranslatedQuerySet):
    """Calls by what they are to a reader."""

    def public(self) -> Self:
        """All but drafts."""
        return self.filter(state__in=PUBLIC_CALLS)

    def open_at(self, now: datetime) -> Self:
        """Those that can be answered."""
        return self.filter(state=CallState.PUBLISHED, deadline__gt=now)


class ShortCall(Translated, ClusterableModel):
    """What a public body asks for. Written by ``domain.calls`` only."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "description")

    buyer = models.ForeignKey(BuyerProfile, models.PROTECT, related_name="calls")
    kind = models.CharField(_("kind"), max_length=8, choices=CallKind)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what is asked for"), max_length=8000)
    cpv = models.JSONField(_("CPV codes"), default=list)  # eight digits, the main one first
    country = models.CharField(_("country"), max_length=2)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    town = models.CharField(_("place"), max_length=120, blank=True)
    band = models.CharField(_("value"), max_length=10, choices=ValueBand, blank=True)
    months = models.PositiveSmallIntegerField(_("duration in months"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"))
    zone = models.CharField(_("time zone"), max_length=40)
    reserved = models.CharField(
        _("reserved"), max_length=12, choices=Reservation, default=Reservation.NONE
    )
    documents_url = models.URLField(_("address of the documents"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CallState, default=CallState.DRAFT, editable=False
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    changed_at = models.DateTimeField(_("changed at"), editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    ended_at = models.DateTimeField(_("awarded or cancelled at"), null=True, editable=False)
    winner = models.ForeignKey(Enterprise, models.SET_NULL, null=True, blank=True, related_name="+")
    winner_name = models.CharField(_("awarded to"), max_length=200, blank=True)
    award_eur = models.DecimalField(
        _("awarded for, in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    outcome_note = models.CharField(_("about the outcome"), max_length=500, blank=True)
    is_example = models.BooleanField(_("an example"), default=False, editable=False)

    objects = ShortCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("short call")
        verbose_name_plural = _("short calls")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "deadline"], name="opportunities_call_open"),
            models.Index(fields=["buyer", "-made_at"], name="opportunities_call_of_buyer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="opportunities_call_published_has_day",
                violation_error_message=_("A published call has its day."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(deadline__gt=F("published_at")),
                name="opportunities_call_deadline_after",
                violation_error_message=_("The deadline lies after the publication."),
            ),
            models.CheckConstraint(
                condition=~Q(state="awarded") | ~Q(winner_name=""),
                name="opportunities_call_award_named",
                violation_error_message=_("An award names to whom."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("opportunities:call", args=[self.pk])

    def last_day(self) -> date:
        """The last day on which it can be answered, where its deadline was set."""
        return self.deadline.astimezone(ZoneInfo(self.zone)).date()


class ShortCallTranslation(TranslationRow):
    """A call's texts in one more language."""

    record = ParentalKey(ShortCall, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("what is asked for"), max_length=8000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("texts in another language")
        verbose_name_plural = _("texts in other languages")


class CallQuestion(models.Model):
    """A question about a call. It is public with its answer; who asked is never shown."""

    call = models.ForeignKey(ShortCall, models.CASCADE, related_name="questions")
    text = models.TextField(_("question"), max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    language = models.CharField(max_length=5)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="opportunities_question_answered_whole",
                violation_error_message=_("An answer has its moment."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CallAnswer(models.Model):
    """What an enterprise sends in: only its own people and, when they may, the buyer read it."""

    call = models.ForeignKey(ShortCall, models.CASCADE, related_name="answers")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="call_answers")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    message = models.TextField(_("message"), max_length=4000)
    price_eur = models.DecimalField(
        _("price in euro, without tax"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    reply_to = models.EmailField(_("e-mail for an answer"))
    sent_at = models.DateTimeField(_("sent at"))
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "enterprise"],
                condition=Q(withdrawn_at=None),
                name="opportunities_answer_once",
                violation_error_message=_("This enterprise has answered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} → {self.call_id}"


class CallFile(models.Model):
    """A document of a call (public with it) or of an answer to it (private).

    Kept in the database, so that nothing private lies below the address of public files.
    """

    call = models.ForeignKey(ShortCall, models.CASCADE, related_name="files")
    answer = models.ForeignKey(CallAnswer, models.CASCADE, null=True, related_name="files")
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=5)  # of formats.documents
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64)
    data = models.BinaryField()
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("file of a call")
        verbose_name_plural = _("files of calls")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name
