"""The page of one enterprise: what it tells, to whom, and at which cost."""

import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from secon.enterprises.enums import Met
from secon.enterprises.models import RegisterLink, RegisterRun, RegisterSource
from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.enterprises.profile.making import check, contact, full, hours
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory, OfferFactory
from tests.factories.enterprises import steward as steward_of
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.places import RegionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday, 11:00 in Radom


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(client, enterprise, language="en"):
    answer = client.get(f"/{language}/enterprises/{enterprise.pk}/{enterprise.slug}/")
    assert answer.status_code == 200
    return answer


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("item_count", [1, 3])
def test_number_of_queries_does_not_grow_with_what_is_shown(
    client, item_count, django_assert_num_queries
):
    enterprise = full(item_count)
    with django_assert_num_queries(15):
        page_of(client, enterprise)


class TestAddress:
    """One address a record, whatever it was called before."""

    def test_another_name_leads_to_the_present_one_with_its_question(self, client):
        enterprise = EnterpriseFactory(name="Piekarnia")
        answer = client.get(f"/en/enterprises/{enterprise.pk}/old-name/?x=1")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"/en/enterprises/{enterprise.pk}/piekarnia/?x=1",
        )

    def test_the_record_knows_its_address(self, client):
        enterprise = EnterpriseFactory(name="Ψωμί")
        assert enterprise.get_absolute_url() == reverse(
            "enterprises:detail", args=[enterprise.pk, "psomi"]
        )

    def test_the_printed_address_leads_to_the_page(self, client):
        enterprise = EnterpriseFactory()
        answer = client.get(f"/en/enterprises/{enterprise.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, enterprise.get_absolute_url())

    def test_the_printed_address_tells_nothing_of_what_waits(self, client):
        enterprise = EnterpriseFactory(proposed=True)
        assert client.get(f"/en/enterprises/{enterprise.pk}/").status_code == 404

    @pytest.mark.parametrize("pk", ["1", "99999999999999999999999"])
    def test_an_unknown_key_is_not_found(self, client, pk):
        assert client.get(f"/en/enterprises/{pk}/x/").status_code == 404


class TestWho:
    """Role × state: who sees the page, and which of its parts."""

    @pytest.fixture
    def people(self):
        partner, other = PartnerFactory(), PartnerFactory()
        return {
            "nobody": None,
            "citizen": UserFactory(),
            "other region": member(Role.PARTNER_EDITOR, other),
            "region": member(Role.PARTNER_EDITOR, partner),
            "reviewer": person(Role.REVIEWER),
            "runs all": person(Role.WEB_ADMIN),
        }, partner

    @pytest.mark.parametrize(
        ("trait", "seen_by"),
        [
            ("proposed", {"steward", "region", "reviewer", "runs all"}),
            ("declined", {"steward", "region", "reviewer", "runs all"}),
            (
                "verified",
                {
                    "nobody", "citizen", "other region", "steward", "region", "reviewer",
                    "runs all",
                },
            ),
            (
                "ended",
                {
                    "nobody", "citizen", "other region", "steward", "region", "reviewer",
                    "runs all",
                },
            ),
        ],
    )  # fmt: skip
    def test_who_sees_a_page_in_which_state(self, client, people, trait, seen_by):
        known, partner = people
        enterprise = EnterpriseFactory(partner=partner, name="Secret bakery", **{trait: True})
        known["steward"] = steward_of(enterprise, NOW)
        seen = set()
        for role, user in known.items():
            client.logout()
            if user:
                client.force_login(user)
            answer = client.get(f"/en/enterprises/{enterprise.pk}/{enterprise.slug}/")
            if answer.status_code == 200:
                seen.add(role)
            else:
                assert answer.status_code == 404
                assert "Secret bakery" not in answer.content.decode()
        assert seen == seen_by

    def test_contact_persons_are_for_those_who_keep_the_entry_and_its_region(self, client, people):
        known, partner = people
        enterprise = EnterpriseFactory(partner=partner, verified=True)
        contact(enterprise, NOW)
        known["steward"] = steward_of(enterprise, NOW)
        told = set()
        for role, user in known.items():
            client.logout()
            if user:
                client.force_login(user)
            said = page_of(client, enterprise).content.decode()
            if "maria.hidden@example.org" in said:
                told.add(role)
            else:
                assert "Maria Hidden" not in said
                assert "600 000 000" not in said
        assert told == {"steward", "region", "runs all"}

    def test_a_page_with_persons_is_kept_by_nobody_on_the_way(self, client, people):
        known, partner = people
        client.force_login(known["region"])
        answer = page_of(client, EnterpriseFactory(partner=partner))
        assert "no-store" in answer["Cache-Control"]

    def test_only_the_region_sees_versions(self, client, people):
        known, partner = people
        enterprise = EnterpriseFactory(partner=partner)
        seen = set()
        for role, user in known.items():
            if user:
                client.force_login(user)
                address = reverse("enterprises:history", args=[enterprise.pk, enterprise.slug])
                if client.get(address).status_code == 200:
                    seen.add(role)
        assert seen == {"region", "runs all"}


class TestStates:
    """What a page says of where the entry stands."""

    def test_verified_says_since_when(self, client):
        page = page_of(client, EnterpriseFactory(verified=True)).context["page"]
        assert page.standing_said == "Verified on 1 March 2026"

    def test_a_check_that_ran_out_says_so(self, client):
        enterprise = EnterpriseFactory(verified=True, check_again_on=date(2026, 11, 1))
        page = page_of(client, enterprise).context["page"]
        assert page.standing_said == "Verified on 1 March 2026, to be checked again"

    def test_ended_says_since_when_and_why_and_offers_nothing_to_take(self, client):
        answer = page_of(client, EnterpriseFactory(ended=True, phone="+48 1"))
        said = text_of(answer)
        assert answer.context["page"].standing_said == "Ended on 1 May 2026"
        assert "Reason: Closed" in said
        assert "Poster to print" not in said
        assert "+48 1" not in said
        assert '<meta name="robots" content="noindex">' in answer.content.decode()

    def test_an_example_is_marked_and_kept_from_search_engines(self, client):
        answer = page_of(client, EnterpriseFactory(is_example=True))
        assert "An example, not a real enterprise" in text_of(answer)
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert "application/ld+json" not in answer.content.decode()

    def test_criteria_are_met_not_met_and_unknown(self, client):
        enterprise = EnterpriseFactory()
        check(enterprise, "private", Met.YES)
        check(enterprise, "purpose", Met.NO)
        page = page_of(client, enterprise).context["page"]
        assert [one.met for one in page.criteria][:3] == ["yes", "no", ""]
        assert page.criteria[0].checked_for == "Urząd"

    def test_an_ended_status_is_history_below_the_one_that_holds(self, client):
        enterprise = EnterpriseFactory()
        EnterpriseStatusFactory(
            enterprise=enterprise, number="OLD", valid_to=date(2025, 6, 1), end_reason="Not renewed"
        )
        EnterpriseStatusFactory(enterprise=enterprise, number="NEW", valid_from=date(2025, 7, 1))
        check(enterprise, "pl-ps", number="NEW")
        answer = page_of(client, enterprise)
        found = [(one.number, one.holds, one.checked_on) for one in answer.context["page"].statuses]
        assert found == [("NEW", True, date(2026, 3, 1)), ("OLD", False, None)]
        assert "Ended: Not renewed" in text_of(answer)


class TestWords:
    """Texts, codes and the delivery area in the reader's language."""

    def test_a_machines_words_are_marked_with_the_original_language(self, client):
        enterprise = EnterpriseFactory()
        enterprise.translations.create(language="en", summary="Cooks and cleans.", state="machine")
        enterprise.save()
        answer = page_of(client, enterprise)
        page = answer.context["page"]
        assert (page.summary.text, page.summary.mark) == ("Cooks and cleans.", "machine")
        assert "Translated by a machine from Polish, not checked" in text_of(answer)

    def test_the_original_is_marked_for_readers_of_another_language(self, client):
        page = page_of(client, EnterpriseFactory(), "el").context["page"]
        assert (page.summary.language, page.summary.mark) == ("pl", "missing")

    def test_an_original_in_the_readers_language_has_no_mark(self, client):
        page = page_of(client, EnterpriseFactory(), "pl").context["page"]
        assert (page.summary.language, page.summary.mark) == ("", "")

    def test_codes_of_offers_are_named_in_the_readers_language(self, client):
        offer = OfferFactory()
        page = page_of(client, offer.enterprise).context["page"]
        assert page.offers[0].codes == (("55520000", "Catering services"),)
        assert page.offers[0].audiences == ("Citizens", "Public buyers")

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({}, ""),
            ({"delivers_country": True}, "Delivers in the whole country (Poland)."),
            ({"delivery_km": 40}, "Delivers within 40 km of Radom."),
            ({"delivery_km": 40, "town": ""}, "Delivers within 40 km of its address."),
            (
                {"delivery_km": 40, "delivery_regions": ["PL811", "PL814"]},
                "Delivers within 40 km of Radom and in Bialski and Lubelski.",
            ),
            ({"delivery_regions": ["PL811"]}, "Delivers in Bialski."),
            ({"delivery_regions": ["DE"]}, "Delivers in Germany."),
        ],
    )
    def test_delivery_area_is_a_sentence(self, client, fields, said):
        RegionFactory(code="PL811", name="Bialski")
        RegionFactory(code="PL814", name="Lubelski")
        assert page_of(client, EnterpriseFactory(**fields)).context["page"].delivery == said

    def test_what_nobody_knows_is_named_and_not_shown_as_no(self, client):
        page = page_of(client, EnterpriseFactory(founded=2014, headcount="10-49")).context["page"]
        assert [fact.values for fact in page.facts.known] == [("2014",), ("10 to 49 people",)]
        assert page.facts.unknown[0] == "Company number"

    def test_what_people_wrote_is_no_markup(self, client):
        enterprise = EnterpriseFactory(
            name="</script><script>alert(1)</script>", summary="<b>x</b>", original_language="en"
        )
        said = page_of(client, enterprise).content.decode()
        assert "<script>alert(1)" not in said
        assert "<b>x</b>" not in said


