"""Matches of enterprises with open lots and calls, and the runs that found them.

Written by ``domain.runs`` only.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secon.enterprises.models import Enterprise
from secon.opportunities.enums import (
    Answer,
    DemandKind,
    MatchRunKind,
    MatchRunState,
    MatchState,
)


class MatchQuerySet(models.QuerySet["Match"]):
    """What matches can be asked for."""

    def current(self) -> Self:
        """Those that hold."""
        return self.filter(state=MatchState.CURRENT)

    def open_on(self, day: date) -> Self:
        """Those that hold and whose demand can still be answered on ``day``."""
        return self.current().filter(open_until__gte=day)

    def best_first(self) -> Self:
        """The highest score first, then what closes first."""
        return self.order_by("-score", "open_until", "kind", "demand")


class Match(models.Model):
    """That a demand suits an enterprise: one of its best.

    ``demand`` is the key of a lot or of a short call, as ``kind`` says. ``parts`` holds eight
    bits for each part of the score (see ``matching.score``).
    """

    enterprise = models.ForeignKey(
        Enterprise, models.CASCADE, related_name="matches", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=5, choices=DemandKind)
    demand = models.BigIntegerField(_("demand"))
    score = models.PositiveSmallIntegerField(_("score, 0 to 100"))
    parts = models.BigIntegerField(_("parts of the score, packed"))
    eligibility = models.CharField(_("may take part"), max_length=7, choices=Answer)
    open_until = models.DateField(_("last day it is open"))
    state = models.CharField(
        _("state"), max_length=7, choices=MatchState, default=MatchState.CURRENT
    )
    first_seen = models.DateField(_("first found on"))
    changed = models.DateField(_("last changed on"))
    gone_on = models.DateField(_("gone on"), null=True, blank=True)

    objects: ClassVar[MatchQuerySet] = MatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(
                name="opportunities_match_once", fields=["enterprise", "kind", "demand"]
            ),
            models.CheckConstraint(
                name="opportunities_match_score", condition=Q(score__gte=0, score__lte=100)
            ),
            models.CheckConstraint(
                name="opportunities_match_known_kind", condition=Q(kind__in=DemandKind.values)
            ),
            models.CheckConstraint(
                name="opportunities_match_may_take_part",
                condition=Q(eligibility__in=[Answer.YES, Answer.UNKNOWN, Answer.OPEN_TO_ALL]),
            ),
            models.CheckConstraint(
                name="opportunities_match_gone_has_day",
                condition=Q(state=MatchState.CURRENT, gone_on=None)
                | Q(state=MatchState.GONE, gone_on__isnull=False),
            ),
            models.CheckConstraint(
                name="opportunities_match_days_in_order", condition=Q(changed__gte=F("first_seen"))
            ),
        ]
        indexes = [
            models.Index(name="opportunities_match_best", fields=["enterprise", "state", "-score"]),
            models.Index(
                name="opportunities_match_demand", fields=["kind", "demand", "state", "-score"]
            ),
            models.Index(
                name="opportunities_match_gone",
                fields=["gone_on"],
                condition=Q(gone_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.kind} {self.demand}: {self.score}"


class MatchRun(models.Model):
    """One run over enterprises and open demands. At most one is running."""

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=4, choices=MatchRunKind)
    state = models.CharField(
        _("state"), max_length=11, choices=MatchRunState, default=MatchRunState.RUNNING
    )
    why_full = models.CharField(_("why everything was compared"), max_length=20, blank=True)
    rules = models.CharField(_("digest of the rules"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("started"))
    heard_at = models.DateTimeField(_("last sign of life"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    suppliers = models.PositiveIntegerField(_("enterprises"), default=0)
    demands = models.PositiveIntegerField(_("open lots and calls"), default=0)
    suppliers_changed = models.PositiveIntegerField(_("enterprises that changed"), default=0)
    demands_changed = models.PositiveIntegerField(_("lots and calls that changed"), default=0)
    matches = models.PositiveIntegerField(_("matches that hold"), default=0)
    added = models.PositiveIntegerField(_("new matches"), default=0)
    altered = models.PositiveIntegerField(_("matches that changed"), default=0)
    gone = models.PositiveIntegerField(_("matches that are gone"), default=0)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)
    peak_memory_mb = models.FloatField(_("most memory used, MB"), null=True, blank=True)

    class Meta:
        verbose_name = _("matching run")
        verbose_name_plural = _("matching runs")
        ordering = ("-started_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="opportunities_match_run_alone",
                fields=["state"],
                condition=Q(state=MatchRunState.RUNNING),
            ),
            models.CheckConstraint(
                name="opportunities_match_run_known_state",
                condition=Q(state__in=MatchRunState.values),
            ),
            models.CheckConstraint(
                name="opportunities_match_run_finished_unless_running",
                condition=Q(finished_at__isnull=False) | Q(state=MatchRunState.RUNNING),
            ),
        ]
        indexes = [models.Index(name="opportunities_match_run_newest", fields=["-started_at"])]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
