"""The nine regions as NUTS prefixes."""

import pytest

from secon.partnership.domain import project_file
from secon.partnership.domain.territories import territories, territory_of
from secon.places.domain import tables


def test_nine_regions_and_not_the_advisory_partner():
    assert [one.slug for one in territories()] == [
        "peloponnese",
        "rhine-neckar",
        "flemish-brabant",
        "harghita",
        "mazowieckie",
        "oliveira-de-azemeis",
        "riga",
        "extremadura",
        "haskovo",
    ]
    assert territory_of("kmop") is None


def test_every_code_begins_with_its_country_and_belongs_to_one_region():
    codes = [(one.country, code) for one in territories() for code in one.codes]
    assert all(code.startswith(country) for country, code in codes)
    assert len({code for _country, code in codes}) == len(codes)


def test_no_region_lies_inside_another():
    codes = [code for one in territories() for code in one.codes]
    assert [(a, b) for a in codes for b in codes if a != b and a.startswith(b)] == []


def test_rhine_neckar_is_fifteen_districts_in_three_states():
    codes = territory_of("rhine-neckar").codes
    assert len(codes) == 15
    assert {code[:3] for code in codes} == {"DE1", "DE7", "DEB"}


@pytest.mark.parametrize(
    ("slug", "codes"),
    [("mazowieckie", ("PL91", "PL92")), ("riga", ("LV006", "LV007", "LV00A"))],
)
def test_regions_of_several_codes(slug, codes):
    assert territory_of(slug).codes == codes


def test_one_region_is_a_municipality():
    narrowed = [one for one in territories() if one.municipality]
    assert [(one.slug, one.municipality, one.postal_prefixes) for one in narrowed] == [
        ("oliveira-de-azemeis", "Oliveira de Azeméis", ("3720",))
    ]


@pytest.mark.parametrize("partner", project_file.read()["partners"], ids=lambda one: one["slug"])
def test_every_code_exists_in_the_versions_it_names_and_in_no_other(partner):
    known = {"2021": tables.codes_2021(), "2024": tables.codes_2024()}
    for row in partner["territories"]:
        assert [version for version in known if row["code"] in known[version]] == row["versions"]
