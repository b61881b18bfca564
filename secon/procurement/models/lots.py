"""Lots: narrow rows for lists and filters, everything else in tables beside them."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secon.procurement.enums import (
    SIGNAL_BITS,
    ClauseUse,
    ClosedBy,
    Doubt,
    LotKind,
    Rung,
    SignalKind,
    Stage,
    Strength,
)
from secon.procurement.models.notices import Notice


class LotQuerySet(models.QuerySet["Lot"]):
    """What lots can be asked for."""

    def open_on(self, day: date) -> Self:
        """Lots of calls that could be answered on ``day``, as known from what was published by then."""
        return self.filter(published__lte=day, open_until__gte=day)

    def with_signals(self, *kinds: str, sure: bool = False) -> Self:
        """Lots with at least one signal of these kinds; ``sure`` leaves doubtful ones out."""
        mask = sum(SIGNAL_BITS[kind] for kind in set(kinds))
        bits = F("signals").bitand(mask)
        if sure:  # a kind's bit is in doubts only where it is in signals
            bits -= F("doubts").bitand(mask)
        return self.annotate(_signal_bits=bits).filter(_signal_bits__gt=0)


class Lot(models.Model):
    """What is bought, where, until when: the unit of every list. ``id`` sorts by notice, then order.

    Booleans that may be null are null where the notice is silent. ``open_until`` is the last day
    on which the lot could be answered: the deadline's day, or the day before a result, a
    cancellation or a corrected version was published; null where no deadline is known or it was
    never a call.
    """

    id = models.BigIntegerField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lot_rows")
    ref = models.CharField(_("lot"), max_length=60)
    kind = models.CharField(_("kind"), max_length=5, choices=LotKind)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    published = models.DateField(_("published"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    deadline_kind = models.CharField(_("kind of deadline"), max_length=20, blank=True)
    open_until = models.DateField(_("last day it is open"), null=True, blank=True)
    deadline_day = models.DateField(
        _("day of the deadline where it was set"), null=True, blank=True
    )
    closed_on = models.DateField(_("closed early on"), null=True, blank=True)
    closed_by = models.CharField(_("closed by"), max_length=10, choices=ClosedBy, blank=True)
    is_current = models.BooleanField(_("latest version"), default=True)
    nature = models.CharField(_("nature"), max_length=20, blank=True)
    cpv = models.CharField(_("main CPV code"), max_length=8, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    value_doubtful = models.BooleanField(_("value looks wrong"), default=False)
    value_eur = models.DecimalField(
        _("value in euro, where stated in euro"), max_digits=20, decimal_places=2, null=True
    )
    reserved = models.BooleanField(_("reserved participation"), null=True, blank=True)
    reserved_execution = models.BooleanField(_("reserved execution"), null=True, blank=True)
    social = models.BooleanField(_("social objective"), null=True, blank=True)
    sme_suitable = models.BooleanField(_("suitable for SMEs"), null=True, blank=True)
    signals = models.PositiveSmallIntegerField(_("signals, as bits"), default=0)
    doubts = models.PositiveSmallIntegerField(
        _("kinds of which every signal is doubtful, as bits"), default=0
    )
    language = models.CharField(_("original language"), max_length=3, blank=True)
    country = models.CharField(_("country of performance"), max_length=2, blank=True)
    rung = models.CharField(_("how the place is known"), max_length=9, choices=Rung)
    is_example = models.BooleanField(_("example, not a real lot"), default=False)

    objects: ClassVar[LotQuerySet] = LotQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="procurement_lot_known_stage", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="procurement_lot_known_kind", condition=Q(kind__in=LotKind.values)
            ),
            models.CheckConstraint(
                name="procurement_lot_known_rung", condition=Q(rung__in=Rung.values)
            ),
            models.CheckConstraint(
                name="procurement_lot_closed_says_why",
                condition=Q(closed_on=None, closed_by="")
                | Q(closed_on__isnull=False, closed_by__in=ClosedBy.values),
            ),
            models.CheckConstraint(
                name="procurement_lot_value_above_zero",
                condition=Q(value=None) | Q(value__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                name="procurement_lot_open", fields=["open_until", "published", "kind", "id"]
            ),
            models.Index(name="procurement_lot_deadline", fields=["deadline", "notice", "id"]),
            models.Index(name="procurement_lot_published", fields=["published", "notice", "id"]),
            models.Index(name="procurement_lot_value", fields=["value_eur", "id"]),
        ]

    def __str__(self) -> str:
        return self.ref


class LotDetail(models.Model):
    """What only the page of a lot shows. Code lists: null unknown, empty a stated none."""

    lot = models.OneToOneField(
        Lot, on_delete=models.CASCADE, primary_key=True, related_name="detail"
    )
    number = models.CharField(_("the buyer's number"), max_length=200, blank=True)
    framework_maximum = models.DecimalField(
        _("most a framework may cost"), max_digits=20, decimal_places=2, null=True
    )
    framework_currency = models.CharField(_("its currency"), max_length=3, blank=True)
    questions_until = models.DateTimeField(_("questions until"), null=True)
    starts = models.DateField(_("starts"), null=True)
    ends = models.DateField(_("ends"), null=True)
    duration = models.DecimalField(_("duration"), max_digits=10, decimal_places=2, null=True)
    duration_unit = models.CharField(_("unit of duration"), max_length=10, blank=True)
    reserved = models.JSONField(_("reserved for"), null=True)
    strategic = models.JSONField(_("strategic aims"), null=True)
    social = models.JSONField(_("social objectives"), null=True)
    green = models.JSONField(_("environmental aims"), null=True)
    innovation = models.JSONField(_("innovation aims"), null=True)
    green_criteria = models.JSONField(_("green criteria"), null=True)
    accessibility = models.CharField(_("accessibility"), max_length=20, blank=True)
    proofs = models.JSONField(_("coded fields that state each"), default=dict)

    class Meta:
        verbose_name = _("detail of a lot")
        verbose_name_plural = _("details of lots")

    def __str__(self) -> str:
        return str(self.pk)


class LotText(models.Model):
    """What a lot says in one language; empty where it says nothing in it."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(_("language"), max_length=3)
    title = models.TextField(_("title"), blank=True)
    description = models.TextField(_("description"), blank=True)
    strategic = models.TextField(_("strategic aims"), blank=True)
    conditions = models.TextField(_("performance conditions"), blank=True)
    participation = models.TextField(_("conditions to take part"), blank=True)
    additional = models.TextField(_("further information"), blank=True)

    class Meta:
        verbose_name = _("text of a lot")
        verbose_name_plural = _("texts of lots")
        constraints = [
            models.UniqueConstraint(name="procurement_lot_text_once", fields=["lot", "language"])
        ]

    def __str__(self) -> str:
        return self.title


