"""Small pages for other sites: framed only where a partner allows it, without cookies."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from secon.enterprises.models import EmbedOrigin
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory, OfferFactory
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SITE = "https://www.example.org"


@pytest.fixture
def partner():
    return PartnerFactory(slug="mazowieckie", name="Urząd")


def ancestors(answer) -> str:
    policy = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    return policy["frame-ancestors"]


class TestList:
    """A partner's list and map."""

    @pytest.mark.parametrize("item_count", [1, 3])
    def test_number_of_queries_does_not_grow_with_the_list(
        self, client, partner, item_count, django_assert_num_queries
    ):
        for _number in range(item_count):
            OfferFactory(enterprise=EnterpriseFactory(partner=partner))
        client.get("/en/enterprises/embed/mazowieckie/")  # the index is made once
        with django_assert_num_queries(8):
            answer = client.get("/en/enterprises/embed/mazowieckie/")
        assert answer.content.decode().count('class="place"') == item_count

    def test_without_an_allowed_site_no_frame_shows_it(self, client, partner):
        answer = client.get("/en/enterprises/embed/mazowieckie/")
        assert ancestors(answer) == "'none'"

    def test_only_the_partners_own_sites_may_show_it(self, client, partner):
        EmbedOrigin.objects.create(partner=partner, origin=SITE)
        EmbedOrigin.objects.create(partner=PartnerFactory(), origin="https://other.example.org")
        answer = client.get("/en/enterprises/embed/mazowieckie/")
        assert ancestors(answer) == SITE
        assert "X-Frame-Options" not in answer
        assert "script-src 'self'" in answer["Content-Security-Policy"]

    def test_other_pages_stay_out_of_every_frame(self, client, partner):
        EmbedOrigin.objects.create(partner=partner, origin=SITE)
        answer = client.get(EnterpriseFactory(partner=partner).get_absolute_url())
        assert (ancestors(answer), answer["X-Frame-Options"]) == ("'none'", "DENY")

    def test_it_sets_no_cookie_also_for_people_who_are_signed_in(self, client, partner):
        client.force_login(UserFactory())
        answer = client.get("/en/enterprises/embed/mazowieckie/")
        assert not answer.cookies

    def test_it_shows_the_partners_region_and_filters_narrow_it(self, client, partner):
        EnterpriseFactory(partner=partner, name="Green one", green=True)
        EnterpriseFactory(partner=partner, name="Other one")
        EnterpriseFactory(partner=PartnerFactory(slug="peloponnese"), name="Far one", green=True)
        said = client.get("/en/enterprises/embed/mazowieckie/?green=on").content.decode()
        names = [name for name in ("Green one", "Other one", "Far one") if name in said]
        assert names == ["Green one"]

    def test_links_open_the_full_page_beside(self, client, partner):
        enterprise = EnterpriseFactory(partner=partner)
        said = client.get("/en/enterprises/embed/mazowieckie/").content.decode()
        link = f'<a href="{enterprise.get_absolute_url()}" target="_blank" rel="noopener">'
        assert link in said

    def test_an_unknown_partner_has_no_list(self, client):
        assert client.get("/en/enterprises/embed/nobody/").status_code == 404


class TestOne:
    """A single enterprise as a card."""

    def test_a_card_for_the_sites_of_its_partner(self, client, partner):
        EmbedOrigin.objects.create(partner=partner, origin=SITE)
        enterprise = EnterpriseFactory(partner=partner, verified=True)
        answer = client.get(f"{enterprise.get_absolute_url()}embed/")
        assert ancestors(answer) == SITE
        assert "Verified on 1 March 2026" in answer.content.decode()
        assert not answer.cookies

    def test_outside_every_region_there_is_no_card(self, client):
        enterprise = EnterpriseFactory(partner=None)
        assert client.get(f"{enterprise.get_absolute_url()}embed/").status_code == 404


