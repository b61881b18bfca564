"""One tender: what its buyer coded, in three states, when it closes, where it came from."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from secon.procurement.enums import Rung, SignalKind, Stage
from secon.procurement.interfaces.statements import State
from secon.procurement.models import LotPlace, NoticeText, Reception
from tests.factories.procurement import (
    AwardFactory,
    CriterionFactory,
    ImportRunFactory,
    LotFactory,
    LotSignalFactory,
    NoticeFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def page_of(client, lot, **parameters):
    answer = client.get(f"/en/tenders/{lot.notice.publication}/", parameters)
    assert answer.status_code == 200
    return answer


def statement(client, lot, term: str):
    (shown,) = page_of(client, lot).context["page"].lots
    return next(s for s in shown.statements if s.term == term)


class TestThreeStates:
    """Known, stated none and unknown stay three things on the page."""

    def test_a_stated_code_is_shown_with_the_field_that_proves_it(self, client):
        lot = LotFactory(
            detail={"reserved": ["res-ws"], "proofs": {"reserved": "BT-71-Lot"}}, reserved=True
        )
        said = statement(client, lot, "Reserved participation")
        assert (said.state, said.proof) == (State.KNOWN, "res-ws (BT-71-Lot)")
        assert "Coded by the buyer: res-ws (BT-71-Lot)" in page_of(client, lot).content.decode()

    def test_a_stated_none_says_that_the_buyer_said_so(self, client):
        lot = LotFactory(
            detail={"reserved": [], "proofs": {"reserved": "BT-71-Lot"}}, reserved=False
        )
        said = statement(client, lot, "Reserved participation")
        assert (said.state, said.values) == (State.NONE, ("None, says the buyer",))

    def test_an_empty_field_is_unknown(self, client):
        said = statement(client, LotFactory(), "Reserved participation")
        assert (said.state, said.values, said.proof) == (State.UNKNOWN, (), "")

    @pytest.mark.parametrize(
        ("stored", "state"), [(True, State.KNOWN), (False, State.NONE), (None, State.UNKNOWN)]
    )
    def test_yes_no_and_silence_of_a_yes_no_field(self, client, stored, state):
        said = statement(client, LotFactory(sme_suitable=stored), "Suited to small enterprises")
        assert said.state is state

    def test_the_page_says_unknown_in_words(self, client):
        text = page_of(client, LotFactory()).content.decode()
        assert text.count("Unknown: the buyer left the field empty.") == 9

    def test_a_social_service_is_told_by_its_code(self, client):
        lot = LotFactory()
        LotSignalFactory(lot=lot, kind=SignalKind.SOCIAL_SERVICE, code="85311000", field="BT-262")
        assert statement(client, lot, "Social service").proof == "85311000 (BT-262)"


@pytest.mark.parametrize(
    ("rung", "words"),
    [
        (Rung.LOT, "stated for the lot"),
        (Rung.BUYER, "only the buyer’s address"),
        (Rung.NOTHING, "no place is stated"),
    ],
)
def test_the_place_says_how_it_is_known(client, rung, words):
    assert words in page_of(client, LotFactory(rung=rung)).content.decode()


def test_a_place_read_otherwise_than_written_shows_what_was_written(client):
    lot = LotFactory(places=())
    LotPlace.objects.create(lot=lot, nuts="EL65", said="GR25", how="older", country="EL")
    text = page_of(client, lot).content.decode()
    assert "(written GR25)" in text


def test_a_doubtful_value_is_marked_and_a_missing_one_unknown(client):
    doubtful = page_of(client, LotFactory(value_doubtful=True)).content.decode()
    missing = page_of(client, LotFactory(value=None, value_eur=None)).content.decode()
    assert "Doubtful" in doubtful
    assert "Doubtful" not in missing
    assert "Unknown: the notice states no amount." in missing


class TestTime:
    """A deadline is shown by the clock of its place, or by the reader's own."""

    def lot(self):
        return LotFactory(deadline=datetime(2023, 12, 20, 10, 0, tzinfo=UTC))

    def test_the_clock_is_that_of_the_place(self, client):
        text = page_of(client, self.lot()).content.decode()
        assert 'datetime="2023-12-20T12:00:00+02:00"' in text
        assert "Athens, UTC+2" in text

    def test_the_reader_may_name_another(self, client):
        text = page_of(client, self.lot(), tz="Europe/Lisbon").content.decode()
        assert 'datetime="2023-12-20T10:00:00+00:00"' in text
        assert "Lisbon, UTC+0" in text

    @pytest.mark.parametrize("tz", ["Mars/Base", "../etc/passwd", "x" * 61])
    def test_what_is_no_zone_is_said_and_left_out(self, client, tz):
        answer = page_of(client, self.lot(), tz=tz)
        assert list(answer.context["form"].errors) == ["tz"]
        assert "Athens, UTC+2" in answer.content.decode()

    def test_the_calendar_file_has_the_moment(self, client):
        lot = self.lot()
        answer = client.get(f"/en/tenders/{lot.notice.publication}/deadline.ics")
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert event.decoded("dtstart") == datetime(2023, 12, 20, 10, 0, tzinfo=UTC)

    def test_without_a_deadline_there_is_no_calendar_file(self, client):
        lot = LotFactory(deadline=None, deadline_day=None, open_until=None)
        address = f"/en/tenders/{lot.notice.publication}/deadline.ics"
        assert client.get(address).status_code == 404
        text = page_of(client, lot).content.decode()
        assert "deadline.ics" not in text