class LotPlace(models.Model):
    """A place of performance on the rung that counts: the code as read and as it was said."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="places", db_index=False)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    said = models.CharField(_("region code as published"), max_length=60, blank=True)
    how = models.CharField(_("how it was read"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=40, blank=True)
    anywhere = models.CharField(_("anywhere"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("place of a lot")
        verbose_name_plural = _("places of lots")
        ordering = ("id",)
        indexes = [
            models.Index(name="procurement_place_lot", fields=["lot", "nuts"]),
            models.Index(name="procurement_place_nuts", fields=["nuts", "lot"]),
            models.Index(name="procurement_place_country", fields=["country", "lot"]),
        ]

    def __str__(self) -> str:
        return self.nuts or self.country or self.anywhere


class LotCpv(models.Model):
    """A CPV code of a lot, the main one and the additional ones."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="cpv_codes", db_index=False)
    code = models.CharField(_("CPV code"), max_length=8)
    is_main = models.BooleanField(_("main code"), default=False)

    class Meta:
        verbose_name = _("CPV code of a lot")
        verbose_name_plural = _("CPV codes of lots")
        constraints = [
            models.UniqueConstraint(name="procurement_lot_cpv_once", fields=["lot", "code"])
        ]
        indexes = [models.Index(name="procurement_cpv_code", fields=["code", "lot"])]

    def __str__(self) -> str:
        return self.code


class LotSignal(models.Model):
    """A signal of a lot with its proof: the coded field, or the quoted words of the text.

    Of a clause or a mention ``code`` is its ``ClauseKind``, ``field`` the text it stands in
    (``conditions``), ``quote`` its words as published in ``language``, ``rule`` what found them.
    """

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="signal_rows")
    kind = models.CharField(_("kind"), max_length=30, choices=SignalKind)
    code = models.CharField(_("code"), max_length=40, blank=True)
    field = models.CharField(_("field that states it"), max_length=80, blank=True)
    strength = models.CharField(_("strength"), max_length=20, blank=True, choices=Strength)
    article = models.CharField(_("article of law"), max_length=60, blank=True)
    use = models.CharField(_("use"), max_length=30, blank=True, choices=ClauseUse)
    quote = models.TextField(_("quoted words"), blank=True)
    language = models.CharField(_("language of the words"), max_length=3, blank=True)
    rule = models.CharField(_("rule that found it"), max_length=80, blank=True)
    doubt = models.CharField(_("why it is doubtful"), max_length=30, blank=True, choices=Doubt)

    class Meta:
        verbose_name = _("signal of a lot")
        verbose_name_plural = _("signals of lots")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="procurement_signal_known_kind", condition=Q(kind__in=SignalKind.values)
            ),
            models.CheckConstraint(
                name="procurement_signal_known_doubt", condition=Q(doubt__in=["", *Doubt.values])
            ),
            models.CheckConstraint(
                name="procurement_signal_known_use", condition=Q(use__in=["", *ClauseUse.values])
            ),
            models.CheckConstraint(
                name="procurement_signal_text_is_quoted",
                condition=~Q(kind__in=[SignalKind.CLAUSE, SignalKind.MENTION])
                | (~Q(quote="") & ~Q(use="")),
            ),
            models.CheckConstraint(
                name="procurement_signal_mention_binds_nobody",
                condition=Q(kind=SignalKind.MENTION, use=ClauseUse.MENTION)
                | (~Q(kind=SignalKind.MENTION) & ~Q(use=ClauseUse.MENTION)),
            ),
        ]
        indexes = [models.Index(name="procurement_signal_kind", fields=["kind", "code", "lot"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Criterion(models.Model):
    """An award criterion of a lot, with its words by language."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(_("kind"), max_length=20, blank=True)  # cost, price, quality
    names = models.JSONField(_("names by language"), default=dict)
    descriptions = models.JSONField(_("descriptions by language"), default=dict)
    weight = models.DecimalField(_("weight"), max_digits=12, decimal_places=4, null=True)
    weight_unit = models.CharField(_("unit of weight"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("award criterion")
        verbose_name_plural = _("award criteria")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.kind
