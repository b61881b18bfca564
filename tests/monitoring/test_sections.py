"""What each section draws from the records."""

from datetime import date
from decimal import Decimal

import pytest

from secon.kernel.paper.model import Chart, Paragraph, text_of
from secon.monitoring.domain.sections import (
    factors,
    gaps,
    groups,
    instruments,
    moneys,
    practices,
    reviews,
    rural,
    transfers,
)
from secon.policy.models import Dissent, InstrumentMoney, InstrumentTopic
from tests.factories.policy import (
    AssessmentFactory,
    FactorFactory,
    GroupMemberFactory,
    ImprovementFactory,
    InstrumentFactory,
    JointReviewFactory,
    ReviewerFactory,
    ReviewQuestionFactory,
    StakeholderGroupFactory,
)
from tests.factories.practices import PracticeFactory, TransferFactory
from tests.monitoring.making import NOW, loaded, region, rows

pytestmark = pytest.mark.django_db


def test_frameworks_are_listed_by_country_and_missing_ones_named():
    region(country="PL")
    region("Hrodland", country="LV")
    InstrumentFactory(national=True, name="Act", country="PL", starts=date(2022, 8, 5))
    InstrumentFactory(national=True, name="Hidden", country="LV", live=False)
    paragraph, *rest = instruments.frameworks(loaded())
    assert text_of(paragraph.words) == (
        "No national framework is on record here for: Latvia. "
        "That does not mean that there is none."
    )
    assert rows(tuple(rest), "frameworks") == [
        ["Poland", "Act", "Strategy", "since 2022", "unknown"]
    ]


def test_instruments_show_what_is_known_and_what_is_not():
    partner = region()
    known = InstrumentFactory(
        partner=partner,
        name="Programme",
        addressed=True,
        authority="Office",
        starts=date(2021, 1, 1),
        ends=date(2027, 12, 31),
    )
    InstrumentMoney.objects.create(instrument=known, fund="esf", amount=1000)
    InstrumentTopic.objects.create(instrument=known, topic="funding")
    InstrumentFactory(partner=partner, name="Strategy", kind="strategy")
    blocks = instruments.instruments(loaded())
    period, money = "2021–2027", "EUR\u00a01,000"
    assert rows(blocks, "instruments") == [
        ["Kraina", "Programme (to be improved in the project)", "Programme with EU funds",
         period, money, "Office"],
        ["Kraina", "Strategy", "Strategy", "unknown", "unknown", "unknown"],
    ]  # fmt: skip
    assert rows(blocks, "topics")[2] == ["Access to funding", "1"]
    assert rows(blocks, "topics")[0] == ["Skills", "–"]


def test_a_stated_total_is_not_added_to_its_parts():
    instrument = InstrumentFactory()
    for fund, amount in (("esf", 300), ("erdf", 700), ("", 1000)):
        InstrumentMoney.objects.create(instrument=instrument, fund=fund, amount=amount)
    assert moneys.amount_of(instrument).by_currency == (("EUR", Decimal(1000)),)


def test_currencies_are_never_added_to_each_other():
    amounts = [("PLN", Decimal(5)), ("EUR", Decimal(1)), ("PLN", Decimal(2))]
    assert moneys.summed(amounts) == (("EUR", Decimal(1)), ("PLN", Decimal(7)))


def test_unknown_money_is_counted_as_unknown():
    partner = region()
    InstrumentMoney.objects.create(instrument=InstrumentFactory(partner=partner), amount=1000)
    InstrumentMoney.objects.create(instrument=InstrumentFactory(partner=partner), fund="esf")
    said, *_rest = moneys.money(loaded())
    assert text_of(said.words) == (
        "The money of 1 regional or local instrument is known: EUR\u00a01,000. Of 1 it is unknown."
    )


def test_groups_count_the_organisations_of_today():
    partner = region()
    group = StakeholderGroupFactory(instrument__partner=partner, instrument__name="Programme")
    GroupMemberFactory(group=group, kind="ngo")
    GroupMemberFactory(group=group, kind="ngo")
    GroupMemberFactory(group=group, kind="local", left_on=date(2025, 1, 1))
    InstrumentFactory(partner=partner, name="Strategy")
    assert rows(groups.groups(loaded()), "groups") == [
        ["Kraina", "Programme", "2", "2 × Association or foundation"],
        ["Kraina", "Strategy", "unknown", "unknown"],
    ]


def test_barriers_show_voices_and_spread_and_no_mean():
    partner = region()
    region("Elsewhere")
    factor = FactorFactory(partner=partner, aspect="finance", title="Loans are dear")
    for strength in (1, 4, 5, None):
        AssessmentFactory(factor=factor, strength=strength, people=11)
    AssessmentFactory(factor=factor, strength=5, withdrawn_at=NOW)
    FactorFactory(partner=partner, aspect="law", effect="enabler")
    blocks = factors.barriers(loaded())
    assert rows(blocks, "barriers-aspects") == [["Finance", "1", "1", "4", "4", "1–5"]]
    assert rows(blocks, "barriers-regions") == [["Finance", "4 (3)", "–"]]
    (listed,) = rows(blocks, "barriers-list")
    assert listed[4] == (
        "strength not said (Interview, 11 people, 2024). Decisive (Interview, 11 people, 2024). "
        "Strong (Interview, 11 people, 2024). Slight (Interview, 11 people, 2024)."
    )
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert [(mark.values, mark.middle) for mark in chart.marks] == [((5.0, 4.0, 1.0), 4.0)]


