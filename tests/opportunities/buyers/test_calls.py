"""Short calls: who does what in which state, and who reads what when."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from secon.enterprises.models import Steward
from secon.kernel.documents import DocumentCode, DocumentProblem, read_document
from secon.kernel.models import AuditEvent
from secon.opportunities.buyer_enums import CallKind, CallState, Reservation
from secon.opportunities.domain import buyers, call_answers, call_demands, calls
from secon.opportunities.domain.call_answers import Offer
from secon.opportunities.domain.calls import Award, CallContent, CallError
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import CallAnswer, CallFile, ShortCall
from tests.factories.buyers import LATER, NOW, ShortCallFactory, buyer, reachable, supplier
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AFTER = LATER + timedelta(minutes=1)
PDF = b"%PDF-1.7 a small one"
CONTENT = CallContent(
    kind=CallKind.TENDER,
    title="Catering",
    description="Obiady.",
    language="pl",
    cpv=("55520000",),
    country="PL",
    deadline=LATER,
    zone="Europe/Warsaw",
    nuts="PL921",
    town="Radom",
    others={"en": {"title": "Catering", "description": "Lunches."}},
)
OFFER = Offer("Gotujemy.", "biuro@example.org", Decimal("12000.50"))


def published(**fields):
    user = buyer()
    return user, ShortCallFactory(buyer=buyers.confirmed(user), published=True, **fields)


def test_a_draft_is_stored_with_its_languages_and_an_audit_row():
    user = buyer()
    call = calls.draft(content=CONTENT, by=user, now=NOW)
    assert (call.state, call.buyer.user) == (CallState.DRAFT, user)
    assert call.best("en", "title")["title"] == "Catering"
    assert AuditEvent.objects.get(target="opportunities.shortcall").verb == "draft_call"


def test_a_language_that_is_left_out_goes():
    user = buyer()
    call = calls.draft(content=CONTENT, by=user, now=NOW)
    calls.change(call=call, content=replace(CONTENT, others={}), by=user, now=NOW)
    assert not call.translations.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"deadline": NOW}, "deadline"),
        ({"cpv": ("5552",)}, "cpv"),
        ({"cpv": ()}, "cpv"),
        ({"zone": "Europe/Radom"}, "zone"),
        ({"title": "<script>x"}, "title"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(change, field):
    user = buyer()
    with pytest.raises(Exception) as refused:  # noqa: PT011 -- of two kinds, told by the field
        calls.draft(content=replace(CONTENT, **change), by=user, now=NOW)
    assert set(refused.value.message_dict) == {field}
    assert not ShortCall.objects.exists()


def test_nobody_drafts_without_a_confirmed_body():
    with pytest.raises(PermissionDenied):
        calls.draft(content=CONTENT, by=UserFactory(), now=NOW)


def test_a_call_goes_from_draft_to_award():
    user = buyer()
    call = calls.draft(content=CONTENT, by=user, now=NOW)
    calls.publish(call=call, by=user, now=NOW)
    assert list(ShortCall.objects.open_at(NOW)) == [call]
    with pytest.raises(CallError, match="stays open"):
        calls.close(call=call, by=user, now=NOW)
    award = Award("Spółdzielnia", supplier(), Decimal(12_000))
    done = calls.award(call=call, award=award, by=user, now=AFTER)
    assert (done.state, done.closed_at, done.ended_at) == (CallState.AWARDED, AFTER, AFTER)
    verbs = AuditEvent.objects.filter(target="opportunities.shortcall").values_list(
        "verb", flat=True
    )
    assert list(verbs.order_by("pk")) == [
        "draft_call",
        "call_published",
        "call_closed",
        "call_awarded",
    ]


def test_a_published_call_is_not_changed():
    user, call = published()
    with pytest.raises(CallError, match="no longer"):
        calls.change(call=call, content=CONTENT, by=user, now=NOW)
    with pytest.raises(CallError, match="no longer"):
        calls.publish(call=call, by=user, now=NOW)


def test_a_deadline_that_is_over_is_not_published():
    user = buyer()
    call = ShortCallFactory(buyer=buyers.confirmed(user))
    with pytest.raises(CallError):
        calls.publish(call=call, by=user, now=LATER)


def test_calls_past_their_deadline_are_closed_once():
    published()
    published(deadline=LATER + timedelta(days=30))
    assert calls.close_due(now=AFTER) == 1
    assert calls.close_due(now=AFTER) == 0


def test_quotes_may_be_closed_early_and_read_at_once():
    user, call = published(kind=CallKind.QUOTES)
    enterprise, keeper = reachable()
    call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=NOW)
    assert len(call_answers.answers_for(call=call, by=user, now=NOW)) == 1
    assert calls.close(call=call, by=user, now=NOW).state == CallState.CLOSED


def test_answers_to_a_tender_are_sealed_until_the_deadline():
    user, call = published()
    enterprise, keeper = reachable()
    offer = replace(OFFER, document=read_document("oferta.pdf", PDF))
    call_answers.send_in(call=call, enterprise=enterprise, offer=offer, by=keeper, now=NOW)
    file = CallFile.objects.get()
    with pytest.raises(PermissionDenied):
        call_answers.answers_for(call=call, by=user, now=NOW)
    assert not call_answers.may_open(user, file, NOW)
    assert call_answers.may_open(keeper, file, NOW)
    found = call_answers.answers_for(call=call, by=user, now=AFTER)
    assert [one.price_eur for one in found] == [Decimal("12000.50")]
    assert call_answers.may_open(user, file, AFTER)
    other = buyer()
    assert not call_answers.may_open(other, file, AFTER)
    assert not call_answers.may_open(None, file, AFTER)
    with pytest.raises(PermissionDenied):
        call_answers.answers_for(call=call, by=other, now=AFTER)


def test_who_answered_a_tender_is_sealed_on_the_page_of_the_award_too(client):
    user, call = published(deadline=timezone.now() + timedelta(days=9))
    enterprise, _keeper = reachable()
    CallAnswer.objects.create(
        call=call, enterprise=enterprise, message="x", reply_to="a@example.org", sent_at=NOW
    )
    page = reverse("opportunities:call_award", args=[call.pk])
    client.force_login(user)
    assert enterprise.name not in client.get(page).content.decode()
    refused = client.post(page, {"winner": enterprise.pk})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"winner"}
    ShortCall.objects.filter(pk=call.pk).update(
        published_at=NOW - timedelta(days=9), deadline=timezone.now() - timedelta(minutes=1)
    )
    assert enterprise.name in client.get(page).content.decode()


def test_files_of_a_draft_are_not_kept_by_browsers(client):
    user = buyer()
    call = ShortCallFactory(buyer=buyers.confirmed(user))
    document = read_document("x.pdf", PDF)
    file = calls.add_file(call=call, document=document, by=user, now=NOW)
    page = reverse("opportunities:call_file", args=[file.pk])
    assert client.get(page).status_code == 404
    client.force_login(user)
    assert client.get(page)["Cache-Control"] == "no-store"


def test_an_enterprise_answers_once_in_time_through_its_people():
    _user, call = published()
    enterprise, keeper = reachable()
    with pytest.raises(PermissionDenied):
        call_answers.send_in(
            call=call, enterprise=enterprise, offer=OFFER, by=UserFactory(), now=NOW
        )
    with pytest.raises(CallError, match="deadline"):
        call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=AFTER)
    sent = call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=NOW)
    with pytest.raises(CallError, match="already"):
        call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=NOW)
    call_answers.withdraw(answer=sent, by=keeper, now=NOW)
    gone = CallAnswer.objects.get()
    assert (gone.message, gone.reply_to, gone.price_eur) == ("", "", None)
    call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=NOW)
    assert CallAnswer.objects.filter(withdrawn_at=None).count() == 1


def test_nobody_answers_an_own_call():
    user, call = published()
    enterprise, _keeper = reachable()
    Steward.objects.create(enterprise=enterprise, user=user, since=NOW)
    with pytest.raises(PermissionDenied):
        call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=user, now=NOW)


def test_a_draft_takes_no_answers_and_no_questions():
    call = ShortCallFactory()
    enterprise, keeper = reachable()
    with pytest.raises(CallError):
        call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=NOW)
    with pytest.raises(PermissionDenied):
        call_answers.ask(call=call, text="?", language="pl", by=keeper, now=NOW)


def test_a_question_reaches_the_buyer_and_is_answered_once(letters):
    user, call = published()
    asker = UserFactory()
    sent = letters(
        lambda: call_answers.ask(call=call, text="Od kiedy?", language="pl", by=asker, now=NOW)
    )
    assert [letter.to for letter in sent] == [[user.email]]
    assert asker.email not in sent[0].body
    question = call.questions.get()
    with pytest.raises(PermissionDenied):
        call_answers.reply(question=question, answer="Od lipca", by=asker, now=NOW)
    call_answers.reply(question=question, answer="Od lipca", by=user, now=NOW)
    with pytest.raises(CallError, match="answered already"):
        call_answers.reply(question=question, answer="Nie", by=user, now=NOW)


def test_a_cancelled_call_says_why():
    user, call = published()
    with pytest.raises(CallError):
        calls.cancel(call=call, by=user, now=NOW, reason="")
    done = calls.cancel(call=call, by=user, now=NOW, reason="Brak środków")
    assert (done.state, done.outcome_note) == (CallState.CANCELLED, "Brak środków")


def test_answers_are_forgotten_a_year_after_the_end():
    user, call = published()
    enterprise, keeper = reachable()
    call_answers.send_in(call=call, enterprise=enterprise, offer=OFFER, by=keeper, now=NOW)
    calls.award(call=call, award=Award("X"), by=user, now=AFTER)
    assert call_answers.forget_old(now=AFTER + timedelta(days=364)) == 0
    assert call_answers.forget_old(now=AFTER + timedelta(days=366)) == 1


def test_files_are_for_drafts_and_at_most_five():
    user = buyer()
    call = ShortCallFactory(buyer=buyers.confirmed(user))
    for number in range(5):
        document = read_document(f"{number}.pdf", PDF)
        file = calls.add_file(call=call, document=document, by=user, now=NOW)
    with pytest.raises(CallError, match="five"):
        calls.add_file(call=call, document=read_document("6.pdf", PDF), by=user, now=NOW)
    assert not call_answers.may_open(None, file, NOW)
    assert call_answers.may_open(user, file, NOW)
    calls.drop_file(file=file, by=user, now=NOW)
    assert call.files.count() == 4


def zipped(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def garbled():
    """An archive whose first member cannot be unpacked."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "x" * 500)
    return data.getvalue().replace(b"mimetype", b"mimetype\xff\xff", 1)[: -len(b"\xff\xff")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", DocumentCode.EMPTY),
        (b"%PDF-" + b"x" * (5 * 1024 * 1024), DocumentCode.TOO_LARGE),
        (b"<html>", DocumentCode.KIND),
        (b"MZ\x90", DocumentCode.KIND),
        (zipped("readme.txt"), DocumentCode.KIND),
        (zipped("word/document.xml", "word/vbaProject.bin"), DocumentCode.MACROS),
        (b"PK\x03\x04broken", DocumentCode.BROKEN),
        (garbled(), DocumentCode.BROKEN),
        (zipped("wö.txt").replace("ö".encode(), b"\xff\xff"), DocumentCode.BROKEN),
    ],
)
def test_files_that_are_not_taken(data, code):
    with pytest.raises(DocumentProblem) as refused:
        read_document("x.pdf", data)
    assert refused.value.code is code


def test_a_file_is_called_by_what_it_is():
    assert read_document("..\\a/b<c>.exe", PDF).name == "b_c_.pdf"
    assert read_document("x", zipped("word/document.xml")).kind == "docx"


def test_a_call_becomes_a_demand():
    _user, call = published(reserved=Reservation.ARTICLE_20)
    [demand] = call_demands.open_calls(NOW)
    assert (demand.kind, demand.pk, demand.cpv) == (DemandKind.SHORT_CALL, call.pk, ("55520000",))
    assert demand.reserved == ("res-ws",)
    assert demand.open_until == LATER.date()
    assert demand.value_eur == Decimal(60_000)
    assert list(call_demands.open_calls(AFTER)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "published", "published_at": None},
        {"state": "published", "published_at": LATER},
        {"state": "awarded", "published_at": NOW, "winner_name": ""},
    ],
)
def test_the_database_refuses_states_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ShortCallFactory(**wrong)
