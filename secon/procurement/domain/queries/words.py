"""Words in the titles of lots and notices, by the database's own full-text index.

SQLite answers from FTS5 tables kept by triggers, PostgreSQL from GIN indexes; the migration
``list_indexes`` makes them from the same folding as here. Case, accents, the Greek final sigma and
the Polish ł do not matter; each word may be the beginning of a longer one.
"""

import re

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from secon.procurement.folding import FTS_TABLES, POSTGRES_WORDS, fold
from secon.procurement.models import LotText, NoticeText

MAX_WORDS = 8


def titled(query: str) -> Q:
    """Lots with every word of ``query`` in one of their titles, or in one of their notice's;
    none where ``query`` has no word.
    """
    words = re.findall(r"[^\W_]+", fold(query))[:MAX_WORDS]
    if not words:
        return Q(pk__in=[])
    lots = LotText.objects.filter(id__in=_texts(LotText._meta.db_table, words))
    notices = NoticeText.objects.filter(id__in=_texts(NoticeText._meta.db_table, words))
    return Q(pk__in=lots.values("lot")) | Q(notice__in=notices.values("notice"))


def _texts(table: str, words: list[str]) -> RawSQL:
    """The keys of the rows of ``table`` whose title has all the words."""
    if connection.vendor == "sqlite":
        index = FTS_TABLES[table]
        rows = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 -- constants
        return RawSQL(rows, [" ".join(f'"{word}"*' for word in words)])  # noqa: S611 -- a parameter
    condition = f"{POSTGRES_WORDS} @@ to_tsquery('simple', %s)"
    rows = f"SELECT id FROM {table} WHERE {condition}"  # noqa: S608 -- constants
    return RawSQL(rows, [" & ".join(f"{word}:*" for word in words)])  # noqa: S611 -- a parameter
