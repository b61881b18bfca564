"""A field for codes reads words on submit, says how, and keeps a choice only for its words."""

import pytest
from django import forms
from django.http import QueryDict

from secon.codes.interfaces.fields import CodeField, CodeReading


class Sectors(forms.Form):
    sector = CodeField(required=False, choose=True)


class NeedsOne(forms.Form):
    sector = CodeField()


def reading(query: str) -> CodeReading:
    form = Sectors(QueryDict(query))
    assert form.is_valid(), form.errors
    found = form.cleaned_data["sector"]
    assert isinstance(found, CodeReading)
    return found


def test_words_are_read_as_the_best_code_with_alternatives() -> None:
    found = reading("sector=cleaning lady")

    assert (found.typed, found.code, found.prefix) == ("cleaning lady", "90910000", "9091")
    assert "90919200" in [hit.code for hit in found.alternatives]


def test_a_code_is_read_as_itself() -> None:
    found = reading("sector=90911200-8")

    assert (found.code, found.alternatives) == ("90911200", ())


def test_a_choice_counts_for_the_words_it_was_made_for() -> None:
    chosen = "sector=cleaning lady&sector_for=cleaning lady&sector_pick=90919200"
    stale = "sector=laundry&sector_for=cleaning lady&sector_pick=90919200"
    foreign = "sector=laundry&sector_for=laundry&sector_pick=90919200"

    assert reading(chosen).code == "90919200"
    assert reading(stale).code.startswith("983")
    assert reading(foreign).code.startswith("983")


@pytest.mark.parametrize("query", ["", "sector=", "sector=%20%20"])
def test_nothing_typed_is_no_code(query: str) -> None:
    form = Sectors(QueryDict(query))

    assert form.is_valid()
    assert form.cleaned_data["sector"] is None
    assert NeedsOne(QueryDict(query)).is_valid() is False


def test_words_no_code_is_near_are_an_error_that_repeats_them() -> None:
    form = Sectors(QueryDict("sector=xyzzy"))

    assert form.errors["sector"] == ["We found no code for “xyzzy”. Try other words or fewer."]
    assert "xyzzy" in str(form["sector"])


def test_too_many_characters_are_refused() -> None:
    form = Sectors({"sector": "x" * 10_000})

    assert form.is_valid() is False
    assert "400" in form.errors["sector"][0]
    assert "code-readings" not in str(form["sector"])


def test_the_field_offers_what_it_read_without_script() -> None:
    html = str(Sectors(QueryDict("sector=cleaning lady"))["sector"])

    assert 'value="cleaning lady"' in html
    assert 'name="sector_for" value="cleaning lady"' in html
    assert 'name="sector_pick" value="90910000" checked' in html
    assert "hx-get" in html


def test_what_was_typed_is_escaped() -> None:
    html = str(Sectors(QueryDict("sector=cleaning %22%3E<script>"))["sector"])

    assert "<script>" not in html
    assert "cleaning &quot;&gt;&lt;script&gt;" in html


def test_an_unbound_field_is_a_plain_input() -> None:
    html = str(Sectors()["sector"])

    assert 'type="text" name="sector"' in html
    assert "code-readings" not in html