class TestHours:
    """Open or closed on the clock of the place."""

    def test_open_by_the_clock_of_the_enterprise(self, client):
        enterprise = EnterpriseFactory()
        hours(enterprise, (0, 8, 12))
        assert page_of(client, enterprise).context["page"].hours.said == "Open now, until 12:00"

    def test_the_same_moment_is_an_hour_later_in_athens(self, client):
        enterprise = EnterpriseFactory(country="EL", nuts="EL653")
        hours(enterprise, (0, 8, 12), (2, 8, 12))
        said = page_of(client, enterprise).context["page"].hours.said
        assert said == "Closed now, opens again: Wednesday, 08:00"

    def test_unknown_hours_are_unknown(self, client):
        assert page_of(client, EnterpriseFactory()).context["page"].hours is None


class TestSources:
    """Each fact with the page it was read on."""

    def test_a_source_stands_at_its_fact_and_in_the_list(self, client):
        enterprise = EnterpriseFactory(
            founded=2014,
            sources={"founded": ["https://www.example.org/history"], "": ["javascript:alert(1)"]},
        )
        answer = page_of(client, enterprise)
        page = answer.context["page"]
        (fact,) = page.facts.known
        assert [source.said for source in fact.sources] == ["example.org"]
        assert [(row.label, row.sources[0].url) for row in page.sources] == [
            ("The whole entry", ""),
            ("Year it began", "https://www.example.org/history"),
        ]
        assert 'href="javascript' not in answer.content.decode()

    def test_a_register_says_when_the_entry_was_last_seen_there(self, client):
        enterprise, partner = EnterpriseFactory(), PartnerFactory()
        source = RegisterSource.objects.create(
            partner=partner, name="RJPS", url="https://rjps.example.org/", country="PL",
            language="pl", changed_at=NOW,
        )  # fmt: skip
        run = RegisterRun.objects.create(source=source, file_digest="0" * 64, uploaded_at=NOW)
        RegisterLink.objects.create(
            source=source, enterprise=enterprise, external_id="7", digest="0" * 64,
            first_run=run, last_run=run, last_seen_on=date(2026, 10, 1),
        )  # fmt: skip
        assert "Last seen there on 1 October 2026" in text_of(page_of(client, enterprise))


