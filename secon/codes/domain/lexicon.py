"""Which written forms belong to which word, from simplemma's dictionaries. Pure but for their reading.

A dictionary has up to four million forms. The finder needs those of the few thousand words that
stand in its labels, so they are picked once while the index is built; nothing of this is loaded to
answer a query.
"""

from collections.abc import Iterable, Mapping

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from secon.codes.domain.words import fold

Forms = Mapping[str, str]
"""Folded written form to folded lemma."""


def plain_forms(_language: str, written: Iterable[str]) -> dict[str, str]:
    """Every word as its own lemma: what a small index without dictionaries makes do with."""
    return {folded: folded for folded in map(fold, written)}


def dictionary_forms(language: str, written: Iterable[str]) -> dict[str, str]:
    """All forms of the lemmas of the words ``written`` in ``language``, these words among them."""
    dictionaries = DefaultDictionaryFactory(cache_max_size=1)
    lemmatize = Lemmatizer(
        lemmatization_strategy=DefaultStrategy(dictionary_factory=dictionaries)
    ).lemmatize
    own = {fold(word): fold(lemmatize(word.lower(), language)) for word in written}
    lemmas = set(own.values())
    forms = {lemma: lemma for lemma in lemmas}
    folded: dict[str, str] = {}
    for form, lemma in dictionaries.get_dictionary(language).items():
        plain = folded.get(lemma)
        if plain is None:
            plain = folded[lemma] = fold(lemma)
        if plain in lemmas:
            forms.setdefault(fold(form), plain)
    return forms | own
