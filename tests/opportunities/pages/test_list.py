"""Opportunities for an enterprise: the list, its parts, filters, files and secret addresses."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from secon.opportunities.enums import Answer
from secon.opportunities.models import FeedKey, MatchRun
from tests.factories.enterprises import EnterpriseFactory, OfferFactory, steward
from tests.factories.opportunities import DecisionFactory, MatchFactory, open_lot
from tests.factories.people import UserFactory
from tests.factories.procurement import LotSignalFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def page_of(client, enterprise, query=""):
    answer = client.get(reverse("opportunities:own", args=[enterprise.pk]) + query)
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [row.title.text for row in answer.context["rows"]]


def lot(title, days=20, **fields):
    return open_lot(days, texts={"en": title}, **fields)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long(reader, enterprise, count, django_assert_num_queries):
    for number in range(count):
        one = open_lot(20 + number, places=("EL651", "EL652"))
        OrganisationFactory(notice=one.notice)
        LotSignalFactory(lot=one)
        MatchFactory(enterprise=enterprise, lot=one)
        DecisionFactory(enterprise=enterprise)
    page_of(reader, enterprise)

    with django_assert_num_queries(38):
        answer = page_of(reader, enterprise)

    assert len(answer.context["rows"]) == 2 * count


def test_the_best_match_stands_first_with_its_score_in_words(reader, enterprise):
    MatchFactory(enterprise=enterprise, lot=lot("Weak"), score=34)
    MatchFactory(enterprise=enterprise, lot=lot("Strong"), score=91)

    answer = page_of(reader, enterprise)

    assert titles(answer) == ["Strong", "Weak"]
    assert "Very good match" in answer.content.decode()
    assert "(91 of 100)" in answer.content.decode()


def test_what_is_closed_is_not_shown_unless_it_was_kept(reader, enterprise):
    MatchFactory(enterprise=enterprise, lot=lot("Over", days=-1))
    DecisionFactory(enterprise=enterprise, lot=lot("Kept", days=-1))
    MatchFactory(enterprise=enterprise, lot=lot("Today", days=0))

    assert titles(page_of(reader, enterprise)) == ["Today"]
    assert titles(page_of(reader, enterprise, "?show=saved")) == ["Kept"]


def test_parts_hold_new_saved_and_hidden(reader, enterprise):
    old = timezone.localdate() - timedelta(days=10)
    MatchFactory(enterprise=enterprise, lot=lot("Old"), first_seen=old)
    MatchFactory(enterprise=enterprise, lot=lot("New"))
    hidden, saved = lot("Hidden"), lot("Saved")
    for one in (hidden, saved):
        MatchFactory(enterprise=enterprise, lot=one)
    DecisionFactory(enterprise=enterprise, lot=hidden, hidden=True)
    DecisionFactory(enterprise=enterprise, lot=saved)

    assert sorted(titles(page_of(reader, enterprise))) == ["New", "Old", "Saved"]
    assert titles(page_of(reader, enterprise, "?show=new")) == ["New"]
    assert titles(page_of(reader, enterprise, "?show=saved")) == ["Saved"]
    assert titles(page_of(reader, enterprise, "?show=hidden")) == ["Hidden"]
    assert [number for _l, _q, number, _c in page_of(reader, enterprise).context["parts"]] == [
        3,
        1,
        1,
        1,
    ]


def test_filters_narrow_by_place_deadline_and_who_may_take_part(reader, enterprise):
    MatchFactory(
        enterprise=enterprise, lot=lot("Near", 3, places=("PL921",), country="PL", value=900_000)
    )
    reserved = lot("Reserved", 25, reserved=True, places=("EL651",))
    MatchFactory(enterprise=enterprise, lot=reserved, eligibility=Answer.YES, score=80)

    assert titles(page_of(reader, enterprise, "?place=PL")) == ["Near"]
    assert titles(page_of(reader, enterprise, "?place=EL65")) == ["Reserved"]
    assert titles(page_of(reader, enterprise, "?within=7")) == ["Near"]
    assert titles(page_of(reader, enterprise, "?kept=yes")) == ["Reserved"]
    assert titles(page_of(reader, enterprise, "?kept=open")) == ["Near"]
    assert titles(page_of(reader, enterprise, "?sort=deadline")) == ["Near", "Reserved"]
    assert titles(page_of(reader, enterprise, "?sort=value")) == ["Near", "Reserved"]


def test_what_cannot_be_read_is_said_and_left_out(reader, enterprise):
    MatchFactory(enterprise=enterprise, lot=lot("There"))

    answer = page_of(reader, enterprise, "?within=soon&place=XX&sort=odd&page=0&show=nothing")

    assert titles(answer) == ["There"]
    assert "was left out" in answer.content.decode()


def test_long_lists_have_pages_that_keep_the_filters(reader, enterprise):
    for number in range(21):
        MatchFactory(enterprise=enterprise, lot=open_lot(9, places=("EL651",)), score=90 - number)

    first = page_of(reader, enterprise, "?place=EL")
    second = page_of(reader, enterprise, "?" + first.context["next"])

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert "place=EL" in first.context["next"]
    assert len(titles(page_of(reader, enterprise, "?page=99"))) == 1


def test_an_entry_without_codes_is_led_to_its_form(reader, enterprise):
    OfferFactory(enterprise=enterprise, cpv=[])

    answer = page_of(reader, enterprise).content.decode()

    assert "We do not know yet what you offer" in answer
    assert reverse("enterprises:edit", args=[enterprise.pk]) in answer


def test_where_nothing_suits_it_is_said_what_would_widen_the_list(reader, enterprise):
    OfferFactory(enterprise=enterprise)
    assert "has not been compared" in page_of(reader, enterprise).content.decode()
    now = timezone.now()
    MatchRun.objects.create(
        day=now.date(), kind="full", state="done", started_at=now, heard_at=now, finished_at=now
    )

    answer = page_of(reader, enterprise).content.decode()

    assert "No open tender suits your entry today" in answer
    assert "where you deliver" in answer


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?show=saved", "You saved nothing yet"),
        ("?show=hidden", "You put nothing away"),
        ("?show=new", "Nothing new in the last three days"),
        ("?within=7", "Nothing in this part of your list meets all of this"),
    ],
)
def test_each_empty_part_says_so(reader, enterprise, query, said):
    OfferFactory(enterprise=enterprise)

    assert said in page_of(reader, enterprise, query).content.decode()


def test_only_those_who_speak_for_a_listed_enterprise_see_the_list(client, enterprise):
    MatchFactory(enterprise=enterprise, lot=lot("Secret plan"))
    address = reverse("opportunities:own", args=[enterprise.pk])
    other = EnterpriseFactory()

    assert client.get(address).status_code == 302
    for user in (UserFactory(), steward(other, timezone.now())):
        client.force_login(user)
        for path in (address, f"{address}list.csv", f"{address}list.json", f"{address}list.xlsx"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert b"Secret plan" not in answer.content


def test_an_ended_enterprise_has_no_list(client):
    ended = EnterpriseFactory(ended=True)
    client.force_login(steward(ended, timezone.now()))

    assert client.get(reverse("opportunities:own", args=[ended.pk])).status_code == 404


def test_the_way_in_leads_to_the_only_list_or_asks_which(client, enterprise, person):
    client.force_login(person)
    way_in = reverse("opportunities:mine")
    assert client.get(way_in).url == reverse("opportunities:own", args=[enterprise.pk])

    other = EnterpriseFactory(name="Druga")
    other.stewards.create(user=person, since=timezone.now())
    MatchFactory(enterprise=other)
    answer = client.get(way_in)
    assert [(one.name, number) for one, number in answer.context["kept"]] == [
        ("Druga", 1),
        ("Spółdzielnia Ogrody", 0),
    ]

    client.force_login(UserFactory())
    assert "You speak for no listed enterprise" in client.get(way_in).content.decode()


def test_files_hold_what_the_list_shows(reader, enterprise):
    MatchFactory(enterprise=enterprise, lot=lot("=Cleaning"), score=88)
    MatchFactory(enterprise=enterprise, lot=lot("Far", places=("PL921",)), score=77)
    address = reverse("opportunities:own", args=[enterprise.pk])

    found = json.loads(reader.get(f"{address}list.json?place=EL").getvalue())
    lines = reader.get(f"{address}list.csv").getvalue().decode()
    book = reader.get(f"{address}list.xlsx")

    assert [row["title"] for row in found["opportunities"]] == ["=Cleaning"]
    assert found["opportunities"][0]["score"] == 88
    assert "'=Cleaning" in lines
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
    assert reader.get(f"{address}list.csv?within=x").status_code == 400
    book.close()  # last: it ends the connection to the database


def test_secret_addresses_work_without_signing_in_until_they_are_renewed(
    reader, client, enterprise, person
):
    MatchFactory(enterprise=enterprise, lot=lot("Fresh"))
    DecisionFactory(enterprise=enterprise, lot=lot("Saved & kept"))
    DecisionFactory(enterprise=enterprise, lot=lot("Put away"), hidden=True)
    make = reverse("opportunities:feed_key", args=[enterprise.pk])
    reader.post(make)
    token = page_of(reader, enterprise).context["feed_token"]
    client.logout()

    feed = client.get(reverse("opportunities:feed", args=[token]))
    calendar = client.get(reverse("opportunities:calendar", args=[token]))

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Fresh" in feed.content.decode()
    assert "Put away" not in feed.content.decode()
    assert calendar.content.count(b"BEGIN:VEVENT") == 1
    assert b"Saved" in calendar.content
    client.force_login(person)
    client.post(make)
    assert client.get(reverse("opportunities:feed", args=[token])).status_code == 404


def test_secret_addresses_end_with_their_owner(reader, client, enterprise, person):
    reader.post(reverse("opportunities:feed_key", args=[enterprise.pk]))
    token = page_of(reader, enterprise).context["feed_token"]
    address = reverse("opportunities:calendar", args=[token])
    assert client.get(address).status_code == 200

    enterprise.stewards.update(ended_at=timezone.now())
    assert client.get(address).status_code == 404
    enterprise.stewards.update(ended_at=None)
    reader.post(reverse("opportunities:feed_key", args=[enterprise.pk]), {"action": "end"})
    assert client.get(address).status_code == 404
    assert FeedKey.objects.count() == 0
    assert client.get(reverse("opportunities:feed", args=["forged"])).status_code == 404


def test_everybody_may_read_how_matching_works(client):
    answer = client.get(reverse("opportunities:about"))

    assert answer.status_code == 200
    assert "How to stop it" in answer.content.decode()
