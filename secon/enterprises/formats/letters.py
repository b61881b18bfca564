"""The text of a file whose encoding nobody states: by its first bytes, then by its language."""

from __future__ import annotations

import codecs
import unicodedata

from secon.enterprises.formats.table import FileCode, FileProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CENTRAL = ("cp1250", "iso8859-2")
_WESTERN = ("cp1252",)
_ENCODINGS: dict[str, tuple[str, ...]] = {
    "el": ("cp1253", "iso8859-7"),
    "bg": ("cp1251", "iso8859-5", "koi8-r"),
    "pl": _CENTRAL,
    "ro": (*_CENTRAL, "iso8859-16"),
    "hu": _CENTRAL,
    "lv": ("cp1257", "iso8859-13"),
}
_LETTERS = {
    "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșțşţ",
    "hu": "áéíóöőúüű",
    "lv": "āčēģīķļņšūž",
    "de": "äöüß",
    "nl": "éëïóöü",
    "pt": "áâãàçéêíóôõú",
    "es": "áéíñóúü",
}
_SIGNS = frozenset("„“”»«’‘–—…€§°²³ºª№·´´")


def decode(data: bytes, language: str) -> tuple[str, str]:
    """The text of ``data`` and the encoding it was read in.

    UTF-8 and UTF-16 are known by their form; otherwise the old code page of ``language`` that
    makes the most of its letters out of the bytes. ``FileProblem`` where nothing fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    if encoding := _wide(data):
        return _strict(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and len(data) > 4:  # cut off inside its last letter
            raise FileProblem(FileCode.BROKEN) from error
    readings = []
    for rank, encoding in enumerate(_ENCODINGS.get(language, _WESTERN)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_likeness(text[:200_000], language), -rank, text, encoding))
    if not readings:
        raise FileProblem(FileCode.UNREADABLE_LETTERS, language=language)
    _score, _rank, text, encoding = max(readings)
    return text, encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileProblem(FileCode.BROKEN) from error


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text and of delimiters is zero."""
    start = data[:4000]
    odd, even = start[1::2].count(0), start[::2].count(0)
    if odd > len(start) // 20 and odd > 4 * even:
        return "utf-16-le"
    if even > len(start) // 20 and even > 4 * odd:
        return "utf-16-be"
    return ""


def _likeness(text: str, language: str) -> float:
    """How far the letters beyond ASCII are those of ``language``: 1 all, below 0 hardly any."""
    own = frozenset(_LETTERS.get(language, "") + _LETTERS.get(language, "").upper())
    others = [sign for sign in text if ord(sign) > 127 and sign != "\xa0"]
    if not others:
        return 0.0
    good = sum(sign in own or sign in _SIGNS for sign in others)
    odd = sum(unicodedata.category(sign)[0] in "CS" and sign not in _SIGNS for sign in others)
    return (good - 2 * odd) / len(others)
