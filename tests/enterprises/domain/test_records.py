"""Bad input: a clear message at the field or row, and nothing half-saved."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from secon.enterprises.domain import changes, records
from secon.enterprises.enums import ChangeKind
from secon.enterprises.models import Change, Enterprise

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
GOOD = records.blank(language="pl", country="PL") | {
    "name": "Dobra Spółdzielnia",
    "summary": "Szyje.",
    "town": "Radom",
    "nuts": "PL921",
}
OFFER = {"pk": None, "original_language": "pl", "title": "Szycie", "cpv": [], "audiences": []}
pytestmark = pytest.mark.django_db


def open_entry(content):
    return changes.open_entry(
        content=GOOD | content, kind=ChangeKind.REGISTRATION, by=None, now=NOW
    )


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Zła\nnazwa"}, "name"),
        ({"summary": "<script>alert(1)</script>"}, "summary"),
        ({"description": "Look: <img src=x onerror=alert(1)>"}, "description"),
        ({"description": "abc\u202edef"}, "description"),
        ({"other_names": ["<b>x</b>"]}, "other_names"),
        ({"other_names": "Smak"}, "other_names"),
        ({"company_number": "123-456-32-19"}, "company_number"),
        ({"company_number": "12345"}, "company_number"),
        ({"country": "XX"}, "country"),
        ({"founded": 2099}, "founded"),
        ({"founded": "soon"}, "founded"),
        ({"lat": 151.4, "lon": 21.15}, "lat"),
        ({"lat": 51.4}, "lon"),
        ({"lat": 0.0, "lon": 0.0}, "lat"),
        ({"email": "nobody"}, "email"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "ftp://example.org"}, "website"),
        ({"nace_main": "99.99.99x"}, "nace_main"),
        ({"nace_other": ["04"]}, "nace_other"),
        ({"sdgs": [18]}, "sdgs"),
        ({"sdgs": [True]}, "sdgs"),
        ({"employs": ["robots"]}, "employs"),
        ({"themes": {"a": 1}}, "themes"),
        ({"delivery_regions": ["ZZ999"]}, "delivery_regions"),
        ({"delivery_km": 5000}, "delivery_km"),
        ({"headcount": "lots"}, "headcount"),
        ({"offers": [OFFER, OFFER | {"title": ""}]}, "offers.1.title"),
        ({"offers": [OFFER | {"title": "<a href=x>"}]}, "offers.0.title"),
        ({"offers": [OFFER | {"cpv": ["5552"]}]}, "offers.0.cpv"),
        ({"offers": [OFFER | {"audiences": ["all"]}]}, "offers.0.audiences"),
        ({"offers": [OFFER] * 41}, "offers"),
        ({"statuses": [{"code": "pl-none"}]}, "statuses.0.code"),
        ({"statuses": [{"code": "lv-su"}]}, "statuses.0.code"),
        ({"statuses": [{"code": "pl-ps", "valid_from": "32.01.2025"}]}, "statuses.0.valid_from"),
        (
            {"statuses": [{"code": "pl-ps", "valid_from": "2025-02-01", "valid_to": "2025-01-01"}]},
            "statuses.0",
        ),
        ({"hours": [{"weekday": 9, "opens": "08:00", "closes": "12:00"}]}, "hours.0.weekday"),
        ({"hours": [{"weekday": 1, "opens": "12:00", "closes": "08:00"}]}, "hours.0"),
        (
            {
                "hours": [
                    {"weekday": 1, "opens": "08:00", "closes": "12:00"},
                    {"weekday": 1, "opens": "11:00", "closes": "15:00"},
                ]
            },
            "hours.1.opens",
        ),
        ({"links": [{"kind": "shop", "url": "javascript:alert(1)"}]}, "links.0.url"),
        ({"translations": [{"language": "pl", "summary": "x"}]}, "translations.0.language"),
        (
            {
                "translations": [
                    {"language": "de", "summary": "x"},
                    {"language": "de", "summary": "y"},
                ]
            },
            "translations.0.language",
        ),
        ({"pictures": [{"image": None, "alt": "Kitchen"}]}, "pictures.0.image"),
        ({"references": [{"client": "", "what": "Obiady"}]}, "references.0.client"),
    ],
)
def test_it_is_refused_at_its_field_and_nothing_is_stored(content, path):
    with pytest.raises(ValidationError) as refused:
        open_entry(content)
    assert path in refused.value.message_dict
    assert all(said for messages in refused.value.message_dict.values() for said in messages)
    assert not Enterprise.objects.exists()
    assert not Change.objects.exists()


def test_every_problem_is_told_at_once():
    with pytest.raises(ValidationError) as refused:
        open_entry({"name": "", "founded": 2099, "offers": [OFFER | {"title": ""}]})
    assert refused.value.message_dict.keys() == {"name", "founded", "offers.0.title"}


@pytest.mark.parametrize(
    "content",
    [
        {"description": "3 < 5 and 7 > 2; we love you <3"},
        {"name": "Śmiech & Co."},
        {"company_number": "NIP 123-456-32-18"},
        {"nace_main": "5621", "nace_other": ["I"]},
        {"offers": [OFFER | {"cpv": ["55520000"]}]},
        {"hours": [{"weekday": 1, "opens": "08:00", "closes": "12:00"}]},
    ],
)
def test_what_is_right_is_taken(content):
    open_entry(content)
    assert Enterprise.objects.count() == 1


def test_numbers_are_stored_in_one_spelling():
    open_entry({"company_number": "NIP 123-456-32-18", "nace_main": "I5621"})
    entry = Enterprise.objects.get()
    assert (entry.company_number, entry.nace_main) == ("1234563218", "56.21")
    assert entry.number_key == "PL1234563218"


def test_the_keys_of_duplicates_come_with_the_record():
    open_entry({})
    entry = Enterprise.objects.get()
    assert (entry.name_key, entry.word_key, entry.town_key) == ("dobra", "dobra", "radom")
