"""The pages of buyers: what they answer, to whom, with how many queries."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from secon.opportunities.buyer_enums import CallKind, Reply
from secon.opportunities.domain import buyers, call_answers, plans, soundings
from secon.opportunities.domain.call_answers import Offer
from secon.opportunities.domain.plans import PlanFile
from secon.opportunities.models import Plan, ShortCall, Sounding
from secon.people.enums import Role
from tests.factories.buyers import (
    BuyerProfileFactory,
    ShortCallFactory,
    SoundingFactory,
    buyer,
    reachable,
    supplier,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.procurement import LotFactory, NoticeFactory

pytestmark = pytest.mark.django_db
NEED = "what=55520000&where=PL921&value=40000"
SOON = timezone.now() + timedelta(days=20)


def test_advice_answers_by_address_without_an_account(client, places):
    supplier(name="Kuchnia Społeczna")
    LotFactory(
        notice=NoticeFactory(texts={"pl": "Catering społeczny"}),
        reserved_lot=True,
        cpv="55520000",
        texts={},
    )
    answer = client.get(f"/en/opportunities/buyers/advice/?{NEED}")
    assert answer.status_code == 200
    page = answer.text
    assert "Add a social performance condition" in page
    assert "Kuchnia Społeczna" in page
    assert "Article 70" in page
    assert "Catering społeczny" in page
    assert "few verified enterprises" in page
    assert page.count("<h1") == 1


def test_an_example_lot_is_not_what_others_did(client, places):
    LotFactory(
        notice=NoticeFactory(texts={"pl": "Przykład"}, is_example=True),
        reserved_lot=True,
        cpv="55520000",
        is_example=True,
        texts={},
    )
    assert "Przykład" not in client.get(f"/en/opportunities/buyers/advice/?{NEED}").text


def test_a_need_that_cannot_be_read_says_so_at_its_fields(client, places):
    answer = client.get("/en/opportunities/buyers/advice/?what=&where=Atlantis&value=-1")
    assert answer.status_code == 422
    assert "We do not know a place called" in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_advice_costs_the_same_for_one_supplier_and_three(
    client, places, count, django_assert_num_queries
):
    for _ in range(count):
        supplier()
    address = f"/en/opportunities/buyers/advice/?{NEED}"
    client.get(address)  # what is gathered once
    with django_assert_num_queries(ADVICE_QUERIES):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_suppliers_cost_the_same_for_one_and_three(
    client, places, count, django_assert_num_queries
):
    for _ in range(count):
        supplier()
    address = f"/en/opportunities/buyers/suppliers/?{NEED}"
    client.get(address)
    with django_assert_num_queries(SUPPLIER_QUERIES):
        assert client.get(address).context["count"] == count


@pytest.mark.parametrize("count", [1, 3])
def test_calls_cost_the_same_for_one_and_three(client, count, django_assert_num_queries):
    ShortCallFactory.create_batch(count, published=True, deadline=SOON)
    client.get("/en/opportunities/calls/")
    with django_assert_num_queries(CALL_QUERIES):
        assert len(client.get("/en/opportunities/calls/").context["rows"]) == count


def test_suppliers_are_filtered_and_taken_away(client, places):
    supplier(name="Kuchnia", phone="+48 1")
    supplier(name="Nieznany obrót", turnover="")
    address = f"/en/opportunities/buyers/suppliers/?{NEED}"
    assert client.get(address).context["count"] == 2
    assert client.get(f"{address}&fits=on").context["count"] == 1
    assert client.get(f"{address}&under=20").context["count"] == 0
    assert client.get(f"{address}&under=20&unsure=on").context["count"] == 2
    for kind in ("csv", "json", "xlsx"):
        answer = client.get(f"/en/opportunities/buyers/suppliers.{kind}?{NEED}")
        body = b"".join(answer.streaming_content)
        assert answer.status_code == 200
        if kind != "xlsx":
            assert "Kuchnia" in body.decode()
            assert "@" not in body.decode()  # no contact data
    assert client.get("/en/opportunities/buyers/suppliers.csv?what=").status_code == 400


def test_only_confirmed_buyers_see_a_way_to_write(client, places):
    enterprise, _keeper = reachable()
    address = f"/en/opportunities/buyers/suppliers/?{NEED}"
    link = f"/en/opportunities/buyers/suppliers/{enterprise.pk}/write/"
    for user in (None, UserFactory(), person(Role.BUYER)):
        if user:
            client.force_login(user)
            assert client.get(link).status_code == 403
        assert link not in client.get(address).text
    client.force_login(buyer())
    assert link in client.get(address).text
    assert client.get(link).status_code == 200
    assert client.post(link, {"message": ""}).status_code == 422
    assert client.post(link, {"message": "Dzień dobry"}).status_code == 302


def test_a_body_is_named_and_decided(client, places):
    partner = PartnerFactory()
    user, editor = UserFactory(), member(Role.PARTNER_EDITOR, partner)
    client.force_login(user)
    form = {
        "organisation": "Gmina",
        "where": "PL921",
        "email": "urzad@gmina.example",
        "language": "pl",
        "evidence": "gmina.example",
    }
    assert client.post("/en/opportunities/buyers/body/", {**form, "where": ""}).status_code == 422
    assert client.post("/en/opportunities/buyers/body/", form).status_code == 302
    profile = buyers.profile_of(user)
    profile.partner = partner
    profile.save()
    address = f"/en/opportunities/buyers/requests/{profile.pk}/"
    assert client.get(address).status_code == 403
    client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
    assert client.get(address).status_code == 404
    client.force_login(editor)
    assert "Gmina" in client.get("/en/opportunities/buyers/requests/").text
    assert client.post(address, {"do": "decline"}).status_code == 422
    assert client.post(address, {"do": "confirm"}).status_code == 302


CALL_FORM = {
    "kind": "tender",
    "language": "pl",
    "title": "Obiady",
    "description": "Dla szkoły.",
    "what": "55520000",
    "where": "PL921",
    "band": "5k-20k",
    "deadline_day": SOON.date().isoformat(),
    "deadline_time": "12:00",
    "zone": "Europe/Warsaw",
    "reserved": "res-ws",
    "title_en": "Lunches",
    "description_en": "For the school.",
}


def test_a_call_is_drafted_checked_and_published(client, places):
    supplier()
    client.force_login(buyer())
    wrong = client.post("/en/opportunities/buyers/calls/new/", {**CALL_FORM, "title": ""})
    assert wrong.status_code == 422
    half = client.post("/en/opportunities/buyers/calls/new/", {**CALL_FORM, "title_en": ""})
    assert half.status_code == 422
    assert not ShortCall.objects.exists()
    assert client.post("/en/opportunities/buyers/calls/new/", CALL_FORM).status_code == 302
    call = ShortCall.objects.get()
    assert call.last_day() == SOON.date()
    check = client.get(f"/en/opportunities/buyers/calls/{call.pk}/check/")
    assert "supply is thin" in check.text
    page = f"/en/opportunities/calls/{call.pk}/"
    assert client.get(f"/en/opportunities/buyers/calls/{call.pk}/edit/").status_code == 200
    client.logout()
    assert client.get(page).status_code == 404
    client.force_login(call.buyer.user)
    assert client.post(f"/en/opportunities/buyers/calls/{call.pk}/check/").status_code == 302
    client.logout()
    shown = client.get(page).text
    assert "Lunches" in shown
    assert "Reserved under Article 20" in shown
    assert "Obiady" in client.get(f"/pl/opportunities/calls/{call.pk}/").text


def test_the_list_is_filtered_and_taken_away(client, places):
    ShortCallFactory(published=True, deadline=SOON, title="Obiady")
    ShortCallFactory(published=True, deadline=SOON, title="Pranie", cpv=["98310000"], country="EL")
    ShortCallFactory(awarded=True, title="Dawne")
    ShortCallFactory(title="Szkic tajny")
    address = "/en/opportunities/calls/"

    def titles(query):
        return {row.title["title"] for row in client.get(address + query).context["rows"]}

    assert titles("") == {"Obiady", "Pranie"}
    assert titles("?stage=all") == {"Obiady", "Pranie", "Dawne"}
    assert titles("?stage=ended") == {"Dawne"}
    assert titles("?country=EL") == {"Pranie"}
    assert titles("?sector=55520000") == {"Obiady"}
    assert titles("?q=pran") == {"Pranie"}
    for name in ("calls.csv", "calls.json", "calls.xlsx", "feed.xml", "deadlines.ics"):
        answer = client.get(f"{address}{name}?stage=all")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, name
        assert b"Szkic tajny" not in body


def test_suppliers_ask_and_answer_and_the_buyer_reads(client):
    user = buyer()
    call = ShortCallFactory(
        buyer=buyers.confirmed(user), published=True, deadline=SOON, kind=CallKind.QUOTES
    )
    enterprise, keeper = reachable()
    client.force_login(keeper)
    page = f"/en/opportunities/calls/{call.pk}/"
    assert "Send the answer" in client.get(page).text
    assert client.post(f"{page}ask/", {"text": "Od kiedy?"}).status_code == 302
    pdf = SimpleUploadedFile("oferta.pdf", b"%PDF-1.7")
    form = {"enterprise": enterprise.pk, "message": "Gotujemy", "reply_to": "a@b.example"}
    bad = SimpleUploadedFile("x.exe", b"MZ")
    assert client.post(f"{page}answer/", {**form, "file": bad}).status_code == 422
    assert client.post(f"{page}answer/", {**form, "file": pdf}).status_code == 302
    assert "Take the answer back" in client.get(page).text
    client.force_login(user)
    own = f"/en/opportunities/buyers/calls/{call.pk}"
    question = call.questions.get()
    assert client.post(f"{own}/questions/{question.pk}/", {"answer": "Od lipca"}).status_code == 302
    assert "Gotujemy" in client.get(f"{own}/answers/").text
    file = call.files.get()
    answer = client.get(f"/en/opportunities/calls/files/{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    client.force_login(buyer())
    assert client.get(f"{own}/answers/").status_code == 404
    assert client.get(f"/en/opportunities/calls/files/{file.pk}/").status_code == 404
    client.logout()
    shown = client.get(page).text
    assert "Od lipca" in shown
    assert "Gotujemy" not in shown


SOUNDING_FORM = {
    "title": "Pytania",
    "about": "Planujemy.",
    "language": "pl",
    "what": "55520000",
    "where": "PL921",
    "deadline_day": SOON.date().isoformat(),
    "deadline_time": "12:00",
    "zone": "Europe/Warsaw",
    "enough": 5,
    "keep_days": 100,
    "q1_text": "Czy?",
    "q1_kind": "yes_no",
}


def test_a_sounding_is_drafted_sent_answered_and_taken_away(client, places):
    _enterprise, keeper = reachable()
    user = buyer()
    client.force_login(user)
    new = "/en/opportunities/buyers/soundings/new/"
    assert client.post(new, {**SOUNDING_FORM, "q1_text": ""}).status_code == 422
    assert client.post(new, SOUNDING_FORM).status_code == 302
    sounding = Sounding.objects.get()
    page = f"/en/opportunities/buyers/soundings/{sounding.pk}/"
    assert "Send the sounding" in client.get(page).text
    assert client.get(f"{page}edit/").status_code == 200
    assert client.post(page, {"do": "send"}).status_code == 302
    invitation = sounding.invitations.get()
    place = f"/en/opportunities/soundings/{invitation.pk}/answer/"
    assert client.get(place).status_code == 404  # the buyer does not answer
    client.force_login(keeper)
    assert client.get(page).status_code == 403
    assert "Czy?" in client.get(place).text
    assert client.post(place, {"do": "answer"}).status_code == 422
    assert client.post(place, {"do": "decline"}).status_code == 422
    assert client.post(place, {"do": "answer", "q1": "yes"}).status_code == 302
    client.force_login(buyer())
    assert client.get(page).status_code == 404
    client.force_login(user)
    shown = client.get(page)
    assert "Yes: 1. No: 0." in shown.text
    for kind in ("csv", "json", "xlsx"):
        answer = client.get(f"{page}answers.{kind}")
        assert b"".join(answer.streaming_content)
    assert client.post(page, {"do": "close"}).status_code == 302
    client.force_login(keeper)
    assert client.post(place, {"do": "answer", "q1": "no"}).status_code == 422
    invitation.refresh_from_db()
    assert invitation.reply == Reply.ANSWERED


def test_a_plan_is_uploaded_named_and_taken_away(client, places):
    supplier()
    client.force_login(person(Role.BUYER))
    address = "/en/opportunities/buyers/plans/"

    def upload(text):
        file = SimpleUploadedFile("plan.csv", text.encode())
        return client.post(address, {"file": file, "language": "pl", "where": "PL921"})

    assert upload("no table").status_code == 422
    assert upload("Rzecz;Ilość\nObiady;1").status_code == 302
    plan = Plan.objects.get()
    columns = f"{address}{plan.pk}/columns/"
    assert client.get(columns).status_code == 200
    assert client.post(columns, {"column_0": "place"}).status_code == 422
    twice = {"column_0": "what", "column_1": "what"}
    assert client.post(columns, twice).status_code == 422
    assert client.post(columns, {"column_0": "what"}).status_code == 302
    upload("Przedmiot;Kod CPV;Wartość\nObiady;55520000;1000\nObiady;1;1")
    plan = Plan.objects.first()
    page = client.get(f"{address}{plan.pk}/")
    assert "Not a CPV code" in page.text
    assert len(client.get(f"{address}{plan.pk}/?wrong").context["rows"]) == 1
    assert b"".join(client.get(f"{address}{plan.pk}/plan.xlsx").streaming_content)
    client.force_login(person(Role.BUYER))
    for place in ("", "columns/", "plan.xlsx"):
        assert client.get(f"{address}{plan.pk}/{place}").status_code == 404
    assert client.post(f"{address}{plan.pk}/", {"do": "drop"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_costs_the_same_for_one_line_and_three(
    client, places, count, django_assert_num_queries
):
    user = person(Role.BUYER)
    text = "Przedmiot;Kod CPV;Miejsce\n" + "Obiady;55520000;PL921\n" * count
    file = PlanFile(text.encode(), "plan.csv", "pl", "PL")
    plan = plans.receive(file=file, by=user, now=timezone.now())
    client.force_login(user)
    client.get(f"/en/opportunities/buyers/plans/{plan.pk}/")
    with django_assert_num_queries(PLAN_QUERIES):
        client.get(f"/en/opportunities/buyers/plans/{plan.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_sounding_costs_the_same_for_one_answer_and_three(
    client, count, django_assert_num_queries
):
    user = buyer()
    sounding = SoundingFactory(buyer=buyers.confirmed(user), deadline=SOON, sent=True)
    now = timezone.now()
    for _ in range(count):
        enterprise, keeper = reachable()
        invitation = sounding.invitations.create(
            enterprise=enterprise, rank=1, reply=Reply.INVITED, invited_at=now
        )
        given = {sounding.questions.first().pk: "yes"}
        soundings.answer(invitation=invitation, values=given, by=keeper, now=now)
    client.force_login(user)
    client.get(f"/en/opportunities/buyers/soundings/{sounding.pk}/")
    with django_assert_num_queries(SOUNDING_QUERIES):
        client.get(f"/en/opportunities/buyers/soundings/{sounding.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_answers_of_a_call_cost_the_same_for_one_and_three(
    client, count, django_assert_num_queries
):
    user = buyer()
    call = ShortCallFactory(
        buyer=buyers.confirmed(user), published=True, deadline=SOON, kind=CallKind.QUOTES
    )
    for _ in range(count):
        enterprise, keeper = reachable()
        offer = Offer("Gotujemy", "a@b.example")
        call_answers.send_in(
            call=call, enterprise=enterprise, offer=offer, by=keeper, now=timezone.now()
        )
    client.force_login(user)
    address = f"/en/opportunities/buyers/calls/{call.pk}/answers/"
    client.get(address)
    with django_assert_num_queries(ANSWER_QUERIES):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_buyers_cost_the_same_for_one_and_three(client, count, django_assert_num_queries):
    BuyerProfileFactory.create_batch(count, asked=True)
    client.force_login(person(Role.WEB_ADMIN))
    client.get("/en/opportunities/buyers/requests/")
    with django_assert_num_queries(REQUEST_QUERIES):
        client.get("/en/opportunities/buyers/requests/")


@pytest.mark.parametrize("where", ["", "advice/", "suppliers/"])
def test_public_pages_answer_everybody(client, where):
    for language in ("en", "el"):
        answer = client.get(f"/{language}/opportunities/buyers/{where}")
        assert answer.status_code == 200
        assert answer.text.count("<h1") == 1


ADVICE_QUERIES = 11
SUPPLIER_QUERIES = 9
CALL_QUERIES = 3
PLAN_QUERIES = 11
SOUNDING_QUERIES = 11
ANSWER_QUERIES = 10
REQUEST_QUERIES = 7
