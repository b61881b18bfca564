"""Documents as plain values, and back."""

import json

from secon.kernel.paper.plain import absolute, document_of, plain_of
from secon.kernel.paper.sources import Sources
from tests.kernel.paper.making import document


def test_a_document_survives_json():
    made = document()
    assert document_of(json.loads(json.dumps(plain_of(made)))) == made


def test_values_unknown_to_an_older_edition_take_their_defaults():
    values = plain_of(document())
    del values["sources_intro"]
    assert document_of(values).sources_intro == ()


def test_links_without_a_host_get_that_of_the_document():
    values = absolute(plain_of(document()))
    run = values["chapters"][0]["blocks"][1]["words"][0]
    assert run["href"] == "https://secon.example.org/en/policies/"


def test_an_address_has_one_number_wherever_it_is_named():
    sources = Sources()
    assert sources.number("https://a.example", "", "https://b.example") == (1, 2)
    assert sources.of({"name": ["https://b.example"], "starts": ["https://c.example"]}) == (2, 3)
    assert sources.of({"name": ["https://d.example"]}, "starts") == ()
    assert [one.number for one in sources.listed()] == [1, 2, 3]
