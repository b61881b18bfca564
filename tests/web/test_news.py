"""News: each item once, in the best language there is, and it says which."""

from datetime import date

import pytest
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from secon.web.domain import news as news_domain
from secon.web.domain import page_tree
from secon.web.models import CampaignIndexPage, HomePage, NewsIndexPage, NewsPage, PlainPage
from tests.factories import web as make


def titles(listing):
    return [(item.title, item.foreign) for item in listing.items]


@pytest.mark.django_db
def test_an_item_shows_once_in_the_readers_language_else_in_english(trees):
    visit = make.news("A visit", date=date(2024, 10, 23))
    make.news("Επίσκεψη", language="el", translation_of=visit, date=date(2024, 10, 23))
    make.news("Only Polish", language="pl", date=date(2024, 8, 30))

    assert titles(news_domain.listing(language="el")) == [
        ("Επίσκεψη", None),
        ("Only Polish", "pl"),
    ]
    assert titles(news_domain.listing(language="bg")) == [("A visit", "en"), ("Only Polish", "pl")]


@pytest.mark.django_db
def test_drafts_stay_hidden(trees):
    make.news("Not yet", live=False)

    assert news_domain.listing(language="en").total == 0


@pytest.mark.django_db
def test_the_second_leaf_holds_what_the_first_has_not(trees):
    for number in range(news_domain.PER_PAGE + 1):
        make.news(f"Item {number}", date=date(2024, 1, 1 + number))

    leaf = news_domain.listing(language="en", page="2")

    assert titles(leaf) == [("Item 0", None)]
    assert (leaf.previous, leaf.next) == ("?page=1", "")


@pytest.mark.django_db
def test_an_original_is_read_inside_the_other_languages_interface(client, trees):
    page = make.news("A visit", slug="a-visit")

    response = client.get("/el/news/a-visit/")

    assert response.status_code == 200
    assert response.context["page"].specific == page
    assert response.context["foreign"] == "en"
    html = response.content.decode()
    assert '<html lang="el"' in html
    assert '<article class="stack" lang="en">' in html
    assert '<link rel="canonical" href="http://testserver/en/news/a-visit/">' in html
    assert 'hreflang="el"' not in html.partition("</head>")[0]


@pytest.mark.django_db
def test_the_address_of_an_original_leads_to_the_readers_translation(client, trees):
    original = make.news("A visit", slug="a-visit")
    make.news("Επίσκεψη", language="el", translation_of=original, slug="episkepsi")

    response = client.get("/el/news/a-visit/")

    assert response.context["page"].title == "Επίσκεψη"
    assert response.context["foreign"] is None


@pytest.mark.django_db
def test_nobody_reads_a_page_that_exists_nowhere_or_is_a_draft(client, trees):
    make.news("Draft", slug="draft", live=False)

    assert client.get("/el/news/nothing/").status_code == 404
    assert client.get("/el/news/draft/").status_code == 404


@pytest.mark.django_db
def test_a_plain_page_below_another_is_found_from_every_language(client, trees):
    above = make.plain("About", slug="about")
    make.plain("More", slug="more", parent=above)

    response = client.get("/bg/about/more/")

    assert response.status_code == 200
    assert response.context["trail"] == [("About", "/bg/about/")]


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.django_db
def test_the_list_asks_as_often_for_one_item_as_for_three(
    client, trees, django_assert_num_queries, item_count
):
    for number in range(item_count):
        make.news(f"Item {number}")
    client.get("/en/news/")  # fills the caches of sites and locales

    with django_assert_num_queries(13):
        response = client.get("/en/news/")

    assert response.content.decode().count('class="entry"') == item_count


@pytest.mark.django_db
def test_the_feed_has_the_newest_first_and_names_foreign_languages(client, trees):
    make.news("Older", date=date(2024, 1, 1))
    make.news("Newer", date=date(2024, 2, 1))

    response = client.get("/el/news/feed/")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    text = response.content.decode()
    assert text.index("Newer (en)") < text.index("Older (en)")
    assert "http://testserver/el/news/newer/" in text


@pytest.mark.django_db
def test_setting_up_twice_makes_nothing_new(trees):
    before = set(Page.objects.values_list("pk", "title"))

    assert page_tree.set_up() == []
    assert set(Page.objects.values_list("pk", "title")) == before
    assert HomePage.objects.count() == NewsIndexPage.objects.live().count() == 11


class TestPagesInTheEditor(WagtailPageTestCase):
    """The editor offers the right pages in the right places, and publishes them."""

    def setUp(self):
        page_tree.set_up()
        self.login()

    def test_each_page_goes_where_it_belongs(self):
        self.assertAllowedSubpageTypes(HomePage, {NewsIndexPage, CampaignIndexPage, PlainPage})
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedSubpageTypes(PlainPage, {PlainPage})
        self.assertAllowedSubpageTypes(NewsPage, set())
        self.assertAllowedParentPageTypes(NewsPage, {NewsIndexPage})

    def test_a_news_item_is_written_and_published(self):
        body = streamfield(
            [
                ("heading", {"text": "What we saw", "level": "2"}),
                ("paragraph", rich_text("<p>Three co-operatives.</p>")),
                ("quote", {"text": "We learned.", "said_by": "A member", "source": ""}),
            ]
        )
        form = nested_form_data(
            {"title": "A visit", "slug": "a-visit", "date": "2024-10-23", "intro": "Short."}
            | {"body": body, "image": "", "image_alt": "", "source_name": "", "source_url": ""}
        )
        self.assertCanCreate(make.news_index(), NewsPage, form, publish=True)

        page = NewsPage.objects.get(slug="a-visit")
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, post_data=form)
        self.assertPageIsPreviewable(page, post_data=form)
        response = self.client.get("/en/news/a-visit/")
        self.assertContains(response, "<h2>What we saw</h2>", html=True)
        self.assertContains(response, "Three co-operatives.")

    def test_every_block_has_a_preview(self):
        for name, block in NewsPage._meta.get_field("body").stream_block.child_blocks.items():
            with self.subTest(name):
                assert block.get_description()
                assert block.is_previewable
                assert block.get_template()
