"""What readers see of texts a machine translated: their language, and one word about it."""

import pytest
from django.urls import reverse
from django.utils import translation

from secon.partnership.models import AimTranslation, PartnerTranslation

pytestmark = pytest.mark.django_db
MARK = 'class="language-mark" data-variant="{}"'.format
NAMES = "Some of these names are translated by a machine"


def test_the_project_speaks_greek_and_says_once_that_a_machine_translated_it(
    client, trees, partnership
):
    html = client.get("/el/project/").content.decode()
    aims = html.partition('id="aims"')[2].partition("</ol>")[0]

    assert "Να ενισχυθεί η κοινωνική καινοτομία." in aims
    assert "lang=" not in aims
    assert "Πρώτη συνάντηση της ομάδας ενδιαφερόμενων μερών" in html
    assert html.count(MARK("machine")) == 1
    assert 'href="/en/project/" hreflang="en"' in html


def test_the_original_has_no_mark(client, trees, partnership):
    html = client.get("/en/project/").content.decode()

    assert "language-mark" not in html
    assert NAMES not in html


def test_a_text_out_of_date_is_said_to_be(client, trees, partnership):
    AimTranslation.objects.filter(language="el").update(state="stale")

    html = client.get("/el/project/").content.decode()

    assert (html.count(MARK("machine")), html.count(MARK("stale"))) == (1, 1)


def test_a_text_that_is_missing_is_shown_in_english_and_marked_so(client, trees, partnership):
    AimTranslation.objects.filter(language="el", record__theme="social_innovation").delete()

    html = client.get("/el/project/").content.decode()

    assert '<span lang="en">Raise social innovation.</span>' in html


def test_a_region_has_its_bulgarian_name_and_tells_what_happened_in_bulgarian(
    client, trees, partnership
):
    html = client.get("/bg/regions/mazowieckie/").content.decode()

    assert "<h1>Мазовия</h1>" in html
    assert "<span>Първа среща на групата на заинтересованите страни</span>" in html
    assert html.count(MARK("machine")) == 1


def test_a_region_without_records_has_no_mark(client, trees, partnership):
    assert "language-mark" not in client.get("/bg/regions/riga/").content.decode()


@pytest.mark.parametrize("name", ["web:home", "web:regions", "web:project"])
def test_names_by_a_machine_are_told_once(client, trees, partnership, name):
    with translation.override("el"):
        address = reverse(name)
        note = translation.gettext(
            "Some of these names are translated by a machine; the partners have not checked them yet."
        )

    assert client.get(address).content.decode().count(note) == 1
    PartnerTranslation.objects.filter(language="el").update(state="human")
    assert note not in client.get(address).content.decode()
