"""Order of words as the readers of each language expect it, without ICU.

A key has three levels like Unicode's: letters of the alphabet first, then accents that are no letters
of their own, then capitals. The tables name only what differs from "accents do not count".
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

# Letters with a place of their own, written after the letter they follow. Sources: CLDR collation
# charts. Spanish has had no own ch and ll since 1994 (2010 orthography: letters of the alphabet are 27).
LETTERS_AFTER: dict[str, dict[str, str]] = {
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"},
    "lv": {"c": "č", "g": "ģ", "k": "ķ", "l": "ļ", "n": "ņ", "s": "š", "z": "ž"},
    "hu": {"o": "ö", "u": "ü"},  # ő and ű count as ö and ü, like á as a
    "ro": {"a": "ăâ", "i": "î", "s": "ș", "t": "ț"},
    "es": {"n": "ñ"},
}
SAME_AS: dict[str, dict[str, str]] = {
    "hu": {"ő": "ö", "ű": "ü"},
    "ro": {"ş": "ș", "ţ": "ț"},  # the cedilla of old fonts
}
# Letters of two or three signs (Hungarian), in the place after their first.
GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "hu": (
        ("dzs", "d3"),
        ("cs", "c1"),
        ("dz", "d2"),
        ("gy", "g1"),
        ("ly", "l1"),
        ("ny", "n1"),
        ("sz", "s1"),
        ("ty", "t1"),
        ("zs", "z1"),
    ),
}
EXPANSIONS = {"ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "ø": "o", "đ": "d", "ς": "σ"}
UNDIVIDED = {"й": "и"}  # й is a letter after и, not и with a mark

Key = tuple[tuple[tuple[str, int], ...], tuple[str, ...], str]


@cache
def _own_letters(language: str) -> dict[str, tuple[str, int]]:
    return {
        letter: (base, place)
        for base, letters in LETTERS_AFTER.get(language, {}).items()
        for place, letter in enumerate(letters, start=1)
    }


def _units(word: str, language: str) -> Iterable[tuple[str, int, str]]:
    """(base letter, place after it, accent) of every letter of a lower-case word."""
    own, same = _own_letters(language), SAME_AS.get(language, {})
    groups = GROUPS.get(language, ())
    position = 0
    while position < len(word):
        group = next((each for each in groups if word.startswith(each[0], position)), None)
        if group:
            yield group[1][0], int(group[1][1]), ""
            position += len(group[0])
            continue
        sign = word[position]
        position += 1
        letter = same.get(sign, sign)
        if letter in own:
            yield (*own[letter], "" if letter == sign else sign)
        elif letter in UNDIVIDED:
            yield UNDIVIDED[letter], 1, ""
        else:
            yield from _plain(letter)


def _plain(letter: str) -> Iterable[tuple[str, int, str]]:
    """A letter without a place of its own: its bases, the accent kept for the second level."""
    for sign in EXPANSIONS.get(letter, letter):
        decomposed = unicodedata.normalize("NFD", sign)
        yield decomposed[0], 0, decomposed[1:] or (letter if letter != sign else "")


def sort_key(text: str, language: str) -> Key:
    """Key for sorting ``text`` among words read in ``language`` (ISO 639-1).

    Signs other than letters and digits count as spaces, so "Oliveira de Azeméis" stands before
    "Oliveirinha". Scripts keep Unicode's order: digits, Latin, Greek, Cyrillic.
    """
    composed = unicodedata.normalize("NFC", text)
    word = "".join(sign if sign.isalnum() else " " for sign in composed.lower())
    units = list(_units(" ".join(word.split()), language))
    return (
        tuple((base, place) for base, place, _ in units),
        tuple(accent for _, _, accent in units),
        composed.swapcase(),
    )