class TestAllowing:
    """Who allows sites, and what an address may look like."""

    @pytest.fixture
    def page(self):
        return reverse("enterprises:embeds")

    def test_who_manages_the_sites_of_whom(self, client, partner, page):
        other = PartnerFactory(slug="peloponnese")
        people = {
            "citizen": UserFactory(),
            "stakeholder": member(Role.STAKEHOLDER, partner),
            "region": member(Role.PARTNER_EDITOR, partner),
            "other region": member(Role.PARTNER_EDITOR, other),
            "reviewer": person(Role.REVIEWER),
            "runs all": person(Role.WEB_ADMIN),
        }
        managed = {}
        for role, user in people.items():
            client.force_login(user)
            answer = client.get(page)
            if answer.status_code == 200:
                managed[role] = [one.slug for one, *_ in answer.context["maps"]]
            else:
                assert answer.status_code == 403
        assert managed == {
            "region": ["mazowieckie"],
            "other region": ["peloponnese"],
            "runs all": ["mazowieckie", "peloponnese"],
        }

    def test_nobody_allows_for_another_partner(self, client, partner, page):
        client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory(slug="peloponnese")))
        answer = client.post(page, {"partner": partner.pk, "origin": SITE})
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {"partner"}
        assert not EmbedOrigin.objects.exists()

    def test_nobody_takes_away_for_another_partner(self, client, partner):
        allowed = EmbedOrigin.objects.create(partner=partner, origin=SITE)
        client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory(slug="peloponnese")))
        answer = client.post(reverse("enterprises:forget_embed", args=[allowed.pk]))
        assert answer.status_code == 403
        assert EmbedOrigin.objects.count() == 1

    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            (SITE, SITE),
            (" https://WWW.example.org/page?x=1#y ", SITE),
            ("http://localhost:8080/", "http://localhost:8080"),
            ("https://παράδειγμα.example", "https://xn--hxajbheg2az3al.example"),
        ],
    )
    def test_any_address_of_the_site_is_cut_to_its_beginning(
        self, client, partner, page, said, kept
    ):
        client.force_login(member(Role.PARTNER_EDITOR, partner))
        answer = client.post(page, {"partner": partner.pk, "origin": said})
        assert answer.status_code == 302
        assert EmbedOrigin.objects.get().origin == kept

    @pytest.mark.parametrize(
        "said",
        [
            "example.org",
            "ftp://example.org",
            "https://*.example.org",
            "https://example.org; script-src *",
            "https://a b",
            "https://[",
            "'unsafe-inline'",
            "data:text/html,x",
        ],
    )
    def test_what_is_no_site_is_refused_at_the_field(self, client, partner, page, said):
        client.force_login(member(Role.PARTNER_EDITOR, partner))
        answer = client.post(page, {"partner": partner.pk, "origin": said})
        assert answer.context["form"].errors.keys() == {"origin"}
        assert not EmbedOrigin.objects.exists()

    def test_a_site_twice_is_refused_in_words(self, client, partner, page):
        client.force_login(member(Role.PARTNER_EDITOR, partner))
        client.post(page, {"partner": partner.pk, "origin": SITE})
        answer = client.post(page, {"partner": partner.pk, "origin": SITE})
        assert answer.context["form"].errors["origin"] == ["This site is in the list."]

    def test_a_site_is_taken_away(self, client, partner):
        allowed = EmbedOrigin.objects.create(partner=partner, origin=SITE)
        client.force_login(member(Role.PARTNER_EDITOR, partner))
        client.post(reverse("enterprises:forget_embed", args=[allowed.pk]))
        assert not EmbedOrigin.objects.exists()


class TestOembed:
    """oEmbed 1.0, for pages of ours and no others."""

    def asked(self, client, url, **more):
        return client.get("/oembed", {"url": url} | more)

    def test_an_enterprise_is_a_rich_frame_no_larger_than_asked(self, client, partner):
        enterprise = EnterpriseFactory(partner=partner, name='Bread & "wine"')
        url = f"http://testserver{enterprise.get_absolute_url()}"
        found = self.asked(client, url, maxwidth=300, format="json").json()
        assert (found["version"], found["type"], found["width"], found["height"]) == (
            "1.0",
            "rich",
            300,
            260,
        )
        assert found["html"] == (
            f'<iframe src="{url}embed/" title="Bread &amp; &quot;wine&quot;" width="300"'
            ' height="260" loading="lazy"></iframe>'
        )

    def test_a_list_of_one_region_keeps_its_filters_and_language(self, client, partner):
        url = "http://testserver/el/enterprises/?region=mazowieckie&green=on&page=2"
        found = self.asked(client, url).json()
        assert 'src="http://testserver/el/enterprises/embed/mazowieckie/?green=on"' in found["html"]

    @pytest.mark.parametrize(
        "url",
        [
            "http://testserver/en/enterprises/",
            "http://testserver/en/enterprises/?region=mazowieckie&region=peloponnese",
            "http://testserver/en/enterprises/?region=nobody",
            "http://testserver/en/enterprises/99999/x/",
            "http://testserver/en/project/",
            "http://testserver/enterprises/",
            "x y",
            "http://[",
            "http://evil.example/en/enterprises/?region=mazowieckie",
            "http://testserver@evil.example/en/enterprises/?region=mazowieckie",
        ],
    )
    def test_other_pages_are_not_found(self, client, partner, url):
        assert self.asked(client, url).status_code == 404

    @pytest.mark.parametrize("trait", ["proposed", "ended"])
    def test_what_is_not_listed_is_not_found(self, client, partner, trait):
        enterprise = EnterpriseFactory(partner=partner, **{trait: True})
        url = f"http://testserver{enterprise.get_absolute_url()}"
        assert self.asked(client, url).status_code == 404

    def test_another_format_is_not_implemented(self, client, partner):
        url = "http://testserver/en/enterprises/?region=mazowieckie"
        assert self.asked(client, url, format="xml").status_code == 501

    @pytest.mark.parametrize("query", [{}, {"url": ""}, {"url": "http://a.org", "maxwidth": "-1"}])
    def test_a_question_that_cannot_be_read_is_refused(self, client, query):
        assert client.get("/oembed", query).status_code == 400

    def test_a_list_of_one_region_says_where_to_ask(self, client, partner):
        said = client.get("/en/enterprises/?region=mazowieckie").content.decode()
        asked = "%3A%2F%2Ftestserver%2Fen%2Fenterprises%2F%3Fregion%3Dmazowieckie"
        assert f'href="/oembed?format=json&amp;url=http{asked}"' in said
        assert "json+oembed" not in client.get("/en/enterprises/").content.decode()

    def test_the_page_says_where_to_ask(self, client, partner):
        enterprise = EnterpriseFactory(partner=partner)
        said = client.get(enterprise.get_absolute_url()).content.decode()
        assert (
            '<link rel="alternate" type="application/json+oembed" href="http://testserver/oembed?'
            in said
        )
