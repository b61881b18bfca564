"""What waits for a region's decision: changes of entries and claims to them."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.enterprises.enums import ChangeKind, Decision, EvidenceKind
from secon.enterprises.models.enterprise import Enterprise


class Decided(models.Model):
    """Something a partner decides once."""

    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.OPEN, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        abstract = True


class Change(Decided):
    """A proposed change. ``content`` is the record as proposed, ``base`` as it was cleared then.

    Both are ``serializable_data()`` of the enterprise. Clearing takes over what differs between
    the two, so that two changes of different fields do not undo each other.
    """

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=12, choices=ChangeKind)
    base = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(_("what is said about it"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    reply_to = models.EmailField(
        _("e-mail for an answer"),
        blank=True,
        help_text=_("Personal: used for the answer and deleted with the decision."),
    )
    reply_language = models.CharField(max_length=5, blank=True)

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["proposed_at", "pk"]
        indexes = [models.Index(fields=["decision", "proposed_at"], name="enterprises_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="open") | Q(reply_to=""),
                name="enterprises_reply_address_ends",
                violation_error_message=_(
                    "The address for an answer is deleted with the decision."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.enterprise_id}"


class Claim(Decided):
    """A person's word that they speak for an enterprise; a partner approves it."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    position = models.CharField(_("your role there"), max_length=120)
    evidence_kind = models.CharField(_("evidence"), max_length=12, choices=EvidenceKind)
    evidence = models.CharField(_("how we can see it"), max_length=500)
    made_at = models.DateTimeField(_("claimed at"))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user"],
                condition=Q(decision="open"),
                name="enterprises_claim_once",
                violation_error_message=_("You have claimed this entry already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.enterprise_id}"


class Steward(models.Model):
    """A person who speaks for an enterprise. Written by ``domain.claims`` only."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="stewards")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="enterprises_kept"
    )
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("person who keeps an entry")
        verbose_name_plural = _("persons who keep entries")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user"],
                condition=Q(ended_at=None),
                name="enterprises_steward_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.enterprise_id}"
