"""Which practices fit: matches, surroundings, evidence and order, by hand-worked examples."""

from datetime import date
from decimal import Decimal

import pytest

from secon.practices.domain.standing import UNREVIEWED, Standing
from secon.practices.enums import Criterion
from secon.practices.fitting import likeness, ranking, weights
from secon.practices.fitting.shapes import (
    Answer,
    Answered,
    Barrier,
    Candidate,
    Code,
    Land,
    Match,
    Proof,
    Side,
    Surroundings,
    Verdict,
)

TODAY = date(2025, 3, 14)
HERE = Surroundings("PL", Land.RURAL, "eu_programme", Decimal(1000), "EUR")
LOANS = Barrier(1, "finance", "funding", "rural")
NOWHERE = Surroundings()


def answering(*answers: Answer, key: int = 1, around: Surroundings = NOWHERE) -> Candidate:
    return Candidate(key, around, answers)


@pytest.mark.parametrize(
    ("answer", "match"),
    [
        (Answer(1, "law", "", ""), Match.DIRECT),
        (Answer(2, "finance", "", "rural"), Match.ASPECT_RURAL),
        (Answer(2, "finance", "", "urban"), Match.ASPECT),
        (Answer(2, "finance", "", ""), Match.ASPECT),
        (Answer(2, "law", "funding", "rural"), Match.TOPIC),
        (Answer(2, "law", "institutions", "rural"), None),
    ],
)
def test_barrier_is_matched_as_closely_as_it_is_answered(
    answer: Answer, match: Match | None
) -> None:
    assert ranking.match_of(LOANS, answering(answer)) is match


def test_closest_answer_counts_wherever_it_stands() -> None:
    near, far = Answer(2, "finance", "", "rural"), Answer(3, "finance", "", "")
    assert ranking.match_of(LOANS, answering(near, far)) is Match.ASPECT_RURAL
    assert ranking.match_of(LOANS, answering(far, near)) is Match.ASPECT_RURAL


def test_topic_of_the_practice_itself_is_the_weakest_match() -> None:
    one = Candidate(1, NOWHERE, topics=frozenset({"funding"}))
    assert ranking.match_of(LOANS, one) is Match.TOPIC


def test_barrier_outside_the_topics_matches_no_practice_outside_them() -> None:
    assert ranking.match_of(Barrier(1), answering(Answer(2, "law", "", ""))) is None


def test_unknown_town_or_country_of_both_is_no_likeness() -> None:
    barrier = Barrier(1, "finance", "funding", "")
    one = answering(Answer(2, "finance", "", ""))
    assert ranking.match_of(barrier, one) is Match.ASPECT


def test_matches_are_worth_less_the_farther_they_are() -> None:
    worths = [weights.MATCH[match] for match in Match]
    assert worths == sorted(worths, reverse=True)


def test_aspect_chosen_alone_can_be_answered_in_full() -> None:
    assert ranking.worth(Answered(Barrier(aspect="finance"), Match.ASPECT)) == 1.0
    assert ranking.worth(Answered(Barrier(topic="funding"), Match.TOPIC)) == 1.0


def test_practice_that_answers_nothing_chosen_is_left_out() -> None:
    assert ranking.rank([LOANS], HERE, [answering(Answer(2, "law", "", ""))], today=TODAY)[:] == []


@pytest.mark.parametrize(
    ("here", "there", "code", "share"),
    [
        (Land.RURAL, Land.RURAL, Code.SAME, 1.0),
        (Land.RURAL, Land.ANYWHERE, Code.SAME, 1.0),
        (Land.RURAL, Land.BETWEEN, Code.NEAR, 0.5),
        (Land.MIXED, Land.URBAN, Code.NEAR, 0.5),
        (Land.RURAL, Land.URBAN, Code.DIFFERENT, 0.0),
        (None, Land.URBAN, Code.UNKNOWN_HERE, None),
        (Land.RURAL, None, Code.UNKNOWN_THERE, None),
        (None, None, Code.UNKNOWN, None),
    ],
)
def test_town_and_country_compared(
    here: Land | None, there: Land | None, code: Code, share: float | None
) -> None:
    assert likeness.land(here, there) == Verdict(code, share)


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (Decimal(1000), "EUR", Code.ENOUGH),
        (Decimal(1001), "EUR", Code.MORE),
        (Decimal(10), "PLN", Code.OTHER_CURRENCY),
        (None, "EUR", Code.UNKNOWN_THERE),
    ],
)
def test_cost_is_compared_with_the_money_known(
    amount: Decimal | None, currency: str, code: Code
) -> None:
    one = answering(around=Surroundings(amount=amount, currency=currency))
    assert likeness.verdicts(HERE, one)[Side.MONEY].code is code


