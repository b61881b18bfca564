"""A reader gets the own language where the notice has it, else the original, and is told which."""

import pytest

from secon.procurement.interfaces.texts import Shown, choose

TEXTS = {"el": "Καθαρισμός", "en": "Cleaning", "fr": "  "}


@pytest.mark.parametrize(
    ("reader", "original", "expected"),
    [
        ("en", ["el"], Shown("Cleaning", "en", foreign=False)),
        ("de", ["el", "en"], Shown("Καθαρισμός", "el", foreign=True)),
        ("fr", ["en"], Shown("Cleaning", "en", foreign=True)),
        ("de", [], Shown("Καθαρισμός", "el", foreign=True)),
    ],
)
def test_the_language_shown_follows_reader_then_original(reader, original, expected):
    assert choose(TEXTS, reader=reader, original=original) == expected


@pytest.mark.parametrize("texts", [None, {}, {"el": " "}])
def test_silence_is_none(texts):
    assert choose(texts, reader="en", original=["el"]) is None
