"""Words in the titles of lots, by the database's own full-text index.

SQLite answers from an FTS5 table kept by triggers, PostgreSQL from a GIN index; the migration
``list_indexes`` makes them from the same folding as here. Case, accents, the Greek final sigma and
the Polish ł do not matter; each word may be the beginning of a longer one.
"""

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from secon.procurement.folding import FTS_TABLE, POSTGRES_WORDS, fold
from secon.procurement.models import LotText

MAX_WORDS = 8


def titled(query: str) -> QuerySet[LotText]:
    """Texts whose title has every word of ``query``; none where it has no word."""
    words = re.findall(r"[^\W_]+", fold(query))[:MAX_WORDS]
    if not words:
        return LotText.objects.none()
    if connection.vendor == "sqlite":
        match = " ".join(f'"{word}"*' for word in words)
        rows = f"SELECT rowid FROM {FTS_TABLE} WHERE {FTS_TABLE} MATCH %s"  # noqa: S608 -- a constant
    else:
        match = " & ".join(f"{word}:*" for word in words)
        condition = f"{POSTGRES_WORDS} @@ to_tsquery('simple', %s)"
        rows = f"SELECT id FROM procurement_lottext WHERE {condition}"  # noqa: S608 -- constants
    return LotText.objects.filter(id__in=RawSQL(rows, [match]))  # noqa: S611 -- a parameter
