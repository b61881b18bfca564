"""Territorial units of NUTS, how their codes correspond, and who borders on whom."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secon.places.enums import Change, CoastType, MountainType, UrbanType, Version


class RegionQuerySet(models.QuerySet["Region"]):
    """Adjectives of regions."""

    def of_version(self, version: Version) -> Self:
        """Regions that exist in a version: all of 2021, or those of 2024."""
        if version == Version.V2021:
            return self.filter(version=Version.V2021)
        return self.filter(superseded=False)

    def within(self, *codes: str) -> Self:
        """Regions of any level inside regions (or countries) with these codes, themselves too."""
        inside = Q(pk__in=[])
        for code in codes:
            inside |= Q(code__startswith=code)
        return self.filter(inside)


class Region(models.Model):
    """One territorial unit. Its code holds its parents: ``BE242`` in ``BE24`` in ``BE2`` in ``BE``.

    Those of 2021 are drawn; those of 2024 are placed by what they are made of.
    """

    code = models.CharField(
        _("NUTS code"), max_length=5, primary_key=True, validators=[RegexValidator(r"^[A-Z0-9]+$")]
    )
    version = models.CharField(
        _("first known in version"), max_length=4, choices=[(v.value, v.value) for v in Version]
    )
    superseded = models.BooleanField(_("no longer a code of 2024"), default=False)
    level = models.PositiveSmallIntegerField(_("level"))
    country = models.CharField(_("country"), max_length=2)
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    name = models.CharField(_("name in Latin letters"), max_length=120)
    native_name = models.CharField(_("name in its own language"), max_length=120)
    urban_type = models.PositiveSmallIntegerField(
        _("urban or rural"), choices=UrbanType.choices, null=True, blank=True
    )
    mountain_type = models.PositiveSmallIntegerField(
        _("mountains"), choices=MountainType.choices, null=True, blank=True
    )
    coast_type = models.PositiveSmallIntegerField(
        _("sea"), choices=CoastType.choices, null=True, blank=True
    )
    lon = models.FloatField(_("longitude of the centre"), null=True, blank=True)
    lat = models.FloatField(_("latitude of the centre"), null=True, blank=True)
    west = models.FloatField(_("west end"), null=True, blank=True)
    south = models.FloatField(_("south end"), null=True, blank=True)
    east = models.FloatField(_("east end"), null=True, blank=True)
    north = models.FloatField(_("north end"), null=True, blank=True)
    area_km2 = models.FloatField(_("surface in km²"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        indexes = [models.Index(fields=["country", "level"], name="places_region_country_level")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=0, level__lte=3), name="places_region_level_0_to_3"
            )
        ]

    def __str__(self) -> str:
        return f"{self.native_name} ({self.code})"

    @property
    def centroid(self) -> tuple[float, float] | None:
        """Centre of the region's largest piece of land: (longitude, latitude)."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def bbox(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in degrees; overseas parts included."""
        ends = (self.west, self.south, self.east, self.north)
        known = tuple(end for end in ends if end is not None)
        return (known[0], known[1], known[2], known[3]) if len(known) == 4 else None


class Outline(models.Model):
    """The rings of a level-3 region of 2021, packed by ``domain.geometry.pack``."""

    region = models.OneToOneField(
        Region, models.CASCADE, primary_key=True, related_name="outline", verbose_name=_("region")
    )
    rings = models.BinaryField(_("rings"))

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")

    def __str__(self) -> str:
        return self.region_id


class Border(models.Model):
    """Two regions of one level that touch on land; the pair is kept once, in order of code."""

    first = models.ForeignKey(
        Region, models.CASCADE, related_name="borders_after", verbose_name=_("region")
    )
    second = models.ForeignKey(
        Region, models.CASCADE, related_name="borders_before", verbose_name=_("other region")
    )
    level = models.PositiveSmallIntegerField(_("level"))
    length_km = models.FloatField(_("length in km"))

    class Meta:
        verbose_name = _("border")
        verbose_name_plural = _("borders")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="places_border_pair_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="places_border_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"


class Correspondence(models.Model):
    """One code's way from 2021 to 2024. Codes without a row stayed; ``from_code`` is empty for new.

    Kept as rows for joins; ``domain.correspondence`` answers the same without a database.
    """

    from_code = models.CharField(_("code of 2021"), max_length=5, blank=True)
    to_code = models.CharField(_("code of 2024"), max_length=5)
    kind = models.CharField(_("what happened"), max_length=8, choices=Change.choices)

    class Meta:
        ordering = ["to_code", "from_code"]
        verbose_name = _("correspondence")
        verbose_name_plural = _("correspondences")
        constraints = [
            models.UniqueConstraint(
                fields=["from_code", "to_code"], name="places_correspondence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_code or '–'} → {self.to_code}"


class Loading(models.Model):
    """The last loading of the regions: what was read, so that the same is not read again."""

    digest = models.CharField(_("digest of the sources"), max_length=64)
    at = models.DateTimeField(_("when"))

    class Meta:
        get_latest_by = "at"
        verbose_name = _("loading")
        verbose_name_plural = _("loadings")

    def __str__(self) -> str:
        return self.digest


class Gazetteer(models.Model):
    """Names of towns, regions and countries, and postal codes, packed for the memory: one row."""

    digest = models.CharField(_("digest of the sources"), max_length=64)
    at = models.DateTimeField(_("when"))
    towns = models.PositiveIntegerField(_("towns"))
    names = models.PositiveIntegerField(_("names"))
    codes = models.PositiveIntegerField(_("postal codes"), default=0)
    data = models.BinaryField(_("names and points"))

    class Meta:
        get_latest_by = "at"
        verbose_name = _("gazetteer")
        verbose_name_plural = _("gazetteers")

    def __str__(self) -> str:
        return self.digest


class PostalCode(models.Model):
    """A postal code and where it lies: its own point, or the centre of its region (not ``exact``).

    ``code`` is written without blanks and hyphens, cut to the part that names a district.
    """

    country = models.CharField(_("country"), max_length=2)
    code = models.CharField(_("postal code"), max_length=10)
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))
    town = models.CharField(_("town"), max_length=120, blank=True)
    nuts3 = models.CharField(_("NUTS code"), max_length=5, blank=True)
    exact = models.BooleanField(_("the point is the code's own"), default=True)

    class Meta:
        ordering = ["country", "code"]
        verbose_name = _("postal code")
        verbose_name_plural = _("postal codes")
        constraints = [
            models.UniqueConstraint(fields=["code", "country"], name="places_postal_code_once"),
            models.CheckConstraint(
                condition=Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="places_postal_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}-{self.code}"
