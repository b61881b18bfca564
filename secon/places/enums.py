"""Words for what is known of a place."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Version(StrEnum):
    """The versions of NUTS that notices use: 2021 is drawn, 2024 is known by its codes."""

    V2021 = "2021"
    V2024 = "2024"


class Change(models.TextChoices):
    """What became of a code from one version to another."""

    SAME = "same", _("unchanged")
    RENAMED = "renamed", _("same code, new name")
    RECODED = "recoded", _("same name, new code")
    SPLIT = "split", _("divided")
    MERGED = "merged", _("joined with another")
    NEW = "new", _("not there before")
    GONE = "gone", _("not there any more")


class How(StrEnum):
    """How a code was read."""

    EXACT = "exact"  # as written
    TIDIED = "tidied"  # blanks, case or letters of another alphabet put right
    RESPELT = "respelt"  # GR read as EL, GB as UK
    COUNTRY = "country"  # a country's code stands where a region's belongs
    UNSPECIFIED = "unspecified"  # a code that says: nowhere in particular (ESZZZ, EL000, 00)
    NEWER = "newer"  # a code of NUTS 2024, kept
    OLDER = "older"  # a code of an older version, read as the region of 2021 that covers it
    SHORTENED = "shortened"  # the longest beginning that is a code
    FROM_COUNTRY = "from-country"  # no readable code, only the country stated beside it
    UNREADABLE = "unreadable"


class UrbanType(models.IntegerChoices):
    """Eurostat's urban-rural typology of level 3 regions."""

    URBAN = 1, _("predominantly urban")
    INTERMEDIATE = 2, _("between urban and rural")
    RURAL = 3, _("predominantly rural")


class MountainType(models.IntegerChoices):
    """Eurostat's mountain typology of level 3 regions."""

    PEOPLE = 1, _("most people live in mountain areas")
    SURFACE = 2, _("mostly mountains by surface")
    BOTH = 3, _("mostly mountains by people and by surface")
    NONE = 4, _("not a mountain region")


class CoastType(models.IntegerChoices):
    """Eurostat's coastal typology of level 3 regions."""

    COAST = 1, _("on the sea")
    NEAR = 2, _("near the sea: half of the people live within 50 km of it")
    NONE = 3, _("not a coastal region")


class SpotKind(models.TextChoices):
    """What a name that was looked up turned out to be."""

    TOWN = "town", _("town")
    POSTAL = "postal", _("postal code")
    REGION = "region", _("region")
    COUNTRY = "country", _("country")


class PointCode(StrEnum):
    """What is wrong with a point that somebody stated."""

    OUT_OF_RANGE = "out_of_range"  # no longitude and latitude at all
    NULL_ISLAND = "null_island"  # 0, 0: an empty field that became a number
    SWAPPED = "swapped"  # inside the stated country once the two numbers change places
    OUTSIDE = "outside"  # elsewhere: another country, another region, or the open sea
