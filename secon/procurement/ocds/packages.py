"""Releases and records in the packages they travel in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from secon.procurement.ocds.values import Json, moment, without_empty

_EXTENSIONS_HOME: Final = "https://raw.githubusercontent.com/open-contracting-extensions"
EXTENSIONS: Final = (
    "https://standard.open-contracting.org/profiles/eu/master/en/extension.json",
    *(
        f"{_EXTENSIONS_HOME}/ocds_{name}_extension/master/extension.json"
        for name in ("pagination", "suitability", "sustainability", "withheldInformation")
    ),
)
"""The profile for the European Union and what a release uses beside it; all are in the register."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the packages: a name and a web address."""

    name: str
    uri: str


def release_package(
    releases: Sequence[Json],
    *,
    uri: str,
    published: datetime,
    publisher: Publisher,
    extension: str,
    policy: str,
) -> Json:
    """A release package. ``extension`` is the address of our own one's ``extension.json``.

    No licence is stated: the notices are reusable under the terms of TED, and which licence the
    platform's own part has is for the project to decide.
    """
    made: Json = without_empty(
        {
            "uri": uri,
            "version": "1.1",
            "extensions": [*EXTENSIONS, extension],
            "publishedDate": moment(published),
            "publisher": {"name": publisher.name, "uri": publisher.uri},
            "publicationPolicy": policy,
        }
    )
    made["releases"] = list(releases)
    return made


def record(releases: Sequence[Json]) -> Json:
    """All releases of one process, the oldest first."""
    ordered = sorted(releases, key=lambda one: (one["date"], one["id"]))
    return {"ocid": ordered[0]["ocid"], "releases": ordered}
