"""Persons and letters of an enterprise: apart from its record, with a purpose and an end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.enterprises.models.enterprise import Enterprise


class ContactPerson(models.Model):
    """Somebody to speak to. Never exported, never shown to anonymous readers."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    purpose = models.CharField(_("purpose"), max_length=40, default="questions-about-the-entry")
    agreed_at = models.DateTimeField(_("agreed at"))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    delete_after = models.DateField(_("deleted after"))

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["pk"]
        indexes = [models.Index(fields=["delete_after"], name="enterprises_contact_ends")]

    def __str__(self) -> str:
        return str(self.pk)


class ConfirmationLink(models.Model):
    """A letter that asks whether an entry still holds; its link works once, without sign-in."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="confirmations")
    about = models.CharField(_("about"), max_length=60)  # "check", "entry" or a status's code
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used at"), null=True)
    outcome = models.CharField(_("answer"), max_length=12, blank=True)  # confirmed, corrected

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["enterprise", "-sent_at"], name="enterprises_reminded")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.sent_at:%Y-%m-%d}"