def test_a_barrier_without_a_strength_is_on_record_and_moves_no_median():
    AssessmentFactory(factor=FactorFactory(partner=region()), strength=None)
    blocks = factors.barriers(loaded())
    assert rows(blocks, "barriers-regions") == [["Finance", "?"]]
    assert not [block for block in blocks if isinstance(block, Chart)]


def test_rural_counts_tell_not_said_from_none():
    partner = region()
    FactorFactory(partner=partner, rural="rural")
    FactorFactory(partner=partner, rural="")
    PracticeFactory(published=True, partner=partner, rural="both")
    assert rows(rural.rural(loaded()), "rural") == [
        ["Kraina", "1", "0", "0", "1", "0", "1", "0", "0"]
    ]


def test_practices_count_lessons_apart_and_leave_drafts_out():
    partner = region()
    PracticeFactory(published=True, partner=partner, title="Bakery")
    PracticeFactory(published=True, partner=partner, state="validated")
    PracticeFactory(published=True, partner=partner, is_lesson=True)
    PracticeFactory(partner=partner, title="Secret draft")
    blocks = practices.practices(loaded())
    assert rows(blocks, "practices") == [["Kraina", "1", "0", "1", "0", "1"]]
    assert len(rows(blocks, "practices-list")) == 3
    assert text_of(blocks[0].words) == (
        "2 good practices are published. 1 more is a lesson from what did not work."
    )


def test_chains_are_rows_from_where_to_where():
    origin, target = region("From"), region("To")
    practice = PracticeFactory(published=True, partner=origin, title="Bakery")
    TransferFactory(practice=practice, partner=target)
    (row,) = rows(transfers.transfers(loaded()), "chains")
    assert row[:2] == ["From → To", "Bakery"]


def test_promised_improvements_are_not_counted_as_happened():
    instrument = InstrumentFactory(partner=region())
    ImprovementFactory(instrument=instrument, amount=3000, state="validated")
    ImprovementFactory(instrument=instrument, amount=500, state="planned")
    ImprovementFactory(instrument=instrument, state="done")
    said, _table = transfers.improvements(loaded())
    assert text_of(said.words) == (
        "2 policy improvements have taken place. The money influenced, as far as it is known: "
        "EUR\u00a03,000. For 1 it is unknown."
    )


def test_reviews_show_agreement_and_dissent():
    instrument = InstrumentFactory(partner=region(), name="Programme")
    review = JointReviewFactory(
        instrument=instrument, state="published", published_at=NOW, title="Review"
    )
    seat = ReviewerFactory(review=review, submitted_at=NOW)
    ReviewerFactory(review=review)
    ReviewQuestionFactory(review=review, outcome="agreed")
    split = ReviewQuestionFactory(review=review, outcome="open")
    Dissent.objects.create(question=split, reviewer=seat, text="No.", at=NOW)
    JointReviewFactory(instrument=instrument, title="Still running")
    assert rows(reviews.reviews(loaded()), "reviews") == [
        ["Review", "Programme", "23 November 2026", "1", "1", "0", "1", "1"]
    ]


def test_gaps_are_said_for_each_region():
    partner = region(country="PL")
    InstrumentFactory(partner=partner, addressed=True)
    blocks = gaps.gaps(loaded())
    (row,) = rows(blocks, "gaps")
    assert row == ["Kraina", "no", "yes", *["no"] * 10]
    assert text_of(blocks[0].words) == "11 gaps are left in 12 things to know."


@pytest.mark.parametrize("with_examples", [True, False])
def test_examples_take_part_only_where_they_may_and_are_marked(with_examples):
    InstrumentFactory(partner=region(), name="Story", is_example=True)
    found = rows(instruments.instruments(loaded(with_examples=with_examples)), "instruments")
    assert [row[1] for row in found] == (["Story (example)"] if with_examples else [])


def test_a_text_in_another_language_is_marked():
    InstrumentFactory(partner=region(), name="Programm", original_language="de")
    (table, *_rest) = instruments.instruments(loaded())
    (name,) = table.rows[0].cells[1].words
    assert (name.text, name.language, name.mark) == ("Programm", "de", "in German")


def test_nothing_on_record_is_said_as_such():
    material = loaded()
    for draw in (factors.barriers, factors.enablers, practices.practices):
        (said,) = draw(material)
        assert isinstance(said, Paragraph)
    for draw in (instruments.frameworks, groups.groups, transfers.transfers, reviews.reviews):
        table = draw(material)[-1]
        assert (table.rows, bool(table.empty)) == ((), True)
