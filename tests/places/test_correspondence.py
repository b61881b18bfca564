"""Codes of NUTS 2021 and 2024, at every level, and older ones."""

from pathlib import Path

import pytest

from secon.places.domain.correspondence import Counterpart, to_2021, to_2024
from secon.places.domain.lookup import read_code
from secon.places.domain.tables import codes_2021, codes_2024, older_codes, steps_to_2024
from secon.places.enums import Change, How


@pytest.mark.parametrize(
    ("old", "news"),
    [
        ("BE242", [("BE242", Change.SAME)]),
        ("HU333", [("HU333", Change.RENAMED)]),
        ("DEG0N", [("DEG0R", Change.MERGED)]),
        ("DEG0P", [("DEG0R", Change.MERGED)]),
        ("DEG0F", [("DEG0T", Change.RECODED)]),
        ("LV006", [("LV00A", Change.MERGED)]),
        ("LV007", [("LV00A", Change.SPLIT), ("LV00B", Change.SPLIT), ("LV00C", Change.SPLIT)]),
        ("LV009", [("LV009", Change.SAME)]),
        ("PT16B", [("PT1D1", Change.RECODED)]),
        ("PT170", [("PT1A0", Change.SPLIT), ("PT1B0", Change.SPLIT)]),
        ("PT16", [("PT19", Change.SPLIT), ("PT1D", Change.SPLIT)]),
        ("PT11A", [("PT11A", Change.SAME)]),
        ("PT", [("PT", Change.SAME)]),
        ("UKI31", []),
        ("nowhere", []),
    ],
)
def test_a_code_of_2021_has_these_successors(old: str, news: list[tuple[str, Change]]) -> None:
    assert to_2024(old) == tuple(Counterpart(*new) for new in news)


@pytest.mark.parametrize(
    ("new", "olds"),
    [
        ("LV00A", ["LV006", "LV007"]),
        ("LV00C", ["LV007", "LV008"]),
        ("PT1D", ["PT16", "PT18"]),
        ("PT1C3", ["PT186"]),
        ("DEG0R", ["DEG0N", "DEG0P"]),
        ("PT170", ["PT170"]),
        ("EL651", ["EL651"]),
        ("XK001", []),
    ],
)
def test_a_code_of_2024_has_these_origins(new: str, olds: list[str]) -> None:
    assert [one.code for one in to_2021(new)] == olds


def test_the_tables_hold_together() -> None:
    assert (len(codes_2021()), len([c for c in codes_2021() if len(c) == 5])) == (2010, 1514)
    for step in steps_to_2024():
        assert not step.from_code or step.from_code in codes_2021()
        assert step.to_code in codes_2024()
        assert all(step.to_code[:length] in codes_2024() for length in (2, 3, 4))
    assert all(set(covers) <= codes_2021() for _version, covers in older_codes().values())
    assert not older_codes().keys() & (codes_2021() | codes_2024())


def test_every_region_of_2021_that_is_no_more_leads_somewhere_outside_the_united_kingdom() -> None:
    gone = codes_2021() - codes_2024()

    assert {code[:2] for code in gone if not to_2024(code)} == {"UK"}


@pytest.mark.parametrize(
    ("given", "code", "version", "candidates"),
    [
        ("BE221", "BE224", "2016", ()),
        ("BE322", "BE32", "2016", ("BE32B", "BE32C")),
        ("PL127", "PL911", "2013", ()),
        ("PL12", "PL9", "2013", ("PL91", "PL92")),
        ("FR244", "FRB04", "2013", ()),
        ("GR300", "EL30", "2010", tuple(f"EL30{n}" for n in range(1, 8))),
        ("GR25", "EL65", "2010", ()),
        ("DE425", "DE407", "2006", ()),
        ("LT00A", "LT011", "2013", ()),
    ],
)
def test_a_code_of_an_older_version_is_read_as_the_region_that_covers_it(
    given: str, code: str, version: str, candidates: tuple[str, ...]
) -> None:
    reading = read_code(given)

    assert (reading.how, reading.code, reading.older_version, reading.candidates) == (
        How.OLDER,
        code,
        version,
        candidates,
    )
    assert version in reading.said


def test_our_list_of_2021_is_the_one_of_the_package(package: Path) -> None:
    lines = (package / "data/dist/NUTS/sourceText/NUTS_2021.csv").read_text("utf-8-sig")

    assert codes_2021() == {line.split(",")[1] for line in lines.splitlines()[1:]}
