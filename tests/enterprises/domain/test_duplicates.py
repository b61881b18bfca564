"""Entries that may be one organisation: by number, name and place."""

import pytest

from secon.enterprises.domain import duplicates
from secon.enterprises.domain.likeness import Draft, Stored, compare, keys, name_key
from secon.enterprises.enums import SameBy
from tests.factories.enterprises import EnterpriseFactory


def stored(name, town="radom", **more):
    return Stored(1, more.pop("number", ""), (name_key(name),), town, "", None, None)


def draft(name, town="Radom", **more):
    return Draft(name=name, country="PL", town=town, **more)


def asked(name, **more):
    return draft(name, **more).asked()


class TestLikeness:
    """Pure: two descriptions and a percentage."""

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("Fundacja „Zielony Ogród”", "zielony ogrod"),
            ("Zielony Ogród Sp. z o.o.", "zielony ogrod"),
            ("ΚΟΙΝ.Σ.ΕΠ. Άνθος", "anthos"),
            ("Koin.S.Ep. Anthos", "anthos"),
            ("Lebenshilfe Rhein-Neckar gGmbH", "lebenshilfe rhein neckar"),
            ("De Kringwinkel vzw", "de kringwinkel"),
            ("SIA „Saule”", "saule"),
            ("„Грижа“ ЕООД", "grizha"),
            ("Asociația Caritas", "caritas"),
            ("Cooperativa Terra, CRL", "terra"),
            ("Fundacja", "fundacja"),
            ("", ""),
        ],
    )
    def test_a_name_is_compared_without_its_form(self, name, key):
        assert name_key(name) == key

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Zielony Ogród", "ZIELONY OGROD Sp. z o.o."),
            ("Zielony Ogród", "Ogród Zielony"),
            ("Zielony Ogród", "Zielonyogród"),
            ("Zielony Ogród", "Zielny Ogród"),
            ("Άνθος", "Anthos"),
        ],
    )
    def test_spellings_of_one_name_are_shown(self, one, other):
        percent, why = compare(asked(one), stored(other))
        assert percent >= 90
        assert why is SameBy.NAME_AND_PLACE

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Zielony Ogród", "Czerwony Dach"), ("Smak", "Smok"), ("Spółdzielnia", "Fundacja")],
    )
    def test_other_names_are_not(self, one, other):
        assert compare(asked(one), stored(other))[0] < 90

    def test_an_equal_number_decides(self):
        found = compare(asked("A", number_key="PL1"), stored("Zupełnie inna", number="PL1"))
        assert found == (100, SameBy.NUMBER)

    def test_another_number_or_place_speaks_against_it(self):
        same = compare(asked("Zielony Ogród"), stored("Zielony Ogród"))[0]
        number = compare(
            asked("Zielony Ogród", number_key="PL1"), stored("Zielony Ogród", number="PL2")
        )[0]
        place = compare(asked("Zielony Ogród"), stored("Zielony Ogród", town="lodz"))[0]
        assert (same, number, place) == (100, 75, 82)

    def test_a_point_nearby_is_the_same_place(self):
        here = Stored(1, "", ("smak",), "x", "", 21.15, 51.40)
        there = Draft(name="Smak", country="PL", town="y", lon=21.16, lat=51.405).asked()
        assert compare(there, here)[1] is SameBy.NAME_AND_PLACE


def entry(name, town="Radom", **more):
    found = keys(name, town)
    return EnterpriseFactory(
        name=name,
        town=town,
        name_key=found.name,
        word_key=found.word,
        town_key=found.town,
        **more,
    )


@pytest.mark.django_db
class TestStored:
    """Against what is stored."""

    def names(self, draft, **more):
        return [one.enterprise.name for one in duplicates.like(draft=draft, **more)]

    def test_the_most_similar_comes_first(self):
        entry("Zielony Ogródek")
        entry("Zielony Ogród")
        entry("Czerwony Dach")
        entry("Zielony Ogród", country="LV")
        assert self.names(draft("Zielony Ogród")) == ["Zielony Ogród", "Zielony Ogródek"]

    def test_a_misspelt_name_in_another_town_is_found_by_its_longest_word(self):
        entry("Zielony Horyzont", town="Płock")
        assert self.names(draft("Zielona Horyzont", town="")) == ["Zielony Horyzont"]

    def test_a_number_finds_whatever_the_name(self):
        entry("Stara nazwa", number_key="PL5")
        assert self.names(draft("Nowa", number_key="PL5")) == ["Stara nazwa"]

    def test_entries_that_nobody_sees_are_shown_to_those_who_decide_only(self):
        entry("Zielony Ogród", declined=True)
        entry("Zielony Ogród II", proposed=True)
        own = entry("Zielony Ogród")
        asked = draft("Zielony Ogród")
        assert self.names(asked, apart_from=own.pk) == []
        assert self.names(asked, apart_from=own.pk, waiting=True) == ["Zielony Ogród II"]

    def test_one_question_costs_the_same_whatever_is_stored(self, django_assert_num_queries):
        for number in range(3):
            entry(f"Zielony Ogród {number}")
        with django_assert_num_queries(6):
            assert len(self.names(draft("Zielony Ogród", number_key="PL1"))) == 3

    def test_many_are_found_in_one_pass_over_their_countries(self, django_assert_num_queries):
        kept = entry("Zielony Ogród", number_key="PL7")
        entry("Ogród Zielony", town="Gdynia")
        asked = [
            draft("Zielny Ogród"),
            draft("Czerwony Dach"),
            draft("Ktokolwiek", number_key="PL7"),
            Draft(name="Zielony Ogród", country="LV", town="Radom"),
        ]
        with django_assert_num_queries(2):
            found = duplicates.find_many(asked)
        assert [one and (one.enterprise_id, one.why) for one in found] == [
            (kept.pk, SameBy.NAME_AND_PLACE),
            None,
            (kept.pk, SameBy.NUMBER),
            None,
        ]
