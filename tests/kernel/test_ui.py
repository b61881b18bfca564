"""The ui tags: closed props, closed variants, and what each state shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from secon.kernel import shapes
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
