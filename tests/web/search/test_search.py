"""What the search finds, in which order and language, and what it keeps back."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from secon.kernel import translations
from secon.kernel.enums import TranslationState
from secon.practices.models import Practice, PracticeTopic, PracticeTranslation
from secon.web.domain.search import asking, index
from secon.web.domain.search.asking import Order, Question
from secon.web.enums import SearchKind
from secon.web.models import SearchRecord
from tests.factories.partnership import PartnerFactory
from tests.factories.policy import (
    FactorFactory,
    ImprovementFactory,
    InstrumentFactory,
    JointReviewFactory,
)
from tests.factories.practices import PracticeFactory

pytestmark = pytest.mark.django_db


def found(words="", language="en", **narrowed):
    reply = asking.ask(Question(words=words, **narrowed), language)
    return [(hit.kind.value, hit.title["said"]) for hit in reply.hits]


def say(record, language, **texts):
    every = {field: texts.get(field, "") for field in record.translated_fields}
    every |= {
        field: every[field] or f"{field} {language}"
        for field, text in record.texts().items()
        if text
    }
    translations.translate(
        record=record,
        language=language,
        texts=every,
        by=None,
        state=TranslationState.HUMAN,
        now=timezone.now(),
    )


def test_a_record_is_found_by_a_word_of_any_of_its_languages_and_shown_in_the_readers():
    practice = PracticeFactory(published=True, title="Cooperative of municipalities")
    say(practice, "pl", title="Spółdzielnia gmin")
    say(practice, "el", title="Συνεταιρισμός δήμων")
    index.rebuild()
    assert found("spółdzielni", "el") == [("practice", "Συνεταιρισμός δήμων")]
    assert found("ΣΥΝΕΤΑΙΡΙΣΜΟΎ", "pl") == [("practice", "Spółdzielnia gmin")]
    assert found("cooperatives", "lv") == [("practice", "Cooperative of municipalities")]


def test_every_word_must_be_met():
    PracticeFactory(published=True, title="Bakery", summary="Bread for schools")
    index.rebuild()
    assert found("bread schools") == [("practice", "Bakery")]
    assert found("bread hospitals") == []
    assert found("---") == []


def test_a_word_in_the_title_goes_before_the_summary_and_that_before_the_rest():
    PracticeFactory(published=True, title="A", summary="B", description="Orchard")
    PracticeFactory(published=True, title="C", summary="An orchard")
    PracticeFactory(published=True, title="Orchards of the valley")
    PracticeFactory(published=True, title="The orchard")
    index.rebuild()
    assert [title for _, title in found("orchard")] == [
        "The orchard",
        "Orchards of the valley",
        "C",
        "A",
    ]


def test_all_kinds_are_found_and_counted():
    partner = PartnerFactory(name="Orchard county", territory_name="Orchard land")
    instrument = InstrumentFactory(name="Orchard programme", partner=partner)
    FactorFactory(title="No orchard law", partner=partner, topic="taxation")
    ImprovementFactory(title="Orchard criterion", instrument=instrument)
    JointReviewFactory(
        title="Orchard review",
        instrument=instrument,
        state="published",
        published_at=timezone.now(),
    )
    practice = PracticeFactory(published=True, title="Orchard", partner=partner)
    PracticeTopic.objects.create(practice=practice, topic="skills")
    index.rebuild()
    reply = asking.ask(Question(words="orchard"), "en")
    assert dict(reply.kinds) == {
        "practice": 1,
        "instrument": 1,
        "factor": 1,
        "improvement": 1,
        "review": 1,
        "partner": 1,
    }
    assert dict(reply.topics) == {"skills": 1, "taxation": 1}
    assert dict(reply.partners) == {partner.pk: 6}


def test_a_filter_narrows_the_others_but_not_its_own_counts():
    here, there = PartnerFactory(), PartnerFactory()
    PracticeFactory(published=True, title="Mill", partner=here)
    PracticeFactory(published=True, title="Mill", partner=there)
    FactorFactory(title="Mill", partner=there)
    index.rebuild()
    reply = asking.ask(Question(words="mill", partners=(there.pk,)), "en")
    assert (reply.total, dict(reply.kinds)) == (2, {"practice": 1, "factor": 1})
    assert dict(reply.partners) == {here.pk: 1, there.pk: 2}


def test_drafts_examples_and_what_was_withdrawn_are_not_found(settings):
    PracticeFactory(title="Secret garden")
    InstrumentFactory(name="Secret garden", draft=True)
    ImprovementFactory(title="Secret garden", instrument=InstrumentFactory(draft=True))
    JointReviewFactory(title="Secret garden")
    FactorFactory(title="Secret garden", live=False)
    example = PracticeFactory(published=True, title="Secret garden", is_example=True)
    settings.SECON_LOCAL = False
    index.rebuild()
    assert found("garden") == []
    settings.SECON_LOCAL = True
    index.rebuild()
    assert found("garden") == [("practice", "Secret garden")]
    example.live = False
    example.save()
    assert found("garden") == []


def test_without_words_the_newest_come_first():
    InstrumentFactory(name="Old", starts=date(2014, 1, 1))
    InstrumentFactory(name="New", starts=date(2021, 1, 1))
    index.rebuild()
    asked = found(kinds=("instrument",), order=Order.NEWEST)
    assert asked == [("instrument", "New"), ("instrument", "Old")]


def test_a_record_is_read_again_once_for_all_rows_of_a_transaction(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as calls:
        practice = PracticeFactory(published=True)
        say(practice, "de", title="Weberei")
        practice.save()
    assert calls.count(index.Refresh(SearchKind.PRACTICE, practice.pk)) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_saved_and_deleted_is_heard_of():
    practice = PracticeFactory(published=True, title="Weavers")
    say(practice, "de", title="Weberei")
    assert found("weberei", "de") == [("practice", "Weberei")]
    PracticeTranslation.objects.filter(record=practice).delete()
    practice = Practice.objects.get(pk=practice.pk)
    practice.title = "Spinners"
    practice.save()
    assert found("weberei") == []
    assert found("spinners") == [("practice", "Spinners")]
    practice.delete()
    assert not SearchRecord.objects.filter(kind="practice").exists()


def test_the_command_says_what_is_found(capsys):
    PracticeFactory(published=True)
    call_command("index_search")
    assert "Good practices: 1\n" in capsys.readouterr().out


class TestPage:
    @pytest.mark.parametrize("count", [1, 3])
    def test_queries_do_not_depend_on_the_hits(self, client, count, django_assert_num_queries):
        for _ in range(count):
            practice = PracticeFactory(published=True, title="Mill")
            say(practice, "el", title="Μύλος")
            FactorFactory(title="Mill")
        index.rebuild()
        client.get("/el/search/?q=mill")
        with django_assert_num_queries(10):
            page = client.get("/el/search/?q=mill").content.decode()
        assert page.count("Μύλος") == count

    def test_it_says_which_words_were_not_met_and_offers_a_way(self, client):
        page = client.get("/en/search/?q=nowhere&kind=practice").content.decode()
        assert "Nothing here has all these words" in page
        assert 'href="?q=nowhere"' in page

    def test_what_cannot_be_read_is_left_out(self, client):
        PracticeFactory(published=True, title="Mill")
        index.rebuild()
        answer = client.get("/en/search/?q=mill&kind=nonsense&region=x&topic=y&page=0&sort=z")
        assert answer.status_code == 200
        assert "1 record" in answer.content.decode()

    @pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
    def test_the_answer_can_be_taken_away(self, client, kind):
        PracticeFactory(published=True, title="Mill", partner__territory_name="Kraina")
        index.rebuild()
        answer = client.get(f"/en/search/search.{kind}?q=mill")
        body = b"".join(answer.streaming_content)
        answer.close()
        assert answer.status_code == 200
        if kind != "xlsx":
            assert b"Mill" in body
            assert b"Kraina" in body

    def test_another_kind_of_file_is_not_found(self, client):
        assert client.get("/en/search/search.pdf").status_code == 404