def test_instruments_of_one_kind_are_alike() -> None:
    same = likeness.verdicts(HERE, answering(around=Surroundings(instrument_kind="eu_programme")))
    other = likeness.verdicts(HERE, answering(around=Surroundings(instrument_kind="law")))
    assert (same[Side.INSTRUMENT].code, other[Side.INSTRUMENT].code) == (
        Code.SAME,
        Code.DIFFERENT,
    )


def test_everything_known_alike_and_proved_scores_a_hundred() -> None:
    one = Candidate(
        7,
        Surroundings("PL", Land.RURAL, "eu_programme", Decimal(10), "EUR"),
        (Answer(1, "finance", "funding", "rural"),),
        law=Code.SAME_COUNTRY,
        figures=3,
        proofs=3,
        met=dict.fromkeys(Criterion.values, "yes"),
        standing="validated",
        starts=date(2010, 1, 1),
        elsewhere=2,
    )
    (fit,) = ranking.rank([LOANS], HERE, [one], today=TODAY)
    assert (fit.score, fit.direct, fit.years) == (100, 1, 15)


def test_unknown_surroundings_count_half_and_missing_evidence_nothing() -> None:
    one = answering(Answer(1, "finance", "funding", "rural"))
    (fit,) = ranking.rank([LOANS], Surroundings(), [one], today=TODAY)
    assert (fit.need, fit.surroundings) == (1.0, 0.5)
    assert fit.evidence == 0.0
    assert fit.years is None


def test_partly_met_counts_half_of_seven() -> None:
    one = Candidate(1, NOWHERE, (Answer(1, "", "", ""),), met={"time": "yes", "effect": "partly"})
    (fit,) = ranking.rank([LOANS], HERE, [one], today=TODAY)
    assert fit.proofs[Proof.CRITERIA] == pytest.approx(1.5 / 7)


@pytest.mark.parametrize(
    ("starts", "ends", "years"),
    [
        (date(2020, 3, 14), None, 5),
        (date(2020, 3, 15), None, 4),
        (date(2020, 1, 1), date(2022, 1, 1), 2),
        (date(2026, 1, 1), None, 0),
    ],
)
def test_years_are_whole_and_end_with_the_practice(
    starts: date, ends: date | None, years: int
) -> None:
    one = Candidate(1, NOWHERE, (Answer(1, "", "", ""),), starts=starts, ends=ends)
    (fit,) = ranking.rank([LOANS], HERE, [one], today=TODAY)
    assert fit.years == years


def test_more_barriers_answered_come_first_and_equals_in_the_order_of_their_keys() -> None:
    law = Barrier(2, "law", "institutions")
    both = answering(Answer(1, "", "", ""), Answer(2, "", "", ""), key=9)
    first, second = (answering(Answer(1, "", "", ""), key=key) for key in (3, 5))
    ranked = ranking.rank([LOANS, law], HERE, [second, both, first], today=TODAY)
    assert [fit.candidate.key for fit in ranked] == [9, 3, 5]


def test_weights_add_up_and_name_every_standing_after_a_review() -> None:
    assert weights.NEED + weights.SURROUNDINGS + weights.EVIDENCE == 1.0
    assert sum(weights.SIDE.values()) == pytest.approx(1.0)
    assert sum(weights.PROOF.values()) == pytest.approx(1.0)
    assert weights.STANDING.keys() == set(Standing) - UNREVIEWED
