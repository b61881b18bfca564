"""What the API says of places."""

from typing import Self

from ninja import Field, Schema

from secon.places.domain.gazetteer import Answer
from secon.places.domain.lookup import Reading
from secon.places.domain.spots import Spot
from secon.places.domain.typology import Mix, Share
from secon.places.models import Region


class RegionOut(Schema):
    """A territorial unit of NUTS; what is not known is null."""

    code: str
    version: str = Field(description="The first version known here that has the code")
    superseded: bool = Field(description="True: NUTS 2024 does not have the code any more")
    level: int
    country: str
    parent: str | None
    name: str
    native_name: str
    centroid: tuple[float, float] | None = Field(description="Longitude, latitude")
    bbox: tuple[float, float, float, float] | None = Field(
        description="West, south, east, north; overseas parts included"
    )
    area_km2: float | None

    @classmethod
    def of(cls, region: Region) -> Self:
        """From a stored region."""
        same = {name: getattr(region, name) for name in cls.model_fields if name != "parent"}
        return cls(parent=region.parent_id, **same)


class NearOut(Schema):
    """A region and how far it is from the point asked for; 0 inside."""

    km: float
    region: RegionOut


class ShareOut(Schema):
    """So many level-3 regions are of a type."""

    type: int | None
    label: str | None
    regions: int

    @classmethod
    def of(cls, share: Share) -> Self:
        """From the count of one type."""
        if share.kind is None:
            return cls(type=None, label=None, regions=share.regions)
        return cls(type=share.kind.value, label=str(share.kind.label), regions=share.regions)


class MixOut(Schema):
    """Types of a territory, counted by its level-3 regions (not by people)."""

    regions: int
    urban: list[ShareOut]
    mountain: list[ShareOut]
    coast: list[ShareOut]

    @classmethod
    def of(cls, mix: Mix) -> Self:
        """From the counts of all three typologies."""
        return cls(
            regions=mix.regions,
            urban=[ShareOut.of(share) for share in mix.urban],
            mountain=[ShareOut.of(share) for share in mix.mountain],
            coast=[ShareOut.of(share) for share in mix.coast],
        )


class CounterpartOut(Schema):
    """A code of another version and what happened on the way."""

    code: str
    kind: str


class PlaceOut(Schema):
    """A region with its neighbours, types and codes in the other version."""

    region: RegionOut
    neighbours: list[str]
    types: MixOut
    in_2021: list[CounterpartOut]
    in_2024: list[CounterpartOut]


class ReadingOut(Schema):
    """What a code from a notice says, and how it was read."""

    given: str
    code: str | None
    version: str
    level: int | None
    country: str | None
    how: str
    candidates: list[str]
    contradicts: str | None
    said: str

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """From a reading, its sentence in the reader's language."""
        return cls(
            given=reading.given,
            code=reading.code,
            version=reading.version,
            level=reading.level,
            country=reading.country,
            how=reading.how.value,
            candidates=list(reading.candidates),
            contradicts=reading.contradicts,
            said=reading.said,
        )


class SpotOut(Schema):
    """A place found by its name or postal code."""

    kind: str = Field(description="town, postal, region or country")
    name: str
    label: str = Field(description="What tells it from other places of that name")
    code: str = Field(description="GeoNames number, postal code, NUTS code or country code")
    country: str
    lon: float
    lat: float
    nuts3: str | None = Field(description="The small region around the point")
    population: int | None
    within_km: float | None = Field(
        description="How far the true place may be from the point, if more than a town's size"
    )

    @classmethod
    def of(cls, spot: Spot) -> Self:
        """From a spot."""
        return cls(**{name: getattr(spot, name) for name in cls.model_fields})


class FoundOut(Schema):
    """The places found; otherwise why there is none, and which come near."""

    places: list[SpotOut]
    problem: str
    suggestions: list[SpotOut]

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """From the gazetteer's answer."""
        return cls(
            places=[SpotOut.of(spot) for spot in answer.spots],
            problem=answer.problem,
            suggestions=[SpotOut.of(spot) for spot in answer.suggestions],
        )


def place(
    region: Region,
    *,
    neighbours: list[Region],
    types: Mix,
    in_2021: list[CounterpartOut],
    in_2024: list[CounterpartOut],
) -> PlaceOut:
    """A region with everything that is known around it."""
    return PlaceOut(
        region=RegionOut.of(region),
        neighbours=[one.code for one in neighbours],
        types=MixOut.of(types),
        in_2021=in_2021,
        in_2024=in_2024,
    )
