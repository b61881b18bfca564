"""What stands beside a practice in rows of its own: topics, figures, evidence, pictures, answers, contact."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from secon.partnership.enums import Theme
from secon.policy.enums import Topic
from secon.policy.models import Factor, Proof
from secon.practices.models.practice import Practice


class PracticeTopic(models.Model):
    """A topic of the Council Recommendation that a practice serves."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "topic"], name="practices_topic_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_topic_display())


class PracticeTheme(models.Model):
    """One of the project's five aims that a practice serves."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(_("aim"), max_length=20, choices=Theme)

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "theme"], name="practices_theme_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_theme_display())


class PracticeResult(models.Model):
    """A result in numbers, with what it counts, when, and who says so."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("what is counted"), max_length=120)
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source or method"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("result in numbers")
        verbose_name_plural = _("results in numbers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class PracticeProof(Proof):
    """Evidence for a practice."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="proofs")

    class Meta(Proof.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]


class PracticePicture(models.Model):
    """A picture with the words that stand for it."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "wagtailimages.Image", models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    alt = models.CharField(_("what it shows"), max_length=200)
    credit = models.CharField(_("by whom"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.alt


class PracticeAnswer(models.Model):
    """A barrier that a practice answers (or an enabling factor it rests on), and how."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="answers")
    factor = models.ForeignKey(
        Factor, models.CASCADE, related_name="answers", verbose_name=_("barrier")
    )
    note = models.CharField(_("how it answers it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("barrier it answers")
        verbose_name_plural = _("barriers it answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "factor"], name="practices_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.factor_id)


class PracticeContact(models.Model):
    """Whom to ask about a practice: shown to signed-in readers only, until ``delete_after``."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="contact")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    agreed_at = models.DateTimeField(_("agreed at"))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    delete_after = models.DateField(_("deleted after"))

    class Meta:
        verbose_name = _("contact for a practice")
        verbose_name_plural = _("contacts for practices")
        indexes = [models.Index(fields=["delete_after"], name="practices_contact_ends")]

    def __str__(self) -> str:
        return str(self.pk)
