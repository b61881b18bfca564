"""People's roles at a partner."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.partnership.models.partner import Partner
from secon.people.enums import PARTNER_ROLES
from secon.people.models import Grant


class Membership(Grant):
    """A role held in the name of one partner. Written by ``partnership.domain.members`` only."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="memberships", verbose_name=_("partner")
    )

    class Meta:
        verbose_name = _("role at a partner")
        verbose_name_plural = _("roles at partners")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(PARTNER_ROLES)),
                name="partnership_membership_partner_role",
                violation_error_message=_("This role holds for the whole platform."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "partner"],
                condition=Q(ends_at=None),
                name="partnership_membership_once",
                violation_error_message=_("This person has the role already."),
            ),
        ]

    def scope(self) -> dict[str, int]:
        """The partner the role is limited to."""
        return {"partner": self.partner.pk}
