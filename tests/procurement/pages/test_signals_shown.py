"""Signals on pages, in lists and in data: each with its proof, doubt and mere mentions apart."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from secon.procurement.domain import queries
from secon.procurement.domain.queries import Share
from secon.procurement.enums import SIGNAL_BITS, ClauseUse, Doubt, SignalKind, Strength
from secon.procurement.interfaces.highlights import Highlight, marked
from secon.procurement.interfaces.marks import marks
from secon.procurement.models import Lot, LotSignal, LotText, NoticeText
from tests.factories.procurement import CriterionFactory, LotFactory, NoticeFactory
from tests.procurement.pages.conftest import DAY

pytestmark = pytest.mark.django_db
WORDS = "mindestens zwei Langzeitarbeitslose beschäftigt"
TEXT = f"Der Auftragnehmer <b>muss</b>: {WORDS}.\n\nWeiteres folgt."


def clause(lot: Lot, **changes: object) -> LotSignal:
    """A clause in the lot's German conditions."""
    values = {
        "kind": SignalKind.CLAUSE,
        "code": "work-integration",
        "use": ClauseUse.PERFORMANCE_CONDITION,
        "strength": Strength.TEXT,
        "field": "conditions",
        "quote": WORDS,
        "language": "de",
        "rule": "de.rule",
    } | changes
    lot.signals |= SIGNAL_BITS[values["kind"]]
    lot.save()
    return LotSignal.objects.create(lot=lot, **values)


def doubtful(lot: Lot, kind: SignalKind = SignalKind.RESERVED_PARTICIPATION) -> LotSignal:
    """A coded flag in doubt, as the import stores it."""
    Lot.objects.filter(pk=lot.pk).update(signals=SIGNAL_BITS[kind], doubts=SIGNAL_BITS[kind])
    return LotSignal.objects.create(
        lot=lot,
        kind=kind,
        code="res-ws",
        field="BT-71-Lot",
        strength=Strength.CODED,
        article="Directive 2014/24/EU, Article 20",
        doubt=Doubt.NOT_BORNE_OUT,
    )


def german(**lot: object) -> Lot:
    made = LotFactory(notice=NoticeFactory(language="de", languages=["de"]), **lot)
    LotText.objects.filter(lot=made).update(conditions=TEXT)
    return made


def page(client, lot: Lot):
    answer = client.get(f"/en/tenders/{lot.notice.publication}/")
    assert answer.status_code == 200
    return answer


class TestTenderPage:
    """A signal is a sentence with its proof, and its words are marked where they stand."""

    def test_a_clause_is_told_with_use_words_language_and_field(self, client):
        lot = german()
        signal = clause(lot)
        text = page(client, lot).content.decode()
        assert f'<blockquote lang="de"><p>{WORDS}</p></blockquote>' in text
        assert "Whoever wins must do it." in text
        anchor = f"words-{lot.pk}-1"
        assert (
            f'Said in the text: <a href="#{anchor}">Performance conditions</a>, in German' in text
        )
        assert f'<mark><span id="{anchor}"></span>{WORDS}</mark>' in text
        assert "<b>muss</b>" not in text
        assert signal.get_use_display() in text

    def test_the_text_with_marked_words_is_open(self, client):
        lot = german()
        clause(lot)
        LotText.objects.filter(lot=lot).update(conditions=TEXT + " Mehr." * 300)
        text = page(client, lot).content.decode()
        assert text.count('<details class="disclosure" open>') == 1

    def test_words_in_another_language_than_the_text_shown_have_no_link(self, client):
        lot = german()
        clause(lot, language="fr")
        text = page(client, lot).content.decode()
        assert "Said in the text: Performance conditions, in French" in text
        assert "<mark>" not in text

    def test_words_that_do_two_things_are_quoted_once(self, client):
        lot = german()
        clause(lot)
        clause(lot, use=ClauseUse.RESERVATION)
        text = page(client, lot).content.decode()
        assert text.count("<blockquote") == 1
        assert "Whoever wins must do it. The text reserves the contract." in text

    def test_words_in_an_award_criterion_and_in_the_notice_are_marked(self, client):
        lot = german()
        CriterionFactory(lot=lot, names={"de": "Konzept"}, descriptions={"de": "x" * 500 + WORDS})
        NoticeText.objects.filter(notice=lot.notice).update(description=TEXT)
        clause(lot, field="award", use=ClauseUse.AWARD_CRITERION)
        clause(lot, field="procedure-description", code="equality")
        text = page(client, lot).content.decode()
        assert text.count("<mark>") == 2
        assert "Description of the whole notice</a>, in German" in text

    def test_a_doubtful_flag_stands_apart_with_its_reason(self, client):
        lot = german()
        doubtful(lot)
        answer = page(client, lot)
        (shown,) = answer.context["page"].lots
        assert (shown.signals.sure, len(shown.signals.doubtful)) == ((), 1)
        text = answer.content.decode()
        assert "Doubtful: coded, but the notice does not bear it out" in text
        assert str(Doubt.NOT_BORNE_OUT.label) in text
        assert "res-ws (BT-71-Lot) · Directive 2014/24/EU, Article 20" in text
        assert [mark.label for mark in shown.marks] == ["Reserved: Article 20 (doubtful)"]

    def test_a_mention_stands_apart_and_makes_no_chip(self, client):
        lot = german()
        clause(lot, kind=SignalKind.MENTION, use=ClauseUse.MENTION, code="labour-rights")
        answer = page(client, lot)
        (shown,) = answer.context["page"].lots
        assert (shown.signals.sure, len(shown.signals.mentions), shown.marks) == ((), 1, ())
        assert "Mentioned only, binds nobody further" in answer.content.decode()

    def test_a_suited_sector_says_why(self, client):
        lot = LotFactory(signals=SIGNAL_BITS[SignalKind.SUITED_SECTOR])
        LotSignal.objects.create(
            lot=lot,
            kind=SignalKind.SUITED_SECTOR,
            code="90911200",
            field="BT-262-Lot",
            strength=Strength.DERIVED,
        )
        text = page(client, lot).content.decode()
        assert "Suited sector: Cleaning of buildings" in text
        assert "can be learnt on the job" in text
        assert "Concluded from another code: 90911200 (BT-262-Lot)" in text

    @pytest.mark.parametrize("many", [1, 3])
    def test_the_number_of_queries_does_not_depend_on_the_signals(self, client, many):
        lot = german()
        page(client, lot)
        for number in range(many):
            clause(lot, quote=f"{WORDS}{number}")
        doubtful(lot)
        with CaptureQueriesContext(connection) as seen:
            page(client, lot)
        assert len(seen) == 16


