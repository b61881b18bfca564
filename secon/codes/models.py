"""Code lists, their codes and the labels of these in every language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeList(models.Model):
    """One list of codes as its publisher names it: ``cpv``, ``reserved-procurement``."""

    id = models.CharField(_("list"), primary_key=True, max_length=80)
    version = models.CharField(_("version"), max_length=80, blank=True)
    source = models.CharField(_("where it came from"), max_length=300)
    complete = models.BooleanField(_("the publisher's whole list"), default=True)
    digest = models.CharField(_("digest of the content"), max_length=64)
    loaded = models.DateTimeField(_("loaded"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("code list")
        verbose_name_plural = _("code lists")

    def __str__(self) -> str:
        return self.id


class Code(models.Model):
    """One code of a list. CPV codes are eight digits, the check digit stands in ``suffix``."""

    list = models.ForeignKey(CodeList, models.CASCADE, related_name="codes", verbose_name=_("list"))
    code = models.CharField(_("code"), max_length=80)
    suffix = models.CharField(_("check digit"), max_length=1, blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("above it"),
    )
    position = models.PositiveIntegerField(_("position"))
    active = models.BooleanField(_("in the newest version"), default=True)

    class Meta:
        ordering = ["list_id", "position"]
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = [
            models.UniqueConstraint(fields=["list", "code"], name="codes_code_once_per_list")
        ]

    def __str__(self) -> str:
        return f"{self.code}-{self.suffix}" if self.suffix else self.code


class CodeLabel(models.Model):
    """What a code is called in one language (ISO 639-1)."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="labels", verbose_name=_("code"))
    language = models.CharField(_("language"), max_length=2)
    label = models.TextField(_("label"))

    class Meta:
        ordering = ["code_id", "language"]
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "language"], name="codes_label_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.label