class TestMachines:
    """schema.org in the page, allowed by the policy that goes with it."""

    def test_the_block_of_data_has_the_nonce_of_the_policy(self, client):
        answer = page_of(client, full())
        said = answer.content.decode()
        (nonce, block) = re.search(
            r'<script type="application/ld\+json" nonce="([^"]+)">(.*?)</script>', said
        ).groups()
        assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]
        found = json.loads(block)
        assert found["address"]["addressLocality"] == "Radom"
        assert found["makesOffer"][0]["itemOffered"]["category"] == ["CPV 55520000"]
        assert found["openingHoursSpecification"][0] == {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday"],
            "opens": "08:00",
            "closes": "13:00",
        }

    def test_a_name_cannot_end_the_block(self, client):
        enterprise = EnterpriseFactory(name="</script><!--", original_language="en")
        said = page_of(client, enterprise).content.decode()
        block = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', said)[1]
        assert json.loads(block)["name"] == "</script><!--"

    def test_the_same_data_by_itself_without_persons(self, client):
        enterprise = full()
        contact(enterprise, NOW)
        answer = client.get(f"{enterprise.get_absolute_url()}entry.jsonld")
        assert answer["Content-Type"] == "application/ld+json"
        assert answer.json()["@id"] == f"http://testserver{enterprise.get_absolute_url()}"
        assert "Hidden" not in answer.content.decode()

    @pytest.mark.parametrize(
        "ending", ["poster.pdf", "hours.ics", "qr.svg", "entry.jsonld", "embed/"]
    )
    @pytest.mark.parametrize("trait", ["proposed", "declined", "ended"])
    def test_nothing_is_taken_away_of_what_is_not_listed(self, client, ending, trait):
        enterprise = EnterpriseFactory(partner=PartnerFactory(), **{trait: True})
        hours(enterprise, (0, 8, 12))
        assert client.get(f"{enterprise.get_absolute_url()}{ending}").status_code == 404


def test_pictures_keep_their_place_and_have_words(client):
    answer = page_of(client, full())
    (tag,) = re.findall(r"<img [^>]*Two cooks[^>]*>", answer.content.decode())
    assert 'width="480" height="320"' in tag
    assert "480w" in tag
    assert "960w" in tag


def test_region_of_a_partner_is_named_in_the_readers_language(client):
    partner = PartnerFactory(slug="mazowieckie")
    assert Partner.objects.count() == 1
    page = page_of(client, EnterpriseFactory(partner=partner), "en").context["page"]
    assert page.region == "Mazovia"
