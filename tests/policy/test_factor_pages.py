"""Pages of barriers: what readers see, what only editors see, and a constant number of queries."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.policy.domain import linked
from secon.policy.domain.linked import Answering
from secon.policy.models import FactorTranslation
from tests.factories.partnership import PartnerFactory, member, translated
from tests.factories.people import UserFactory, person
from tests.factories.policy import AssessmentFactory, FactorFactory, InstrumentFactory
from tests.factories.practices import PracticeAnswerFactory

pytestmark = pytest.mark.django_db
BARRIERS = "/en/policies/barriers/"


def region(name: str, **more: object) -> Partner:
    return PartnerFactory(territory_name=name, live=True, **more)


def rows_of(client: Client, what: str, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{BARRIERS}files/{what}.csv?{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a stream
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("item_count", [1, 3])
def test_comparison_asks_as_many_queries_for_many_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, item_count: int
) -> None:
    for number in range(item_count):
        factor = FactorFactory(partner=region(f"Land {number}"))
        for year in range(2022, 2022 + item_count):
            AssessmentFactory(factor=factor, assessed_on=date(year, 6, 1))
    with django_assert_num_queries(7):
        assert client.get(BARRIERS).status_code == 200


@pytest.mark.parametrize("item_count", [1, 3])
def test_factor_page_asks_as_many_queries_for_many_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, item_count: int
) -> None:
    factor = FactorFactory(partner=region("Land"))
    for number in range(item_count):
        AssessmentFactory(factor=factor)
        factor.instruments.create(instrument=InstrumentFactory(national=True), note=f"{number}")
        PracticeAnswerFactory(factor=factor)
    with django_assert_num_queries(10):
        assert client.get(factor.get_absolute_url()).status_code == 200


def test_comparison_says_median_and_spread_and_never_a_mean(client: Client) -> None:
    factor = FactorFactory(partner=region("Kraina"))
    for strength in (1, 5, 5):
        AssessmentFactory(factor=factor, strength=strength)
    html = client.get(BARRIERS).content.decode()
    assert html.count("Median 5, from 1 to 5.") == 2  # row and card
    assert html.count("<p>From 1 to 5.</p>") == 1  # cell
    assert html.count('class="spread__dot"') == 3
    assert "3.7" not in html


def test_voice_without_a_strength_is_counted_and_said(client: Client) -> None:
    factor = FactorFactory(partner=region("Kraina"))
    AssessmentFactory(factor=factor, strength=None, people=11, people_at_least=True)
    html = client.get(BARRIERS).content.decode()
    assert "Strength unknown." in html
    assert "1 voice." in html
    assert "11 people or more behind them." in html
    assert "spread__dot" not in html


def test_drafts_withdrawn_voices_and_the_other_effect_stay_out(client: Client) -> None:
    here = region("Kraina")
    FactorFactory(partner=here, title="Secret draft", live=False)
    FactorFactory(partner=here, title="Helps", effect="enabler")
    shown = FactorFactory(partner=here, title="Shown")
    AssessmentFactory(factor=shown, strength=4)
    AssessmentFactory(factor=shown, strength=1, withdrawn_at="2025-01-01T00:00Z")
    html = client.get(BARRIERS).content.decode()
    assert "Secret draft" not in html
    assert "Helps" not in html
    assert "Strength 4, said once." in html
    assert "Helps" in client.get(f"{BARRIERS}?effect=enabler").content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["A", "B", "C"]),
        ("aspect=law", ["B"]),
        ("topic=funding", ["A", "C"]),
        ("level=national", ["C"]),
        ("rural=urban", ["B"]),
        ("region=one", ["A", "B"]),
        ("region=one&region=two", ["A", "B", "C"]),
        ("basis=survey", ["C"]),
        ("since=2024", ["C"]),
        ("until=2023", ["A"]),
        ("aspect=moon&since=never", ["A", "B", "C"]),
    ],
)
def test_filters_narrow_the_comparison(client: Client, query: str, titles: list[str]) -> None:
    one, two = region("One", slug="one"), region("Two", slug="two")
    first = FactorFactory(partner=one, title="A")
    FactorFactory(partner=one, title="B", aspect="law", topic="institutions", rural="urban")
    last = FactorFactory(partner=two, title="C", level="national")
    AssessmentFactory(factor=first, assessed_on=date(2023, 1, 1))
    AssessmentFactory(factor=last, assessed_on=date(2024, 1, 1), basis="survey")
    cards = client.get(f"{BARRIERS}?{query}").context["cards"]
    assert sorted(card.title.text for card in cards) == titles


def test_rows_by_topic_have_one_for_what_lies_outside(client: Client) -> None:
    here = region("Kraina")
    FactorFactory(partner=here)
    FactorFactory(partner=here, aspect="infrastructure", topic="")
    rows = client.get(f"{BARRIERS}?by=topic").context["rows"]
    assert [row.label for row in rows] == ["Access to funding", "Outside the topics"]


def test_change_over_the_years_shows_both_spreads(client: Client) -> None:
    factor = FactorFactory(partner=region("Kraina"))
    for year, strength in ((2023, 4), (2023, 5), (2025, 2), (2025, 4)):
        AssessmentFactory(factor=factor, strength=strength, assessed_on=date(year, 5, 1))
    answer = client.get(BARRIERS)
    (change,) = answer.context["changes"]
    assert change.said == "Weaker: median 4.5 in 2023, 3 in 2025."
    assert change.caution.startswith("The two spreads overlap")
    assert 'id="before-1-title"' in answer.content.decode()


def test_nothing_named_says_so(client: Client) -> None:
    assert "Nobody has named one yet." in client.get(BARRIERS).content.decode()
    assert "None with these filters." in client.get(f"{BARRIERS}?level=eu").content.decode()


def test_comparison_can_be_taken_away(client: Client) -> None:
    factor = FactorFactory(partner=region("Kraina", slug="kraina"))
    AssessmentFactory(factor=factor, strength=2, people=3)
    AssessmentFactory(factor=factor, strength=None)
    rows = rows_of(client, "comparison")
    assert [(row["row"], row["region"]) for row in rows] == [
        ("finance", "all"),
        ("finance", "kraina"),
    ]
    here = rows[1]
    assert (here["voices"], here["median"], here["people"]) == ("2", "2.0", "3")
    assert here["voices_without_strength"] == "1"


def test_single_assessments_can_be_taken_away_without_drafts(client: Client) -> None:
    shown = FactorFactory(partner=region("Kraina"), title="Shown")
    AssessmentFactory(factor=shown, strength=None, said_by="=cmd()")
    AssessmentFactory(factor=FactorFactory(title="Secret draft", live=False))
    AssessmentFactory(factor=shown, quote="Secret", withdrawn_at="2025-01-01T00:00Z")
    (row,) = rows_of(client, "assessments")
    assert (row["title"], row["strength"], row["said_by"]) == ("Shown", "", "'=cmd()")
    answer = client.get(f"{BARRIERS}files/assessments.json")
    said = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a stream
    assert [one["strength"] for one in said["assessments"]] == [None]
    book = client.get(f"{BARRIERS}files/assessments.xlsx")
    assert client.get(f"{BARRIERS}files/assessments.exe").status_code == 404
    assert client.get(f"{BARRIERS}files/people.csv").status_code == 404
    assert book.status_code == 200
    book.close()  # last: it takes the connection of PostgreSQL with it


def test_draft_is_seen_by_its_editors_and_reviewers_alone(client: Client) -> None:
    draft = FactorFactory(live=False, title="Secret draft")
    readers = {
        None: 404,
        UserFactory(): 404,
        member(Role.PARTNER_EDITOR, PartnerFactory()): 404,
        member(Role.PARTNER_EDITOR, draft.partner): 200,
        person(Role.REVIEWER): 200,
        person(Role.WEB_ADMIN): 200,
    }
    for user, status in readers.items():
        client.logout()
        if user is not None:
            client.force_login(user)
        answer = client.get(draft.get_absolute_url())
        assert answer.status_code == status
        assert ("Secret draft" in answer.content.decode()) is (status == 200)


def test_factor_in_the_readers_language_says_who_translated(client: Client) -> None:
    here = region("Kraina")
    translated(here, "el", "Περιφέρεια")
    factor = FactorFactory(partner=here, title="Loans")
    row = FactorTranslation(record=factor, language="el", title="Δάνεια", state="machine")
    row.source_digest = factor.digest()
    row.save()
    html = client.get(f"/el/policies/barriers/{factor.pk}/").content.decode()
    assert "<h1>Δάνεια</h1>" in html
    assert 'data-variant="machine"' in html


def test_practices_that_answer_are_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factor = FactorFactory(partner=region("Kraina"))
    text = factor.best("en", "title")
    place = factor.partner.best("en", "territory_name")
    said = Answering(text, "/p/1", "By a guarantee", place)
    monkeypatch.setattr(linked, "_answers", [lambda _language, _keys: {factor.pk: (said,)}])
    html = client.get(factor.get_absolute_url()).content.decode()
    assert '<a href="/p/1">' in html
    assert "By a guarantee" in html


def test_evidence_of_a_draft_is_not_handed_out(client: Client) -> None:
    draft = FactorFactory(live=False)
    one = AssessmentFactory(factor=draft, file=ContentFile(b"%PDF-1.4", name="a.pdf"))
    address = reverse("policy:assessment_file", args=[one.pk])
    assert client.get(address).status_code == 404
    draft.live = True
    draft.save()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()
