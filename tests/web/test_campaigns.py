"""Collections: a text by an editor and who meets its filters now."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Locale

from secon.enterprises.domain import directory
from secon.partnership.models import Partner
from secon.web.domain import page_tree
from secon.web.models import CampaignIndexPage, CampaignPage, HomePage
from tests.factories.enterprises import EnterpriseFactory, OfferFactory
from tests.factories.partnership import PartnerFactory

pytestmark = pytest.mark.django_db
LIST_QUERIES = 13


@pytest.fixture(autouse=True)
def _no_index():
    """Each test's directory begins empty."""
    directory.forget()
    yield
    directory.forget()


@pytest.fixture
def trees(db):
    """Two languages' trees: eleven take their time."""
    two = [("en", "English"), ("el", "Ελληνικά")]
    with override_settings(LANGUAGES=two, WAGTAIL_CONTENT_LANGUAGES=two):
        page_tree.set_up()
        yield


@pytest.fixture
def collection(trees):
    """A collection of crafts in the English tree."""
    home = HomePage.objects.get(locale__language_code="en")
    index = home.add_child(
        instance=CampaignIndexPage(title="Collections", slug="collections", locale=home.locale)
    )
    page = CampaignPage(
        title="Gifts", slug="gifts", selection="sector=crafts", locale=home.locale, shown=3
    )
    index.add_child(instance=page)
    return page


def gift(name: str, partner: Partner | None = None, **fields):
    made = EnterpriseFactory(name=name, partner=partner, **fields)
    OfferFactory(enterprise=made, title="Candles", sector="crafts", cpv=[])
    return made


def shown(answer) -> list[str]:
    """The names of the entries on the page."""
    links = re.findall(r'href="/\w\w/enterprises/\d+/[^"]*"[^>]*>([^<]+)<', answer.content.decode())
    return sorted(name.strip() for name in links)


def test_a_collection_shows_who_meets_its_filters_now(client, collection):
    gift("Waxworks")
    OfferFactory(enterprise=EnterpriseFactory(name="Kitchen"))

    answer = client.get("/en/collections/gifts/")

    assert shown(answer) == ["Waxworks"]
    gift("Weavers")
    again = client.get("/en/collections/gifts/")
    assert shown(again) == ["Waxworks", "Weavers"]


def test_a_collection_narrows_to_the_readers_region(client, collection):
    mazovia = PartnerFactory(slug="mazowieckie")
    gift("Here", mazovia)
    gift("Elsewhere")

    answer = client.get("/en/collections/gifts/?region=mazowieckie")

    assert shown(answer) == ["Here"]
    assert "?sector=crafts&amp;region=mazowieckie" in answer.content.decode()


def test_a_collection_shows_no_more_than_its_editor_chose(client, collection):
    for number in range(4):
        gift(f"Gift {number}")

    answer = client.get("/en/collections/gifts/")

    assert len(shown(answer)) == 3
    assert "4 social enterprises in this collection now" in answer.content.decode()


def test_a_collection_without_anybody_leads_to_the_directory(client, collection):
    html = client.get("/en/collections/gifts/").content.decode()

    assert "Nobody is listed here yet" in html
    assert f'href="{reverse("enterprises:list")}"' in html


def test_a_collection_is_read_inside_another_languages_interface(client, collection):
    gift("Waxworks")

    answer = client.get("/el/collections/gifts/")

    assert answer.context["foreign"] == "en"
    assert shown(answer) == ["Waxworks"]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://secon.example/en/enterprises/?sector=crafts&q=wax", "sector=crafts&q=wax"),
        ("sector=crafts", "sector=crafts"),
        ("https://secon.example/en/enterprises/", ""),
    ],
)
def test_a_pasted_address_is_kept_as_its_filters(pasted, kept, collection):
    collection.selection = pasted

    collection.full_clean()

    assert collection.selection == kept


def test_an_address_that_is_no_list_of_ours_is_refused_at_the_field(collection):
    collection.selection = "https://secon.example/en/enterprises/?sector=spaceships"

    with pytest.raises(ValidationError) as refused:
        collection.full_clean()

    assert list(refused.value.message_dict) == ["selection"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_collections_costs_the_same_for_one_and_for_three(
    count, client, collection, django_assert_num_queries
):
    index = collection.get_parent()
    for number in range(1, count):
        page = CampaignPage(title=f"More {number}", slug=f"more-{number}", locale=index.locale)
        index.add_child(instance=page)
    client.get("/en/collections/")

    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get("/en/collections/")

    assert answer.content.decode().count("card__title") == count


def test_the_first_collections_stand_in_every_language_once(trees):
    page_tree.set_up_collections()

    assert page_tree.set_up_collections() == []
    for slug in ("gifts", "catering"):
        found = CampaignPage.objects.live().filter(slug=slug)
        assert found.count() == Locale.objects.count()


def test_collections_that_editors_deleted_do_not_come_back(trees):
    page_tree.set_up_collections()
    kept = CampaignPage.objects.get(slug="gifts", locale__language_code="en")
    for page in CampaignPage.objects.exclude(pk=kept.pk):
        page.delete()

    page_tree.set_up_collections()

    assert not CampaignPage.objects.filter(slug="catering").exists()
