"""The directory's search: what pages, exports, the API and feeds ask.

>>> from secon.enterprises.domain import directory
>>> asked = directory.Criteria(day=today, words="catering Kalamata")
>>> answer = directory.search(directory.current(), asked)

The modules, from the bottom: ``segment`` (columns in one file), ``vocabulary`` (words),
``gathering`` and ``building`` (entries to columns), ``directory`` (segments that answer as one),
``matching``, ``reading`` (what words mean), ``filtering``, ``counting``, ``ordering``,
``searching``, ``mapping``; ``source``, ``builder`` and ``store`` keep it up to date.
"""

from secon.enterprises.domain.directory.criteria import (
    PAGE,
    Box,
    Criteria,
    Destination,
    Near,
    Sort,
)
from secon.enterprises.domain.directory.directory import Directory
from secon.enterprises.domain.directory.mapping import bounds, cells
from secon.enterprises.domain.directory.results import (
    Cell,
    CodeRead,
    Facets,
    Field,
    MapAnswer,
    Point,
    Reading,
    Reason,
    Result,
    Row,
)
from secon.enterprises.domain.directory.searching import all_pks, search
from secon.enterprises.domain.directory.store import current, forget, rebuild

__all__ = [
    "PAGE",
    "Box",
    "Cell",
    "CodeRead",
    "Criteria",
    "Destination",
    "Directory",
    "Facets",
    "Field",
    "MapAnswer",
    "Near",
    "Point",
    "Reading",
    "Reason",
    "Result",
    "Row",
    "Sort",
    "all_pks",
    "bounds",
    "cells",
    "current",
    "forget",
    "rebuild",
    "search",
]
