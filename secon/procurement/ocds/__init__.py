"""Notices in the Open Contracting Data Standard, version 1.1. Pure: a ``Notice`` in, a dict out.

The mapping is that of the profile for the European Union (the standard's extensions for eForms),
with one small extension of ours for the social side (``extension``). What is unknown is absent:
the standard has no other way to say it. No personal contact data is in it.
"""

from secon.procurement.ocds.codes import DEFAULT_PREFIX
from secon.procurement.ocds.extension import EXTENSION, SCHEMA_PATCH
from secon.procurement.ocds.packages import EXTENSIONS, Publisher, record, release_package
from secon.procurement.ocds.releases import NoReleaseError, ocid, release
from secon.procurement.ocds.values import Json

__all__ = [
    "DEFAULT_PREFIX",
    "EXTENSION",
    "EXTENSIONS",
    "SCHEMA_PATCH",
    "Json",
    "NoReleaseError",
    "Publisher",
    "ocid",
    "record",
    "release",
    "release_package",
]
