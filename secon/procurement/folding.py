"""How words of titles are made comparable: the same in Python, SQLite and PostgreSQL. Pure."""

import unicodedata

GREEK = str.maketrans("άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ")
GREEK_CAPITALS = str.maketrans("ΆΈΉΊΌΎΏΪΫ", "ΑΕΗΙΟΥΩΙΥ")
BARRED = str.maketrans("łŁ", "lL")  # no accent to take away, yet people type l
LATIN = str.maketrans(
    {
        chr(point): plain
        for point in [*range(0xE0, 0x180), *range(0x1E00, 0x1F00)]
        if chr(point).islower()
        and (plain := unicodedata.normalize("NFKD", chr(point))[0]) != chr(point)
        and plain.isascii()
        and plain.isalpha()
    }
)
FTS_TABLES = {
    "procurement_lottext": "procurement_lot_words",
    "procurement_noticetext": "procurement_notice_words",
}
"""Table with a column ``title`` to the SQLite table of its words."""


def fold(text: str) -> str:
    """Lower case without the accents of Latin and Greek; Cyrillic letters stay what they are."""
    lower = unicodedata.normalize("NFC", text).lower()
    return lower.translate(GREEK).translate(BARRED).translate(LATIN)


def sqlite_fold(column: str) -> str:
    """The part of :func:`fold` that SQLite's own tokenizer does not do, as an SQL expression."""
    for table in (GREEK, GREEK_CAPITALS, BARRED):
        for letter, plain in table.items():
            column = f"replace({column}, '{chr(letter)}', '{chr(plain)}')"
    return column


_POSTGRES = {
    point: plain if isinstance(plain, str) else chr(plain)
    for table in (GREEK, BARRED, LATIN)
    for point, plain in table.items()
}
POSTGRES_WORDS = (
    "to_tsvector('simple', translate(lower(title), "
    f"'{''.join(map(chr, _POSTGRES))}', '{''.join(_POSTGRES.values())}'))"
)
"""The indexed expression over a column ``title``: the same text in index and query."""
