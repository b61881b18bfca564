"""The legal frames are data that is whole, sourced and says what it does not know."""

import re
import tomllib
from datetime import date

import pytest

from secon.enterprises import frames
from secon.enterprises.enums import EvidenceKind, Family, SocialEnterprise
from secon.enterprises.frames import kinds, reading, words

ADDRESS = re.compile(r"https?://\S+")
CONFIRMABLE = {
    "status", "law", "form", "register", "families", "months", "may_expire", "makes", "authority",
    "number",
}  # fmt: skip


def every_fact():
    for country in frames.frames():
        yield country
        yield from (*country.laws, *country.registers, *country.statuses, *country.forms)


def test_nine_countries_in_the_order_of_the_partners():
    codes = [country.code for country in frames.frames()]
    assert codes == ["EL", "DE", "BE", "RO", "PL", "PT", "LV", "ES", "BG"]


def test_the_notion_of_each_country():
    assert {country.code: country.notion.value for country in frames.frames()} == {
        "EL": "forms",
        "DE": "none",
        "BE": "partly",
        "RO": "status",
        "PL": "status",
        "PT": "families",
        "LV": "status",
        "ES": "families",
        "BG": "status",
    }


def test_the_statuses_that_make_a_social_enterprise_by_law():
    by_law = [one.code for one in frames.statuses() if one.makes == SocialEnterprise.BY_LAW]
    assert by_law == [
        "el-koinsep",
        "el-koispe",
        "be-cv-so",
        "ro-atestat",
        "ro-marca-sociala",
        "pl-ps",
        "lv-su",
        "bg-a",
        "bg-a-plus",
    ]


def test_a_fact_has_a_source_or_is_to_be_confirmed():
    assert [fact for fact in every_fact() if not fact.sources and not fact.to_confirm] == []


def test_every_source_is_an_address():
    sources = {source for fact in every_fact() for source in fact.sources}
    sources |= {
        s for c in frames.frames() for one in frames.criteria_for(c.code) for s in one.sources
    }
    assert [source for source in sources if not ADDRESS.fullmatch(source)] == []


def test_only_known_parts_are_to_be_confirmed():
    assert {part for fact in every_fact() for part in fact.to_confirm} <= CONFIRMABLE


def test_codes_are_unique_and_begin_with_their_country():
    for country in frames.frames():
        for group in (
            country.laws,
            country.authorities,
            country.registers,
            country.statuses,
            country.forms,
        ):
            codes = [one.code for one in group]
            assert len(set(codes)) == len(codes)
            assert [code for code in codes if not code.startswith(f"{country.slug}-")] == []


def test_statuses_of_a_country():
    assert [one.code for one in frames.statuses_of("BG")] == ["bg-a", "bg-a-plus"]
    assert {one.country for one in frames.statuses_of("EL")} == {"EL"}


def test_an_unknown_status_is_named_with_those_there_are():
    with pytest.raises(KeyError, match="no status 'xx-none'; there are: be-cv-so, "):
        frames.status("xx-none")


@pytest.mark.parametrize("ask", [frames.frame, frames.statuses_of, frames.criteria_for])
def test_a_country_without_a_frame_is_refused(ask):
    with pytest.raises(KeyError, match="no legal frame for 'FR'; there are: EL, DE, "):
        ask("FR")


def test_a_status_is_labelled_in_the_reader_s_language_and_by_its_own_name():
    status = frames.status("pl-ps")
    assert status.label("en") == "Social enterprise"
    assert status.label("pl") == "Przedsiębiorstwo społeczne"
    assert status.full_label("en") == "Social enterprise (Przedsiębiorstwo społeczne)"
    assert status.full_label("pl") == "Przedsiębiorstwo społeczne"


def test_a_language_without_words_falls_back_to_english():
    said = frames.status("pl-ps").gloss.said("fr")
    assert (said.text, said.language, said.is_checked) == ("Social enterprise", "en", True)


@pytest.mark.parametrize(
    ("code", "until"),
    [
        ("bg-a", date(2027, 2, 28)),
        ("bg-a-plus", date(2026, 2, 28)),
        ("ro-atestat", date(2029, 2, 28)),
        ("ro-marca-sociala", date(2027, 2, 28)),
        ("pl-ps", None),
        ("lv-su", None),
        ("el-koinsep", None),
    ],
)
def test_a_status_runs_as_long_as_its_law_says(code, until):
    assert frames.status(code).valid_until(date(2024, 2, 29)) == until


