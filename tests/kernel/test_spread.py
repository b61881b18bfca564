"""Dots on a scale: where they stand, and that each is said in words."""

from django.template import Context, Template

from secon.kernel.spread import Point, strip


def render(source: str, **context: object) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def test_ends_of_the_scale_are_the_ends_of_the_line() -> None:
    drawn = strip((Point(1, "a"), Point(3, "b"), Point(5, "c")), low=1, high=5)
    assert [dot.x for dot in drawn.dots] == [drawn.left, "150.0", drawn.right]


def test_equal_answers_stack_around_the_line() -> None:
    drawn = strip((Point(4, "a"), Point(4, "b"), Point(4, "c")), low=1, high=5)
    assert drawn.height == 38
    assert [dot.y for dot in drawn.dots] == ["8.0", "19.0", "30.0"]


def test_many_equal_answers_stay_inside_the_drawing() -> None:
    drawn = strip([Point(4, str(n)) for n in range(60)], low=1, high=5)
    assert drawn.height == 82
    assert drawn.dots[0].y == "8.0"
    assert drawn.dots[-1].y == "74.0"


def test_value_outside_the_scale_stands_at_its_end() -> None:
    drawn = strip((Point(12, "a"),), low=0, high=10)
    assert drawn.dots[0].x == drawn.right


def test_long_scale_has_marks_at_its_ends_alone() -> None:
    assert strip((), low=0, high=100).marks == ("8.0", "292.0")
    assert len(strip((), low=0, high=10).marks) == 11


def test_description_names_every_answer_the_median_and_what_was_agreed() -> None:
    html = render(
        "{% spread points=points low=1 high=5 median=3.5 agreed=4 title=title id='s' %}",
        points=(Point(3, "Harghita"), Point(4, "<Riga>")),
        title="Finance",
    )
    assert '<title id="s-title">Finance</title>' in html
    said = "Scale from 1 to 5. Harghita: 3. &lt;Riga&gt;: 4. Median: 3.5. Agreed together: 4."
    assert f'<desc id="s-said">{said}</desc>' in html


def test_nothing_said_draws_nothing() -> None:
    html = render("{% spread low=1 high=5 title='Finance' said='No voices' %}")
    assert "<svg" not in html
    assert "nobody said" in html
    assert '<figcaption class="spread__said">No voices</figcaption>' in html
