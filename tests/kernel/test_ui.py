"""The ui tags: closed props, closed variants, and what each state shows."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from secon.kernel import shapes
from secon.kernel.models import Text
from secon.kernel.shapes import MapRegion
from secon.kernel.templatetags.ui import VARIANTS

NOW = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return " ".join(Template(source).render(Context(context)).split())


class Form(forms.Form):
    name = forms.CharField(help_text="As in the register.")
    near = forms.CharField(required=False)
    agree = forms.BooleanField()
    kind = forms.ChoiceField(choices=(("a", "A"), ("b", "B")), widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)


def test_unknown_prop_is_refused_with_the_accepted_ones() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"unknown \['varint'\], accepts .*'variant'"):
        render('{% button varint="danger" %}Delete{% endbutton %}')


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_undesigned_variant_is_refused(name: str) -> None:
    end = "" if name == "language_mark" else f"{{% end{name} %}}"
    with pytest.raises(TemplateSyntaxError, match="unknown variant 'loud'"):
        render(f'{{% {name} variant="loud" %}}{end}')


def test_component_does_not_see_the_page_around_it() -> None:
    assert "secret" not in render("{% card %}{% endcard %}", title="secret")


def test_props_are_escaped() -> None:
    assert "&lt;b&gt;" in render("{% card title=title %}{% endcard %}", title="<b>")


@pytest.mark.parametrize(("value", "said"), [(None, "unknown"), (0, "0"), (27, "27")])
def test_stat_shows_unknown_as_unknown_and_zero_as_zero(value: int | None, said: str) -> None:
    html = render("{% stat value=value %}meetings{% endstat %}", value=value)
    assert f">{said}</p>" in html


@pytest.mark.parametrize(
    ("ahead", "state", "said"),
    [
        (timedelta(days=31), "open", "31 days left"),
        (timedelta(days=1), "soon", "1 day left"),
        (timedelta(hours=2), "soon", "today"),
        (timedelta(hours=-2), "closed", "closed"),
    ],
)
def test_deadline_says_how_far_it_is(ahead: timedelta, state: str, said: str) -> None:
    html = render("{% deadline at=at now=now %}", at=NOW + ahead, now=NOW)
    assert f'data-state="{state}"' in html
    assert f">{said}</span>" in html


def test_deadline_without_a_moment_is_unknown() -> None:
    assert 'class="unknown"' in render("{% deadline at=None now=now %}", now=NOW)


def test_bars_are_a_table_with_shares_of_the_largest() -> None:
    html = render("{% bars rows=rows %}", rows=(("Cleaning", 50, ""), ("Gardens", 25, "/g")))
    assert 'width="100"' in html
    assert 'width="50"' in html
    assert '<a href="/g">Gardens</a>' in html


def test_bars_without_rows_draw_nothing() -> None:
    assert "<rect" not in render("{% bars %}")


def test_field_connects_label_hint_and_error() -> None:
    html = render("{% field field=field %}{% endfield %}", field=Form({"name": ""})["name"])
    assert '<label for="id_name">' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_hint_of_the_page_is_read_with_the_field() -> None:
    html = render('{% field field=field hint="Town" %}{% endfield %}', field=Form()["near"])
    assert 'aria-describedby="id_near_hint"' in html
    assert 'id="id_near_hint">Town<' in html
    assert "(optional)" in html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "0 of 5 characters"),
        ("a\r\nbc", "4 of 5 characters"),
        ("σπίτια", "6 of 5 characters: 1 too many"),
    ],
)
def test_field_counts_characters_in_words(typed: str, said: str) -> None:
    html = render(
        "{% field field=field counter=5 %}{% endfield %}", field=Form({"name": typed})["name"]
    )
    assert f">{said}</p>" in html
    assert re.search(r'aria-describedby="[^"]*\bid_name_count"', html)


def test_field_with_choices_is_a_group() -> None:
    html = render("{% field field=field %}{% endfield %}", field=Form({"kind": "b"})["kind"])
    assert "<fieldset" in html
    assert "<legend>Kind" in html
    assert 'value="b" id="id_kind_1" checked' in html


def test_field_that_is_hidden_has_no_label() -> None:
    html = render("{% field field=field %}{% endfield %}", field=Form()["token"])
    assert html.startswith('<input type="hidden"')


def test_field_refuses_what_is_no_field() -> None:
    with pytest.raises(TemplateSyntaxError, match="must be a form's field"):
        render("{% field %}{% endfield %}")


def test_active_filter_says_that_the_link_removes_it() -> None:
    html = render('{% filter_chip href="?" active=True %}Reserved{% endfilter_chip %}')
    assert "remove this filter" in html


def test_region_map_is_a_list_before_the_shapes_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "shapes", lambda: None)
    regions = (MapRegion("riga", "Rīga", "/en/regions/riga/", ("LV00",)),)
    html = render("{% region_map regions=regions %}", regions=regions)
    assert "<svg" not in html
    assert '<a href="/en/regions/riga/">Rīga</a>' in html


GREEK = Text({"title": "Συνεταιρισμός", "territory_name": "Πελοπόννησος"}, "el", "en", None)


@dataclass(frozen=True)
class Linked:
    """A link of a chain, as far as the picture looks at it."""

    stage: str
    standing: str
    said: str = "said"
    name: str = ""
    language: str = ""
    href: str = ""
    amount: Decimal | None = None
    currency: str = "EUR"


@dataclass(frozen=True)
class Chained:
    """A chain, as far as the picture looks at it."""

    links: tuple[Linked, ...]
    title: Text = GREEK
    href: str = "/t"
    origin: Text | None = None
    target: Text = GREEK


@pytest.mark.parametrize(
    ("standing", "word", "shape"),
    [
        ("done", "done", ""),
        ("under_way", "under way", '<path d="M10 2a8 8 0 0 0 0 16z">'),
        ("open", "not yet", ""),
        ("dropped", "dropped", '<path d="m6.5 6.5 7 7m0-7-7 7">'),
    ],
)
def test_chain_says_how_far_a_link_is_in_word_and_shape(
    standing: str, word: str, shape: str
) -> None:
    html = render("{% chain chain=chain %}", chain=Chained((Linked("visit", standing),)))
    assert f'Visit<span class="visually-hidden">: {word}</span>' in html
    assert re.findall(r"<path[^>]*>", html) == ([shape] if shape else [])


def test_chain_tells_the_language_of_words_not_the_readers() -> None:
    link = Linked("change", "open", name="Criteriu", language="ro", href="/i")
    html = render("{% chain chain=chain %}", chain=Chained((link,)))
    assert '<h3 class="chain__title" lang="el"><a href="/t">Συνεταιρισμός</a></h3>' in html
    assert "Not translated: shown in Greek" in html
    assert '<p class="chain__name" lang="ro"><a href="/i">Criteriu</a></p>' in html


@pytest.mark.parametrize(
    ("amount", "shown"), [(None, []), (Decimal(0), ["0 EUR"]), (Decimal(3000), ["3,000 EUR"])]
)
def test_chain_shows_an_amount_only_where_one_is_known(
    amount: Decimal | None, shown: list[str]
) -> None:
    chain = Chained((Linked("money", "open", amount=amount),))
    html = render("{% chain chain=chain %}", chain=chain)
    assert re.findall(r'<p class="chain__amount">([^<]*)</p>', html) == shown
