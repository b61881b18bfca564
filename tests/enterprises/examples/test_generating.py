"""Examples: the same by seed, plausible, and never to be taken for somebody real."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from secon.enterprises import frames
from secon.enterprises.enums import SocialEnterprise, State
from secon.enterprises.examples import Draft, Place, entry_of, generate, known_names, regions
from secon.enterprises.examples.companies import company_number
from secon.enterprises.examples.reading import trades, words
from secon.enterprises.numbers import check_number

TODAY = date(2026, 5, 4)
COUNTRIES = ("EL", "DE", "BE", "RO", "PL", "PT", "LV", "ES", "BG")
FIVE_NEEDS = ("catering", "garden", "cleaning", "bicycles", "home_care")


@pytest.fixture(scope="module")
def hundreds() -> list[Draft]:
    return list(generate(900, seed=7, regions=regions(), today=TODAY))


def test_the_same_seed_gives_the_same_examples(hundreds: list[Draft]) -> None:
    assert list(generate(40, seed=7, regions=regions(), today=TODAY)) == hundreds[:40]


def test_another_seed_gives_other_names(hundreds: list[Draft]) -> None:
    others = generate(40, seed=8, regions=regions(), today=TODAY)

    assert [one.name for one in others] != [one.name for one in hundreds[:40]]


def test_every_region_has_as_many(hundreds: list[Draft]) -> None:
    assert Counter(one.region for one in hundreds) == dict.fromkeys(regions(), 100)


def test_every_example_is_marked_and_says_so(hundreds: list[Draft]) -> None:
    assert {one.is_example for one in hundreds} == {True}
    assert [
        one.key
        for one in hundreds
        if not one.description.endswith(words(one.original_language).example)
    ] == []


def test_addresses_lead_to_example_org_only(hundreds: list[Draft]) -> None:
    addresses = {urlsplit(url).hostname for one in hundreds for _kind, url in one.links}
    websites = {urlsplit(one.website).hostname for one in hundreds}

    assert addresses | websites == {"example.org"}
    assert {one.email for one in hundreds} == {"info@example.org"}


def test_keys_websites_and_names_come_once(hundreds: list[Draft]) -> None:
    assert len({one.key for one in hundreds}) == len(hundreds)
    assert len({one.website for one in hundreds}) == len(hundreds)
    assert len({one.name for one in hundreds}) == len(hundreds)


def test_no_example_bears_the_name_of_a_known_organisation(hundreds: list[Draft]) -> None:
    names = [one.name.casefold() for one in hundreds]

    assert [(name, known) for name in names for known in known_names() if known in name] == []


def test_examples_have_no_company_number_unless_asked(hundreds: list[Draft]) -> None:
    assert {one.company_number for one in hundreds} == {""}


def test_names_and_texts_fit_their_fields(hundreds: list[Draft]) -> None:
    assert max(len(one.name) for one in hundreds) <= 200
    assert max(len(one.legal_form) for one in hundreds) <= 120
    assert max(len(one.description) for one in hundreds) <= 4000


def test_the_bilingual_region_has_both_languages_on_every_example(hundreds: list[Draft]) -> None:
    told = [
        {one.original_language, *(text.language for text in one.translations)} - {"en"}
        for one in hundreds
        if one.region == "harghita"
    ]

    assert told == [{"hu", "ro"}] * len(told)


def test_offers_are_told_in_the_languages_of_the_texts(hundreds: list[Draft]) -> None:
    for one in hundreds:
        languages = [text.language for text in one.translations]
        assert [[row[0] for row in offer.translations] for offer in one.offers] == [
            languages for _offer in one.offers
        ]


def test_statuses_are_of_the_country_and_fit_the_family(hundreds: list[Draft]) -> None:
    wrong = [
        (one.key, held.code)
        for one in hundreds
        for held in one.statuses
        if frames.status(held.code).country != one.country
        or one.family not in frames.status(held.code).families
    ]

    assert wrong == []
    assert any(one.statuses for one in hundreds)


def test_a_status_that_makes_a_social_enterprise_says_so(hundreds: list[Draft]) -> None:
    kinds = {
        one.social_enterprise
        for one in hundreds
        for held in one.statuses
        if frames.status(held.code).makes == SocialEnterprise.BY_LAW
        and (held.valid_to is None or held.valid_to >= TODAY)
    }

    assert kinds == {SocialEnterprise.BY_LAW}


def test_verified_examples_have_a_day_and_checks_and_others_have_none(
    hundreds: list[Draft],
) -> None:
    verified = [one for one in hundreds if one.state == State.VERIFIED]
    others = [one for one in hundreds if one.state != State.VERIFIED]

    assert [one.key for one in verified if not one.verified_on or not one.checks] == []
    assert [one.key for one in others if one.verified_on or one.checks] == []
    assert any(one.check_again_on and one.check_again_on <= TODAY for one in verified)


def test_verified_examples_meet_every_criterion_that_stands_in_the_way(
    hundreds: list[Draft],
) -> None:
    for one in hundreds:
        if one.state == State.VERIFIED:
            held = {status.code for status in one.statuses}
            checked = {check.subject for check in one.checks}
            left = [
                criterion
                for criterion in frames.criteria_for(one.country)
                if not criterion.to_confirm
                and (not criterion.statuses or criterion.statuses & held)
                and criterion.code not in checked
            ]
            proven = {frames.criterion(code).one_of for code in checked - held}
            assert [
                criterion.code for criterion in left if criterion.one_of not in proven - {""}
            ] == []


def test_statuses_of_verified_examples_hold_on_the_day(hundreds: list[Draft]) -> None:
    run_out = [
        one.key
        for one in hundreds
        for held in one.statuses
        if one.state == State.VERIFIED and held.valid_to and held.valid_to < TODAY
    ]

    assert run_out == []


def test_a_status_that_ran_out_is_kept_as_history_of_a_listed_example() -> None:
    listed = [one for one in generate(900, seed=7, regions=regions(), today=TODAY) if one.statuses]

    assert any(held.valid_to and held.valid_to < TODAY for one in listed for held in one.statuses)


def test_nothing_is_checked_before_it_was_there(hundreds: list[Draft]) -> None:
    begun = [
        (status.valid_from, check.checked_on)
        for one in hundreds
        for status in one.statuses
        for check in one.checks
    ]

    assert [pair for pair in begun if pair[0] > pair[1]] == []


def test_an_example_began_before_anything_is_known_of_it(hundreds: list[Draft]) -> None:
    early = [
        one.key
        for one in hundreds
        for day in (one.listed_on, *(status.valid_from for status in one.statuses))
        if one.founded and one.founded >= day.year
    ]

    assert early == []


def test_ended_examples_say_why_and_others_do_not(hundreds: list[Draft]) -> None:
    assert {bool(one.end_reason) for one in hundreds if one.state == State.ENDED} == {True}
    assert {one.end_reason for one in hundreds if one.state != State.ENDED} == {""}


def test_no_date_of_what_happened_lies_ahead(hundreds: list[Draft]) -> None:
    happened = [
        day
        for one in hundreds
        for day in (one.listed_on, one.verified_on, one.confirmed_on, one.ended_on)
        if day
    ]

    assert max(happened) <= TODAY


def test_every_state_of_a_public_entry_is_there(hundreds: list[Draft]) -> None:
    assert {one.state for one in hundreds} == {State.LISTED, State.VERIFIED, State.ENDED}


@pytest.mark.parametrize("need", FIVE_NEEDS)
def test_every_region_offers_the_five_needs(hundreds: list[Draft], need: str) -> None:
    assert {one.region for one in hundreds if one.trade == need} == set(regions())


def test_points_stay_where_they_can_be_found(hundreds: list[Draft]) -> None:
    wrong = [one.key for one in hundreds if not (34 < one.lat < 58 and -10 < one.lon < 27)]

    assert wrong == []


def test_a_point_outside_its_region_moves_to_the_centre() -> None:
    town = Place(("Diest",), ("nl",), "BE", "BE242", "flemish-brabant", 5.051, 50.984, 24)

    drafts = generate(5, seed=1, places=[town], locate=lambda _lon, _lat: None)

    assert {(one.lon, one.lat) for one in drafts} == {(5.051, 50.984)}


def test_a_region_without_towns_is_refused() -> None:
    with pytest.raises(ValueError, match="no towns for examples in atlantis"):
        list(generate(1, seed=1, regions=["atlantis"]))


def test_everywhere_covers_the_nine_countries() -> None:
    assert {one.country for one in generate(2_000, seed=3)} == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_numbers_are_valid_and_come_once(country: str) -> None:
    numbers = [company_number(country, serial) for serial in range(1, 500)]

    assert len({check_number(one, country=country).key for one in numbers}) == len(numbers)


def test_an_entry_holds_what_the_index_searches(hundreds: list[Draft]) -> None:
    draft = next(one for one in hundreds if one.region == "harghita" and one.offers)

    entry = entry_of(draft, pk=5, version=2)

    assert (entry.pk, entry.version, entry.state) == (5, 2, draft.state)
    assert entry.names == (draft.name,)
    assert entry.words[0][0] == draft.original_language
    assert [offer.cpv for offer in entry.offers] == [offer.cpv for offer in draft.offers]
    assert entry.is_example is True


def test_hours_of_trades_do_not_overlap() -> None:
    for trade in trades():
        for one, following in pairwise(trade.hours):
            assert one[0] < following[0] or one[2] < following[1]


def test_the_generator_reads_no_database_and_no_clock() -> None:
    folder = Path(generate.__code__.co_filename).parent
    code = "\n".join(path.read_text() for path in sorted(folder.glob("*.py")))

    assert [
        word for word in ("django.utils.timezone", ".models", ".today()", ".now(") if word in code
    ] == []
