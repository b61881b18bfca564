"""What an enterprise decided about an opportunity, what that teaches, and with whom it bids.

An opportunity is a demand: its kind and key, as in ``matches.Match``. Demands are replaced and
removed by imports, so rows name them without a foreign key.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secon.enterprises.models import Enterprise
from secon.opportunities.enterprise_enums import Choice, Joint, Reason, Step
from secon.opportunities.enums import DemandKind


class OfDemand(models.Model):
    """A row about a demand."""

    kind = models.CharField(_("kind of opportunity"), max_length=5, choices=DemandKind)
    demand = models.BigIntegerField(_("opportunity"))

    class Meta:
        abstract = True

    @property
    def key(self) -> tuple[str, int]:
        """The demand's kind and key."""
        return self.kind, self.demand


class Decision(OfDemand):
    """Where an opportunity stands for an enterprise. Written by ``domain.decisions`` only.

    ``before`` is the state that undoing the last step brings back; nothing: the row goes.
    """

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="decisions")
    state = models.CharField(_("state"), max_length=8, choices=Choice)
    before = models.CharField(_("state before"), max_length=8, choices=Choice, blank=True)
    reason = models.CharField(_("why not"), max_length=10, choices=Reason, blank=True)
    note = models.CharField(_("in your words"), max_length=300, blank=True)
    value_eur = models.DecimalField(
        _("value of the contract in euro"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("decision about an opportunity")
        verbose_name_plural = _("decisions about opportunities")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "demand"], name="opportunities_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=Choice.values),
                name="opportunities_decision_known",
            ),
            models.CheckConstraint(
                condition=(Q(state=Choice.HIDDEN) & ~Q(reason=""))
                | (~Q(state=Choice.HIDDEN) & Q(reason="")),
                name="opportunities_hidden_says_why",
                violation_error_message=_("Say why it does not suit you."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=Reason.OTHER) | ~Q(note=""),
                name="opportunities_other_reason_said",
                violation_error_message=_("Say it in your words."),
            ),
            models.CheckConstraint(
                condition=Q(value_eur=None) | Q(state=Choice.WON, value_eur__gt=0),
                name="opportunities_value_of_won",
                violation_error_message=_("Only a contract that was won has a value."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "demand"], name="opportunities_decided_on")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.kind}-{self.demand} {self.state}"


class Lesson(OfDemand):
    """What a refusal teaches the score: the reason and the facts of the demand it was given for.

    Gone when the refusal is undone. Empty facts are unknown.
    """

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="lessons")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    cpv = models.CharField(_("main CPV code"), max_length=8, blank=True)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True)
    value_eur = models.DecimalField(_("value in euro"), max_digits=20, decimal_places=2, null=True)
    learnt_at = models.DateTimeField(_("learnt at"))

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "demand"], name="opportunities_lesson_once"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="opportunities_lesson_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.reason} {self.cpv}"


class JointBid(OfDemand):
    """One enterprise asks another to bid together. Written by ``domain.sharing`` only.

    Personal data: who asked and who answered, shown to the stewards of both.
    """

    asking = models.ForeignKey(Enterprise, models.CASCADE, related_name="joint_bids_asked")
    asked = models.ForeignKey(Enterprise, models.CASCADE, related_name="joint_bids_received")
    state = models.CharField(_("state"), max_length=10, choices=Joint, default=Joint.ASKED)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("question to bid together")
        verbose_name_plural = _("questions to bid together")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asking", "asked", "kind", "demand"],
                condition=~Q(state=Joint.WITHDRAWN),
                name="opportunities_asked_once",
                violation_error_message=_("This enterprise was asked already."),
            ),
            models.CheckConstraint(
                condition=~Q(asking=F("asked")),
                name="opportunities_asked_another",
                violation_error_message=_("Choose another enterprise than your own."),
            ),
            models.CheckConstraint(
                condition=Q(state=Joint.ASKED, answered_at=None)
                | (~Q(state=Joint.ASKED) & Q(answered_at__isnull=False)),
                name="opportunities_answer_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "state"], name="opportunities_asked_of"),
        ]

    def __str__(self) -> str:
        return f"{self.asking_id} → {self.asked_id} {self.kind}-{self.demand}"


class PathStep(OfDemand):
    """That an opportunity came this far with an enterprise, the first time. No person is named.

    ``sector`` is the CPV division, two digits; empty where it is not known.
    """

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="path_steps")
    step = models.CharField(_("step"), max_length=8, choices=Step)
    sector = models.CharField(_("CPV division"), max_length=2, blank=True)
    at = models.DateTimeField(_("first time"))

    class Meta:
        verbose_name = _("step towards a contract")
        verbose_name_plural = _("steps towards a contract")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "demand", "step"],
                name="opportunities_step_once",
            ),
            models.CheckConstraint(
                condition=Q(step__in=Step.values), name="opportunities_step_known"
            ),
        ]
        indexes = [models.Index(fields=["at", "step"], name="opportunities_step_month")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.kind}-{self.demand} {self.step}"
