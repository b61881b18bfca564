"""Text made comparable without losing its place: every folded character knows where it stood. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

SKIPPED = {"\u00ad", "¬", "\u200b", "\u200c", "\u200d", "\ufeff"}
"""Soft hyphens and their like stand inside words and mean nothing."""
LONGEST_SENTENCE = 1500
_RISKY = re.compile("[\u0300-\u036f\u00ad¬\u200b-\u200d\ufeff]")
_ODD = re.compile("[^\n -~α-ρσ-ωа-џ]")  # what lower case alone leaves to fold
_BARRED = {"ł": "l", "ø": "o", "đ": "d", "ς": "σ", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "´": "'"}
_SENTENCE = re.compile(
    r"[;|•●▪·\x00]|//|[—–](?=\s)|[.!?](?=\s+[^\W\d_]|\s*$)|\n\s*\n|\n(?=[ \t]*(?:[-*•][ \t]|\d{1,2}[.)][ \t]))"
)
_SHORT = re.compile(
    r"(?:^|[\W\d_])(?:art|abs|nr|no|ust|pkt|par|al|ал|чл|т|αρ|αριθ|παρ|ν|zw|z|ww|os|ul|cf|bzw|ggf|inkl"
    r"|evtl|gem|lit|st|ca|lid|bv|p|pt|lit|alin|disp|adic|d\.a|d|a|ud|sr|dr|prof|tzn|tj|np|itp|itd|i\.v\.m"
    r"|v|m|s|u|f|ff|vgl|resp|min|max|incl|excl|nt|wg|dz|poz|r)$"
)


class _Fold(dict[str, str]):
    """A character to its plain lower-case form, one character for one."""

    def __missing__(self, char: str) -> str:
        plain = char.lower()[0]
        if plain in _BARRED:
            plain = _BARRED[plain]
        elif char > "\x7f" and not "\u0400" <= plain <= "\u04ff":  # й is a letter, not an и
            base = unicodedata.normalize("NFKD", plain)[0]
            plain = base if base.isalpha() else plain
            plain = _BARRED.get(plain, plain)
        if char.isspace() and char != "\n":
            plain = " "
        self[char] = plain
        return plain


_FOLD = _Fold()


def fold(text: str) -> str:
    """Lower case without accents, composed first; soft hyphens dropped."""
    if _RISKY.search(text):
        text = "".join(c for c in text if c not in SKIPPED)
        text = "".join(
            c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c)
        )
    return _plain(text)


def _plain(text: str) -> str:
    """Every character in its plain form; most are plain once they are lower."""
    return _ODD.sub(lambda odd: _FOLD[odd[0]], text.replace("İ", "i").lower())


def _fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters (and its end) the place in ``text``."""
    if not _RISKY.search(text):
        return _plain(text), range(len(text) + 1)
    plain: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char in SKIPPED:
            continue
        if unicodedata.combining(char):
            if plain and (composed := unicodedata.normalize("NFC", plain[-1] + char)) in ("й", "ѝ"):
                plain[-1] = composed
            continue
        plain.append(_FOLD[char])
        places.append(place)
    places.append(len(text))
    return "".join(plain), places


@dataclass(frozen=True)
class Folded:
    """A text, its folded form, and the way back from each folded character."""

    original: str
    plain: str
    places: Sequence[int]

    @classmethod
    def of(cls, original: str) -> "Folded":
        """Fold ``original``."""
        return cls(original, *_fold_with_places(original))

    def masked(self, spans: Sequence[tuple[int, int]]) -> "Folded":
        """The same with these spans of ``plain`` blanked, so that no word is found in them."""
        plain, parts, last = self.plain, [], 0
        for start, end in sorted(spans):
            if end > last:
                first = max(start, last)
                parts += [plain[last:first], "\x01" * (end - first)]
                last = end
        return Folded(self.original, "".join([*parts, plain[last:]]), self.places)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of ``plain`` between full stops, semicolons, bullets and field joints."""
        return list(_sentences(self.plain))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of ``plain`` as a span of ``original``, marks that follow its last letter included."""
        first, last = self.places[start], self.places[end]
        while last > first and self.original[last - 1] in SKIPPED:
            last -= 1
        return first, last


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE.finditer(plain):
        if stop[0] == "." and _SHORT.search(plain, max(start, stop.start() - 8), stop.start()):
            continue
        yield from _cut(plain, start, stop.start())
        start = stop.end()
    yield from _cut(plain, start, len(plain))


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or parts of one that never ends."""
    while end - start > LONGEST_SENTENCE:
        space = plain.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        middle = space if space > start else start + LONGEST_SENTENCE
        yield start, middle
        start = middle
    if end > start:
        yield start, end