class TestLanguages:
    """The reader's language where the notice has it, else the original, marked."""

    def lot(self):
        notice = NoticeFactory(
            languages=["el", "fr"], texts={"el": "Καθαρισμός", "fr": "Nettoyage"}
        )
        return LotFactory(notice=notice, texts={"el": "Σχολεία", "fr": "Écoles"})

    def test_the_original_is_marked_with_its_language(self, client):
        text = page_of(client, self.lot()).content.decode()
        assert '<h1 lang="el">Καθαρισμός</h1>' in text
        assert "Original in Greek" in text

    def test_every_language_of_the_notice_is_one_click_away(self, client):
        answer = page_of(client, self.lot(), text="fr")
        assert answer.context["languages"] == [("el", "Greek"), ("fr", "French")]
        assert answer.context["page"].title.text == "Nettoyage"
        assert '<p class="page-head__sub" lang="el">Καθαρισμός</p>' in answer.content.decode()
        assert 'lang="fr"' in answer.content.decode()

    def test_the_readers_own_language_needs_no_mark(self, client):
        answer = client.get(f"/el/tenders/{self.lot().notice.publication}/")
        assert "<h1>Καθαρισμός</h1>" in answer.content.decode()


def test_a_call_shows_its_results_with_the_winners(client):
    call = LotFactory()
    award = AwardFactory(
        call_lot=call, lot=LotFactory(result=True, notice__stage=Stage.RESULT), tenders_received=3
    )
    body = OrganisationFactory(notice=award.lot.notice, is_buyer=False, name="Winner co-operative")
    award.winners.create(organisation=body, tender=1, value=Decimal(90000), currency="EUR")
    (shown,) = page_of(client, call).context["page"].lots
    (outcome,) = shown.outcomes
    assert outcome.publication == award.lot.notice.publication
    assert outcome.tenders_received == 3
    assert [(w.names, w.value) for w in outcome.winners] == [
        (("Winner co-operative",), "90,000 EUR")
    ]


def test_a_result_says_whether_its_call_was_reserved(client):
    call = LotFactory(
        reserved=True, detail={"reserved": ["res-ws"], "proofs": {"reserved": "BT-71-Lot"}}
    )
    result = LotFactory(result=True, notice__stage=Stage.RESULT)
    AwardFactory(lot=result, call_lot=call)
    (shown,) = page_of(client, result).context["page"].lots
    assert shown.call.publication == call.notice.publication
    assert [s.proof for s in shown.call.statements] == ["res-ws (BT-71-Lot)"]


def test_versions_and_results_of_the_procedure_are_linked(client):
    lot = LotFactory(notice__procedure="p-1", notice__published=date(2023, 11, 1))
    newer = NoticeFactory(procedure="p-1", published=date(2023, 11, 10))
    NoticeFactory(procedure="p-2")
    lot.notice.superseded_by = newer
    lot.notice.save()
    answer = page_of(client, lot)
    assert [n.publication for n in answer.context["found"].related] == [newer.publication]
    text = answer.content.decode()
    assert "A newer version replaced this notice" in text
    assert f'href="/en/tenders/{newer.publication}/"' in text


