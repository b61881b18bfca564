"""What a column of a register can hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Field(TextChoices):
    """In the order in which a person is asked for them."""

    NAME = "name", pgettext_lazy("of an organisation", "Name")
    OTHER_NAME = "other_name", _("Other name or short name")
    EXTERNAL_ID = "external_id", _("Number of the row in the register")
    COMPANY_NUMBER = "company_number", _("Company number")
    STATUS = "status", _("National status")
    STATUS_NUMBER = "status_number", _("Number of the status")
    STATUS_FROM = "status_from", _("Status from")
    STATUS_TO = "status_to", _("Status until")
    LEGAL_FORM = "legal_form", _("Legal form")
    FAMILY = "family", _("Family of the social economy")
    FOUNDED = "founded", _("Year it began")
    STREET = "street", _("Street and number")
    POSTAL_CODE = "postal_code", _("Postal code")
    TOWN = "town", _("Town")
    LAT = "lat", _("Latitude")
    LON = "lon", _("Longitude")
    EMAIL = "email", _("E-mail of the organisation")
    PHONE = "phone", _("Telephone of the organisation")
    WEBSITE = "website", _("Website")
    NACE = "nace", _("Activity (NACE)")
    SUMMARY = "summary", _("In one sentence")
    DESCRIPTION = "description", _("What it does")


FOR_ALL_ROWS = (Field.STATUS, Field.FAMILY, Field.LEGAL_FORM)
"""What can be the same for every row of a register."""

LONGEST: dict[Field, int] = {
    Field.NAME: 200,
    Field.OTHER_NAME: 200,
    Field.EXTERNAL_ID: 80,
    Field.STATUS_NUMBER: 60,
    Field.LEGAL_FORM: 120,
    Field.STREET: 200,
    Field.POSTAL_CODE: 12,
    Field.TOWN: 100,
    Field.PHONE: 40,
    Field.SUMMARY: 250,
    Field.DESCRIPTION: 4000,
}
"""Signs that fit, as in the models."""
