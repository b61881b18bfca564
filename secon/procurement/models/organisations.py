"""Bodies named in notices. Personal contact data is kept apart and ends on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.procurement.models.notices import Notice


class Organisation(models.Model):
    """A buyer, winner or other body as one notice names it; ``ref`` holds in that notice only."""

    id = models.BigIntegerField(primary_key=True)
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="organisations", db_index=False
    )
    ref = models.CharField(_("id within the notice"), max_length=60)
    is_buyer = models.BooleanField(_("buyer"), default=False)
    is_winner = models.BooleanField(_("winner"), default=False)
    name = models.CharField(_("name"), max_length=500, blank=True)
    names = models.JSONField(_("names by language"), default=dict)
    national_ids = models.JSONField(_("national numbers"), default=list)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=40, blank=True)
    size = models.CharField(_("size"), max_length=10, blank=True)
    legal_type = models.CharField(_("kind of buyer"), max_length=60, blank=True)
    activity = models.CharField(_("activity"), max_length=60, blank=True)
    website = models.CharField(_("website"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("organisation in a notice")
        verbose_name_plural = _("organisations in notices")
        constraints = [
            models.UniqueConstraint(name="procurement_organisation_once", fields=["notice", "ref"])
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationNumber(models.Model):
    """A winner's national number in the one spelling of ``places.numbers``, to be found by.

    Only valid numbers of organisations: a person's number is never a key.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="numbers", db_index=False
    )
    key = models.CharField(_("number"), max_length=40)

    class Meta:
        verbose_name = _("number of a winner")
        verbose_name_plural = _("numbers of winners")
        constraints = [
            models.UniqueConstraint(
                name="procurement_organisation_number_once", fields=["organisation", "key"]
            )
        ]
        indexes = [
            models.Index(name="procurement_number_key", fields=["key", "organisation"]),
        ]

    def __str__(self) -> str:
        return self.key


class BuyerContact(models.Model):
    """Personal data of a buyer's contact point, for one purpose, until one day.

    Never shown to anonymous readers, never exported; ``forget_contacts`` deletes it after its day.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="contact"
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    email = models.CharField(_("e-mail"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    purpose = models.CharField(_("purpose"), max_length=40, default="questions-about-the-call")
    delete_after = models.DateField(_("deleted after"))

    class Meta:
        verbose_name = _("contact of a buyer")
        verbose_name_plural = _("contacts of buyers")
        indexes = [models.Index(name="procurement_contact_ends", fields=["delete_after"])]

    def __str__(self) -> str:
        return str(self.pk)
