"""Which practices fit us: what is gathered, what the page says, what stays out."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.places.models import Region
from secon.policy.models import InstrumentMoney
from secon.practices.domain import fitting
from secon.practices.domain.legal_forms import counterpart
from secon.practices.fitting.shapes import Barrier, Code, Land, Side
from secon.practices.interfaces import fitting_words
from secon.practices.models import Judgement, PracticeProof, PracticeResult
from tests.factories.partnership import PartnerFactory, PartnerTerritoryFactory, member
from tests.factories.policy import FactorFactory, InstrumentFactory
from tests.factories.practices import PracticeAnswerFactory, PracticeFactory, TransferFactory

FIT = "/en/practices/fit/"
TODAY = date(2025, 3, 14)


def region(name: str = "Kraina", **more: object) -> Partner:
    return PartnerFactory(territory_name=name, live=True, slug=name.lower(), **more)


def typed(code: str, urban: int) -> None:
    Region.objects.create(
        code=code, version="2021", level=3, country=code[:2], name=code, urban_type=urban
    )


@pytest.mark.parametrize(
    ("form", "origin", "target", "code"),
    [
        ("Κοινωνική Συνεταιριστική Επιχείρηση", "EL", "EL", Code.SAME_COUNTRY),
        ("", "EL", "EL", Code.SAME_COUNTRY),
        ("Κοινωνική Συνεταιριστική Επιχείρηση", "EL", "DE", Code.LISTED),
        ("Genossenschaft", "DE", "PL", Code.LISTED),
        ("", "DE", "PL", Code.UNKNOWN_THERE),
        ("Something new", "DE", "PL", Code.UNKNOWN),
        ("Genossenschaft", "DE", "FR", Code.UNKNOWN),
        ("Genossenschaft", "DE", "", Code.UNKNOWN_HERE),
    ],
)
def test_legal_form_has_its_like_where_the_frames_list_one(
    form: str, origin: str, target: str, code: Code
) -> None:
    assert counterpart(form, origin, target).code is code


def test_like_of_a_cooperative_is_named_in_the_words_of_the_country() -> None:
    assert "Genossenschaft" in counterpart("Κοινωνική Συνεταιριστική Επιχείρηση", "EL", "DE").names


@pytest.mark.django_db
def test_place_is_what_most_of_its_regions_are() -> None:
    for code, urban in (("PL841", 3), ("PL842", 3), ("PL843", 1), ("PL911", 1), ("PL912", 2)):
        typed(code, urban)
    lands = fitting.Lands()
    assert lands.of(["PL84"]) is Land.RURAL
    assert lands.of(["PL91"]) is Land.MIXED
    assert lands.of(["PL912"]) is Land.BETWEEN
    assert lands.of([]) is None


@pytest.mark.django_db
def test_everything_known_of_a_practice_and_a_region_is_gathered() -> None:
    typed("PL841", 3)
    here = region()
    PartnerTerritoryFactory(partner=here, code="PL841")
    instrument = InstrumentFactory(partner=here, addressed=True, kind="strategy")
    for fund, sum_ in (("esf", 100), ("erdf", 50)):
        InstrumentMoney.objects.create(instrument=instrument, fund=fund, amount=Decimal(sum_))
    practice = PracticeFactory(
        published=True,
        country="DE",
        rural="both",
        cost=Decimal(20),
        instrument_kind="strategy",
        legal_form="Genossenschaft",
    )
    factor = FactorFactory(partner=here)
    PracticeAnswerFactory(practice=practice, factor=factor)
    PracticeAnswerFactory(practice=practice, factor=FactorFactory(effect="enabler", aspect="law"))
    PracticeResult.objects.create(practice=practice, label="Jobs", number=5)
    PracticeProof.objects.create(practice=practice, kind="report", title="R", note="p. 3")
    for judge, met in (("lead", "no"), ("expert", "yes"), ("author", "yes")):
        Judgement.objects.create(
            practice=practice, judge=judge, criterion="effect", met=met, at="2025-01-01T00:00Z"
        )
    TransferFactory(practice=practice, state="adapted")
    TransferFactory(practice=practice, state="dropped")
    TransferFactory(practice=practice, state="plan")
    ranked = fitting.rank(
        partner=here,
        barriers=[Barrier(factor.pk, "finance", "funding", "rural"), Barrier(aspect="law")],
        language="en",
        today=TODAY,
    )
    (fit,) = ranked.fits
    one = fit.candidate
    assert ranked.here.around.land is Land.RURAL
    assert (ranked.here.around.amount, ranked.here.around.currency) == (Decimal(150), "EUR")
    assert [answered.match for answered in fit.answered] == ["direct"]  # an enabler is no answer
    assert {side: verdict.code for side, verdict in fit.verdicts.items()} == {
        Side.RURAL: Code.SAME,
        Side.LAW: Code.LISTED,
        Side.INSTRUMENT: Code.SAME,
        Side.MONEY: Code.ENOUGH,
    }
    assert (one.figures, one.proofs, one.met) == (1, 1, {"effect": "yes"})
    assert (one.elsewhere, one.dropped, one.standing) == (1, 1, "published")
    said = fitting_words.reasons(fit, ranked.here.around, practice)
    assert said[0] == "It works in town and country alike."
    assert "It costs 20 EUR; your instrument is known to have 150 EUR." in said
    assert "1 other region has adapted it." in said
    assert "1 other region has dropped it." in said
    assert fitting_words.missing(fit) == []


@pytest.mark.django_db
def test_money_of_an_instrument_in_two_currencies_is_not_added() -> None:
    here = region()
    instrument = InstrumentFactory(partner=here, addressed=True)
    for currency in ("EUR", "PLN"):
        InstrumentMoney.objects.create(
            instrument=instrument, fund="esf", amount=Decimal(10), currency=currency
        )
    ranked = fitting.rank(partner=here, barriers=[Barrier(1)], language="en", today=TODAY)
    assert ranked.here.around.amount is None


@pytest.mark.django_db
def test_drafts_lessons_and_own_practices_stay_out_unless_asked_for(client: Client) -> None:
    here = region()
    factor = FactorFactory(partner=here, title="No loans")
    kinds = {
        "Elsewhere": {"published": True},
        "Secret draft": {},
        "Failed": {"published": True, "is_lesson": True},
        "Our own": {"published": True, "partner": here},
    }
    for title, traits in kinds.items():
        practice = PracticeFactory(title=title, **traits)
        PracticeAnswerFactory(practice=practice, factor=factor)

    def titles(query: str) -> list[str]:
        answer = client.get(f"{FIT}?{query}")
        assert "Secret draft" not in answer.content.decode()
        return [row.text["title"] for row in answer.context["rows"]]

    assert titles("region=kraina") == ["Elsewhere"]
    assert titles("region=kraina&own=on") == ["Elsewhere", "Our own"]
    assert titles("region=kraina&lessons=on") == ["Failed"]


@pytest.mark.django_db
def test_barriers_of_the_region_are_chosen_until_the_reader_chooses(client: Client) -> None:
    here = region()
    first, second = FactorFactory(partner=here), FactorFactory(partner=here, aspect="law")
    FactorFactory(partner=here, effect="enabler")
    FactorFactory(partner=here, live=False, title="Secret draft")
    foreign = FactorFactory(partner=region("Elsewhere"))

    def chosen(query: str) -> list[int | None]:
        answer = client.get(f"{FIT}?{query}")
        assert "Secret draft" not in answer.content.decode()
        return [one.key for one in answer.context["form"].barriers()]

    assert chosen("region=kraina") == [first.pk, second.pk]
    assert chosen(f"region=kraina&chosen=kraina&barrier={second.pk}") == [second.pk]
    assert chosen("region=kraina&chosen=kraina") == []
    assert chosen(f"region=elsewhere&chosen=kraina&barrier={first.pk}") == [foreign.pk]
    assert chosen("region=nowhere&aspect=moon&topic=funding") == [None]


@pytest.mark.django_db
def test_own_region_of_the_reader_is_asked_for_from_the_start(client: Client) -> None:
    here = region()
    FactorFactory(partner=here)
    assert client.get(FIT).context["region"] is None
    client.force_login(member(Role.PARTNER_EDITOR, here))
    assert client.get(FIT).context["region"].slug == "kraina"
    assert client.get(f"{FIT}?region=").context["region"] is None


@pytest.mark.django_db
def test_page_says_why_and_what_is_unknown(client: Client) -> None:
    here = region(country="PL")
    factor = FactorFactory(partner=here, title="No loans")
    FactorFactory(partner=here, aspect="law", topic="institutions", title="Hard laws")
    practice = PracticeFactory(published=True, country="DE", starts=None, title="Guarantees")
    PracticeAnswerFactory(practice=practice, factor=factor)
    html = client.get(f"{FIT}?region=kraina").content.decode()
    assert "Answers 1 of 2 barriers." in html
    assert "<span>No loans</span>: it names this very barrier" in html
    assert "Cost: unknown, and so is the money of your region’s instrument." in html
    assert "Results in numbers: none yet." in html
    assert "Since when it runs: unknown." in html
    assert "Take up" not in html
    client.force_login(member(Role.PARTNER_EDITOR, here))
    assert "Take up “Guarantees” in your region" in client.get(FIT).content.decode()


@pytest.mark.django_db
def test_nothing_chosen_and_nothing_found_say_so(client: Client) -> None:
    assert "Nothing is chosen yet." in client.get(FIT).content.decode()
    html = client.get(f"{FIT}?aspect=taxation").content.decode()
    assert "No published practice answers what you chose." in html


@pytest.mark.django_db
def test_list_can_be_taken_away_with_its_reasons(client: Client) -> None:
    here = region()
    factor = FactorFactory(partner=here)
    PracticeAnswerFactory(factor=factor, practice=PracticeFactory(published=True, title="=cmd()"))
    answer = client.get(f"{FIT}list.csv?region=kraina")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a stream
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["title"], row["barriers_answered"], row["place"]) == ("'=cmd()", "1", "1")
    assert int(row["score"]) == sum(
        int(row[f"points_for_{part}"]) for part in ("need", "surroundings", "evidence")
    )
    assert client.get(f"{FIT}list.exe?region=kraina").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("item_count", [1, 3])
def test_page_asks_as_many_queries_for_many_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, item_count: int
) -> None:
    here = region()
    factor = FactorFactory(partner=here)
    for _number in range(item_count):
        practice = PracticeFactory(published=True)
        PracticeAnswerFactory(practice=practice, factor=factor)
        TransferFactory(practice=practice, state="adapted")
    with django_assert_num_queries(18):
        assert client.get(f"{FIT}?region=kraina").status_code == 200
