"""NACE codes: read as people write them, refused where there is no such division."""

import pytest

from secon.enterprises.nace import DIVISIONS, Nace, NaceProblem, NaceSection, read_nace, section_of


@pytest.mark.parametrize(
    ("text", "code", "section"),
    [
        ("56.21", "56.21", "I"),
        ("5621", "56.21", "I"),
        ("i56.2", "56.2", "I"),
        ("I 56", "56", "I"),
        (" 88 ", "88", "Q"),
        ("01.13", "01.13", "A"),
        ("56.21.19", "56.21", "I"),
        ("5621-01", "56.21", "I"),
        ("Q", "Q", "Q"),
    ],
)
def test_a_code_is_read_as_people_write_it(text, code, section):
    assert read_nace(text) == Nace(code, NaceSection(section))


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "empty", "Write a NACE code, for example 56.21."),
        ("catering", "shape", "A NACE code is two to four digits, for example 56.21."),
        ("5", "shape", "A NACE code is two to four digits, for example 56.21."),
        ("X", "shape", "A NACE code is two to four digits, for example 56.21."),
        ("44", "division", "NACE Rev. 2 has no division 44."),
        ("C56.21", "section", "Division 56 belongs to section I, not C."),
    ],
)
def test_a_wrong_code_is_refused(text, code, message):
    with pytest.raises(NaceProblem) as refused:
        read_nace(text)
    assert (refused.value.code, refused.value.message) == (code, message)


def test_eighty_eight_divisions_in_twenty_one_sections():
    assert set(DIVISIONS) == set(NaceSection)
    assert sum(section_of(f"{number:02}") is not None for number in range(100)) == 88


def test_a_section_alone_has_no_division():
    assert (read_nace("I").division, read_nace("56.21").division) == ("", "56")
    assert section_of("I") is None