def test_award_criteria_have_their_weights_in_words(client):
    lot = LotFactory()
    CriterionFactory(lot=lot, weight=Decimal("40.0000"), weight_unit="per-exa")
    CriterionFactory(lot=lot, kind="price", names={}, weight=Decimal("12.5"), weight_unit="poi-exa")
    CriterionFactory(lot=lot, weight=None, weight_unit="")
    (shown,) = page_of(client, lot).context["page"].lots
    assert [c.weight for c in shown.criteria] == ["40 %", "12.5 points", ""]


def test_the_source_is_named_with_when_and_from_where(client):
    lot = LotFactory()
    Reception.objects.create(
        notice=lot.notice,
        payload=lot.notice.payload,
        run=ImportRunFactory(source="day-157"),
        file="a.xml",
        received_at=datetime(2023, 12, 1, 9, tzinfo=UTC),
    )
    text = page_of(client, lot).content.decode()
    assert f"https://ted.europa.eu/en/notice/-/detail/{lot.notice.publication}" in text
    assert "from day-157" in text
    assert "eforms-sdk-1.10" in text


def test_an_example_does_not_lead_to_ted(client):
    lot = LotFactory(notice__is_example=True, is_example=True)
    text = page_of(client, lot).content.decode()
    assert "An example, not a real tender" in text
    assert "ted.europa.eu/en/notice" not in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example/", ""])
def test_documents_are_linked_only_where_they_are_on_the_web(client, address):
    lot = LotFactory(notice__documents=address)
    assert b"Tender documents" not in page_of(client, lot).content


def test_markup_in_a_notice_stays_words(client):
    lot = LotFactory(texts={"en": "<img src=x onerror=alert(1)>"})
    NoticeText.objects.filter(notice=lot.notice).update(description="<script>x</script>")
    assert b"<img src=x" not in page_of(client, lot).content
    assert b"<script>x" not in page_of(client, lot).content


def test_the_lot_asked_for_comes_first_and_the_others_are_pages(client):
    notice = NoticeFactory(lot_count=30)
    for index in range(30):
        LotFactory(notice=notice, index=index)
    address = f"/en/tenders/{notice.publication}/"
    first = client.get(address, {"lot": "LOT-0025"}).context
    assert [lot.ref for lot in first["page"].lots][:2] == ["LOT-0025", "LOT-0001"]
    seen, after = [], 0
    while after is not None:
        context = client.get(address, {"after": after}).context
        seen += [lot.ref for lot in context["page"].lots]
        after = context["found"].more_after
    assert seen == [f"LOT-{n + 1:04}" for n in range(30)]


@pytest.mark.parametrize("path", ["/en/tenders/{}/", "/api/v1/tenders/{}"])
def test_a_tender_takes_as_many_queries_for_300_lots_as_for_3(client, path):
    def cost(count, number):
        cache.clear()
        notice = NoticeFactory(lot_count=count, publication=f"{number}-2023")
        OrganisationFactory(notice=notice)
        for index in range(count):
            lot = LotFactory(notice=notice, index=index)
            CriterionFactory(lot=lot)
            LotSignalFactory(lot=lot)
            award = AwardFactory(lot=LotFactory(result=True), call_lot=lot)
            winner = OrganisationFactory(notice=award.lot.notice, is_buyer=False)
            award.winners.create(organisation=winner, tender=1)
        client.get(path.format(notice.publication))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path.format(notice.publication)).status_code == 200
        return len(seen)

    assert cost(300, 900_001) == cost(3, 900_002)


@pytest.mark.parametrize("publication", ["1-1999", "x", "262891-2023'"])
def test_a_tender_that_is_not_stored_is_not_found(client, publication):
    assert client.get(f"/en/tenders/{publication}/").status_code == 404
    assert client.get(f"/api/v1/tenders/{publication}").status_code == 404


def test_the_number_may_be_written_with_leading_zeros(client):
    lot = LotFactory(notice__publication="262891-2023")
    answer = client.get("/en/tenders/00262891-2023/")
    assert answer.context["page"].notice == lot.notice