def test_only_romanian_lengths_are_to_be_confirmed():
    unsure = [one.code for one in frames.statuses() if one.months and not one.confirmed("months")]
    assert unsure == ["ro-atestat", "ro-marca-sociala"]


def test_months_are_added_over_the_end_of_a_year():
    assert kinds.add_months(date(2024, 12, 31), 2) == date(2025, 2, 28)


def test_a_pattern_fits_the_numbers_of_its_country():
    from_stdnum = {"be-cv-so": "0123456749", "lv-su": "40123456783", "pt-ipss": "501234560"}
    for code, number in from_stdnum.items():
        assert re.fullmatch(frames.status(code).number_pattern, number)
    assert frames.status("el-koinsep").number_pattern is None


def test_choices_of_one_country_and_of_all():
    assert frames.status_choices("en", "BG") == [
        ("bg-a", "Social enterprise, class A (Социално предприятие клас А)"),
        ("bg-a-plus", "Social enterprise, class A+ (Социално предприятие клас А+)"),
    ]
    assert len(frames.status_choices("en")) == len(frames.statuses())


def test_forms_are_grouped_by_family():
    groups = frames.family_forms(frames.frame("PL"))
    assert [(family, [one.name for one in forms]) for family, forms in groups] == [
        (Family.COOPERATIVE, ["Spółdzielnia socjalna"]),
        (Family.ASSOCIATION, ["Stowarzyszenie"]),
        (Family.FOUNDATION, ["Fundacja"]),
        (Family.OTHER, ["Spółka non profit"]),
    ]


def test_common_criteria_come_first_and_are_the_same_everywhere():
    common = ["private", "purpose", "reinvestment", "governance", "trade"]
    for country in frames.frames():
        assert [one.code for one in frames.criteria_for(country.code)][:5] == common
    assert [one.code for one in frames.criteria_for("DE")] == common


def test_class_a_of_bulgaria_has_two_alternatives():
    codes = [one.code for one in frames.criteria_for("BG") if one.one_of == "bg-a"]
    assert codes == ["bg-a-profit", "bg-a-staff"]


def test_criteria_name_statuses_of_their_country_and_evidence():
    for country in frames.frames():
        known = {one.code for one in country.statuses}
        for criterion in frames.criteria_for(country.code):
            assert criterion.evidence <= set(EvidenceKind)
            assert criterion.evidence
            assert criterion.country in ("", country.code)
            assert criterion.country == "" or criterion.statuses <= known


def test_a_check_counts_two_years_unless_said():
    months = {one.code: one.months for one in frames.criteria_for("PL") if one.months != 24}
    assert months == {"pl-report": 12}


def test_an_unknown_criterion_is_refused():
    with pytest.raises(KeyError, match="no criterion 'xx'; there are: private, "):
        frames.criterion("xx")
    assert frames.criterion("private").label("en").startswith("It is a private organisation")


def test_a_file_that_names_a_wrong_register_is_an_error():
    table = tomllib.loads('code = "x"\nname = "X"\ngloss = "X"\nfamilies = []\nregister = "none"\n')
    with pytest.raises(KeyError, match="none"):
        reading._status(table, "EL", "el", {}, {})


def test_words_are_never_read_from_outside_their_folder():
    assert words.Text("Cooperative").text("..") == "Cooperative"


LANGUAGES = ("el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg")


def every_text():
    for country in frames.frames():
        yield country.sentence
        yield from (one.name for one in country.authorities)
        for one in (*country.laws, *country.registers, *country.statuses, *country.forms):
            yield one.gloss
        yield from (one.label_text for one in frames.criteria_for(country.code))
    for one in frames.held():
        yield from (one.counts, one.caveat)
        yield from filter(None, [one.area_name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language_and_no_other(language):
    wanted = {text.english for text in every_text()}
    assert set(words.words(language)) == wanted
    assert [said for said in words.words(language).values() if not said.text.strip()] == []


def test_texts_that_nobody_read_say_so():
    said = frames.status("pl-ps").gloss.said("hu")
    assert (said.text, said.language, said.is_checked) == ("Szociális vállalkozás", "hu", False)


def test_numbers_in_a_text_are_the_same_in_every_language():
    def digits(text):
        return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[  .,](?=\d{3}\b)", "", text)))

    wrong = [
        (language, english)
        for language in LANGUAGES
        for english, said in words.words(language).items()
        if digits(said.text) != digits(english)
    ]
    assert wrong == []