class TestMarkedText:
    """Marks never break the page."""

    def test_everything_is_escaped(self):
        html = marked('<i>a</i> "b"', [Highlight("x", "<i>a")])
        assert html == '<p><mark><span id="x"></span>&lt;i&gt;a</mark>&lt;/i&gt; &quot;b&quot;</p>'

    def test_words_across_paragraphs_are_marked_in_each(self):
        html = marked("one two\n\nthree\nfour", [Highlight("x", "two\n\nthree")])
        assert html == (
            '<p>one <mark><span id="x"></span>two</mark></p>\n<p><mark>three</mark><br>four</p>'
        )

    def test_words_that_overlap_are_one_mark_with_two_anchors(self):
        html = marked("abcdef", [Highlight("x", "abcd"), Highlight("y", "cdef")])
        assert html == '<p><mark><span id="x"></span>ab<span id="y"></span>cdef</mark></p>'

    def test_words_that_are_not_there_change_nothing(self):
        assert marked("a\nb", [Highlight("x", "zz")]) == "<p>a<br>b</p>"


def test_chips_are_in_the_order_of_strength():
    lot = LotFactory()
    clause(lot)
    doubtful(lot)
    LotSignal.objects.create(lot=lot, kind=SignalKind.SOCIAL_OBJECTIVE, code="opp")
    assert [mark.label for mark in marks(lot)] == [
        "Social objective",
        "Clause: Work integration",
        "Reserved: Article 20 (doubtful)",
    ]


