"""Words stand where the readers of each language look for them."""

import pytest

from secon.kernel.collation import sort_key

IN_ORDER = {
    "en": ["Haskovo", "Mazovia", "naïve", "naivety", "Oliveira de Azeméis", "Oliveirinha", "Riga"],
    "el": ["Άρτα", "άρτος", "Αττική", "Βόλος", "Ήπειρος", "Πελοπόννησος", "Ύδρα"],
    "de": ["Apfel", "Äpfel", "Apfelbaum", "Straße", "Strasse 2", "Zwang"],
    "nl": ["Diest", "één", "eend", "Leuven", "Vlaams-Brabant", "Vlaanderen"],
    "ro": ["ara", "azi", "ăla", "âmpul", "bar", "în", "jar", "sat", "șase", "tată", "țară"],
    "hu": ["cukor", "csak", "díj", "dzsem", "gaz", "gyár", "ör", "őr", "sor", "szó", "úr", "üveg"],
    "pl": ["cena", "ćma", "lato", "łąka", "nowy", "ósmy", "zebra", "źle", "żaba"],
    "pt": ["acao", "ação", "acordo", "Oliveira", "órgão", "Porto"],
    "lv": [
        "ābols",
        "adata",
        "cena",
        "čau",
        "gads",
        "ģimene",
        "Rīga",
        "sēta",
        "šis",
        "zeme",
        "žogs",
    ],
    "es": ["cena", "chico", "dato", "llave", "lodo", "nube", "ñandú", "oca"],
    "bg": ["еж", "Игла", "Йод", "Кула", "Хасково", "щит", "ябълка"],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_words_stand_in_the_order_of_their_language(language):
    words = IN_ORDER[language]

    shuffled = list(reversed(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


def test_letters_of_one_language_are_accents_in_another():
    words = ["nz", "ñandu", "oca"]

    assert sorted(words, key=lambda word: sort_key(word, "es")) == ["nz", "ñandu", "oca"]
    assert sorted(words, key=lambda word: sort_key(word, "en")) == ["ñandu", "nz", "oca"]


def test_scripts_follow_one_another_and_digits_come_first():
    words = ["Я", "Ω", "Z", "9"]

    assert sorted(words, key=lambda word: sort_key(word, "en")) == ["9", "Z", "Ω", "Я"]


def test_composed_and_decomposed_letters_are_the_same():
    assert sort_key("e\u0301", "pt")[:2] == sort_key("é", "pt")[:2]
