"""Notices as stored, their texts and what they say of other notices."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.procurement.enums import PointerKind, Stage
from secon.procurement.models.evidence import RawPayload


class NoticeQuerySet(models.QuerySet["Notice"]):
    """What notices can be asked for."""

    def current(self) -> Self:
        """Those that no later version has replaced."""
        return self.filter(superseded_by=None)

    def real(self) -> Self:
        """Those published on TED, without the project's examples."""
        return self.filter(is_example=False)


class Notice(models.Model):
    """A published notice. ``id`` is made from the publication number (see ``keys``)."""

    id = models.BigIntegerField(primary_key=True)
    publication = models.CharField(_("publication number"), max_length=60)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    kind = models.CharField(_("notice type"), max_length=40, blank=True)
    subtype = models.CharField(_("notice subtype"), max_length=20, blank=True)
    form = models.CharField(_("form type"), max_length=40, blank=True)
    format = models.CharField(_("format"), max_length=40)
    root = models.CharField(_("root element or older form"), max_length=60)
    published = models.DateField(_("published"), null=True, blank=True)
    issued = models.DateField(_("sent by the buyer"), null=True, blank=True)
    language = models.CharField(_("original language"), max_length=3, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    country = models.CharField(_("country of the buyer"), max_length=2, blank=True)
    version_key = models.CharField(_("notice id with version"), max_length=80, blank=True)
    procedure = models.CharField(_("procedure"), max_length=80, blank=True)
    procedure_kind = models.CharField(_("kind of procedure"), max_length=40, blank=True)
    accelerated = models.BooleanField(_("accelerated"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=40, blank=True)
    light_regime = models.BooleanField(_("light regime"), default=False)
    nature = models.CharField(_("nature of the contract"), max_length=20, blank=True)
    cpv = models.CharField(_("main CPV code"), max_length=8, blank=True)
    value = models.DecimalField(_("estimate"), max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(_("currency of the estimate"), max_length=3, blank=True)
    total = models.DecimalField(
        _("total of the results"), max_digits=20, decimal_places=2, null=True
    )
    total_currency = models.CharField(_("currency of the total"), max_length=3, blank=True)
    lot_count = models.PositiveSmallIntegerField(_("number of lots"), default=0)
    documents = models.CharField(_("address of the documents"), max_length=2000, blank=True)
    change_reason = models.CharField(_("reason of the change"), max_length=40, blank=True)
    change_sections = models.JSONField(_("sections changed"), default=list)
    withheld = models.JSONField(_("withheld fields"), default=list)
    warnings = models.JSONField(_("read with doubt"), default=list)
    changes = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="changed_by"
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )
    payload = models.ForeignKey(
        RawPayload, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    first_seen = models.DateTimeField(_("first received"))
    signals_version = models.PositiveSmallIntegerField(
        _("version of the rules its signals were found by"), default=0
    )
    is_example = models.BooleanField(_("example, not a real notice"), default=False)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-published", "-id")
        constraints = [
            models.UniqueConstraint(name="procurement_notice_publication", fields=["publication"]),
            models.CheckConstraint(
                name="procurement_notice_known_stage", condition=models.Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="procurement_notice_not_its_own_version",
                condition=models.Q(superseded_by__isnull=True)
                | ~models.Q(superseded_by=models.F("id")),
            ),
        ]
        indexes = [
            models.Index(
                name="procurement_notice_procedure",
                fields=["procedure"],
                condition=~models.Q(procedure=""),
            ),
            models.Index(
                name="procurement_notice_version",
                fields=["version_key"],
                condition=~models.Q(version_key=""),
            ),
            models.Index(name="procurement_notice_published", fields=["published", "id"]),
        ]

    def __str__(self) -> str:
        return self.publication


class NoticeText(models.Model):
    """What a notice says of the whole procedure, in one of its languages."""

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="texts", db_index=False
    )
    language = models.CharField(_("language"), max_length=3)
    title = models.TextField(_("title"), blank=True)
    description = models.TextField(_("description"), blank=True)
    change = models.TextField(_("what changed"), blank=True)

    class Meta:
        verbose_name = _("text of a notice")
        verbose_name_plural = _("texts of notices")
        constraints = [
            models.UniqueConstraint(
                name="procurement_notice_text_once", fields=["notice", "language"]
            )
        ]

    def __str__(self) -> str:
        return self.title


class NoticePointer(models.Model):
    """That a notice names another: a publication number, or a notice id with version.

    Kept as said because the other may arrive later or never.
    """

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="pointers", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=9, choices=PointerKind)
    target = models.CharField(_("the other notice, as said"), max_length=80)

    class Meta:
        verbose_name = _("pointer to a notice")
        verbose_name_plural = _("pointers to notices")
        constraints = [
            models.UniqueConstraint(
                name="procurement_pointer_once", fields=["notice", "kind", "target"]
            )
        ]
        indexes = [models.Index(name="procurement_pointer_target", fields=["target"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