class TestLists:
    """Clauses, uses and doubt narrow the lists."""

    @pytest.fixture
    def lots(self):
        made = [LotFactory() for _ in range(4)]
        clause(made[0])
        clause(made[1], code="labour-rights", use=ClauseUse.AWARD_CRITERION)
        clause(made[2])
        clause(made[2], code="labour-rights")
        clause(made[3], kind=SignalKind.MENTION, use=ClauseUse.MENTION)
        return [lot.notice.publication for lot in made]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"clause": "work-integration"}, {0, 2}),
            ({"clause": "labour-rights"}, {1, 2}),
            ({"clause": ["labour-rights", "work-integration"]}, {0, 1, 2}),
            ({"use": "award-criterion"}, {1}),
            ({"clause": "work-integration", "use": "award-criterion"}, set()),
            ({"clause": "labour-rights", "use": "performance-condition"}, {2}),
            ({"signal": "clause"}, {0, 1, 2}),
        ],
    )
    def test_one_clause_must_meet_kind_and_use(self, listed, lots, asked, found):
        assert set(listed(**asked)) == {lots[number] for number in found}

    def test_a_mention_cannot_be_asked_for_as_a_use(self, client):
        answer = client.get("/api/v1/tenders", {"on": DAY, "use": "mention"})
        assert answer.status_code == 422

    def test_doubtful_flags_can_be_left_out(self, listed):
        doubted, sure = LotFactory(reserved=True), LotFactory(reserved=True)
        doubtful(doubted)
        LotSignal.objects.create(
            lot=sure, kind=SignalKind.RESERVED_PARTICIPATION, code="res-ws", strength="coded"
        )
        both = {lot.notice.publication for lot in (doubted, sure)}
        assert set(listed(reserved="article-20")) == both
        assert listed(reserved="article-20", sure="on") == [sure.notice.publication]

    def test_doubtful_objectives_and_executions_too(self, listed):
        objective, execution = LotFactory(), LotFactory(reserved_execution=True)
        doubtful(objective, SignalKind.SOCIAL_OBJECTIVE)
        doubtful(execution, SignalKind.RESERVED_EXECUTION)
        assert listed(signal="social-objective") == [objective.notice.publication]
        assert listed(signal="social-objective", sure="on") == []
        assert listed(reserved="execution") == [execution.notice.publication]
        assert listed(reserved="execution", sure="on") == []

    @pytest.mark.parametrize("many", [1, 3])
    def test_a_list_by_clause_takes_as_many_queries_for_three_as_for_one(self, client, many):
        for _number in range(many):
            clause(LotFactory())
        parameters = {"on": DAY, "clause": "work-integration", "sure": "on"}
        client.get("/en/tenders/", parameters)
        with CaptureQueriesContext(connection) as seen:
            answer = client.get("/en/tenders/", parameters)
        assert len(answer.context["groups"]) == many
        assert len(seen) == 10


def test_figures_count_a_doubtful_flag_and_say_so(django_assert_num_queries):
    flagged = LotFactory(reserved=True)
    doubtful(flagged)
    LotFactory(reserved=True, signals=SIGNAL_BITS[SignalKind.RESERVED_PARTICIPATION])
    with django_assert_num_queries(1):
        found = queries.counts(date.fromisoformat(DAY))
    assert found.reserved == Share(2, 2, doubtful=1)


class TestData:
    """The same in every form that is taken away."""

    def test_the_api_has_clauses_quotes_mentions_and_doubt(self, client):
        lot = german()
        clause(lot)
        clause(lot, kind=SignalKind.MENTION, use=ClauseUse.MENTION, code="equality")
        doubtful(lot)
        (row,) = client.get("/api/v1/tenders", {"on": DAY}).json()["results"]
        assert row["signals"] == ["reserved-participation:res-ws"]
        assert row["doubtful"] == ["reserved-participation:res-ws:not-borne-out"]
        assert row["clauses"] == ["work-integration:performance-condition"]
        assert row["quotes"] == [f"[de conditions] {WORDS}"]
        assert row["mentions"] == ["equality"]

    def test_one_notice_has_every_part_of_the_proof(self, client):
        lot = german()
        clause(lot)
        answer = client.get(f"/api/v1/tenders/{lot.notice.publication}").json()
        assert answer["lots"][0]["signals"] == [
            {
                "kind": "clause",
                "code": "work-integration",
                "use": "performance-condition",
                "strength": "text",
                "field": "conditions",
                "article": None,
                "quote": WORDS,
                "language": "de",
                "rule": "de.rule",
                "doubt": None,
            }
        ]

    def test_csv_has_the_same_columns(self, client):
        clause(german())
        answer = client.get("/en/tenders/tenders.csv", {"on": DAY})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        (row,) = csv.DictReader(StringIO(text))
        assert row["clauses"] == "work-integration:performance-condition"
        assert WORDS in row["quotes"]

    def test_the_feed_names_the_clause(self, client):
        clause(german())
        text = client.get("/en/tenders/feed.xml", {"on": DAY}).content.decode()
        assert 'term="Clause: Work integration"' in text


class TestConstraints:
    """The database keeps what the page relies on."""

    @pytest.mark.parametrize(
        "wrong",
        [
            {"quote": ""},
            {"use": ""},
            {"use": ClauseUse.MENTION},
            {"kind": SignalKind.MENTION},
            {"doubt": "perhaps"},
            {"use": "other"},
            {"kind": "other"},
        ],
        ids=str,
    )
    def test_a_signal_without_its_parts_is_refused(self, wrong):
        lot = LotFactory()
        values = {
            "kind": SignalKind.CLAUSE,
            "code": "equality",
            "use": ClauseUse.SPECIFICATION,
            "quote": "x",
            "language": "de",
        } | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            LotSignal.objects.create(lot=lot, **values)
