"""The ``ui`` tags: markup shared by every app, with a closed set of props each.

``{% button variant="primary" %}Save{% endbutton %}`` renders ``ui/button.html`` with its props and
``content``; a leaf such as ``{% unknown why="…" %}`` has no content. A prop nobody declared, or a
variant nobody designed, is an error that lists the accepted ones. The gallery ``/ui/`` shows all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from secon.kernel import counting, shapes, spread
from secon.kernel.languages import language_name

register = template.Library()

VARIANTS: dict[str, frozenset[str]] = {
    "button": frozenset({"primary", "action", "secondary", "quiet", "danger"}),
    "link_button": frozenset({"primary", "action", "secondary", "quiet", "danger"}),
    "chip": frozenset({"neutral", "reserved", "social", "clause", "green", "quiet"}),
    "note": frozenset({"info", "success", "warning", "error", "stale", "example", "refused"}),
    "card": frozenset({"plain", "tint"}),
    "language_mark": frozenset({"original", "human", "machine", "stale", "missing"}),
    "empty": frozenset({"empty", "error", "refused"}),
}

Props = dict[str, object]
Prepare = Callable[[Props], Mapping[str, object]]


def checked(name: str, defaults: Mapping[str, object], props: Mapping[str, object]) -> Props:
    """``props`` over ``defaults``; TemplateSyntaxError for a prop or a variant not declared."""
    if unknown := props.keys() - defaults.keys():
        message = f"{{% {name} %}}: unknown {sorted(unknown)}, accepts {sorted(defaults)}"
        raise template.TemplateSyntaxError(message)
    variant = props.get("variant")
    if variant is not None and variant not in VARIANTS[name]:
        accepted = sorted(VARIANTS[name])
        message = f"{{% {name} %}}: unknown variant {variant!r}, accepts {accepted}"
        raise template.TemplateSyntaxError(message)
    return {**defaults, **props}


def draw(name: str, context: Props, prepare: Prepare | None) -> SafeString:
    """The markup of ``ui/<name>.html``, which sees its props and nothing else."""
    if prepare is not None:
        context |= prepare(context)
    return mark_safe(get_template(f"ui/{name}.html").render(context).strip())  # noqa: S308 -- a template's own output


def component(name: str, /, *, prepare: Prepare | None = None, **defaults: object) -> None:
    """Register ``{% name prop=… %}…{% endname %}``; ``defaults`` is the closed set of props."""

    def render(content: SafeString, **props: object) -> SafeString:
        return draw(name, {**checked(name, defaults, props), "content": content}, prepare)

    register.simple_block_tag(render, name=name)


def leaf(name: str, /, *, prepare: Prepare | None = None, **defaults: object) -> None:
    """Register ``{% name prop=… %}``, a component without content."""

    def render(**props: object) -> SafeString:
        return draw(name, checked(name, defaults, props), prepare)

    register.simple_tag(render, name=name)


def field_props(props: Props) -> Mapping[str, object]:
    """What the template of a form field needs: its kind and its widget with our classes."""
    field = props["field"]
    if not isinstance(field, BoundField):
        message = f"{{% field %}}: field must be a form's field, not {field!r}"
        raise template.TemplateSyntaxError(message)
    widget = field.field.widget
    if field.is_hidden:
        return {"kind": "hidden", "control": field.as_widget()}
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return {"kind": "choices", "control": [*field.subwidgets], "type": widget.input_type}
    classes = f"{widget.attrs.get('class', '')} ds-input".strip()
    kind = "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"
    attrs: dict[str, Any] = {"class": classes}
    if described := described_by(field, props):
        attrs["aria-describedby"] = described
    control = field.as_widget(attrs=attrs)
    if not props["counter"]:
        return {"kind": kind, "control": control}
    typed = counting.length(field.value())
    over = max(0, typed - int(str(props["counter"])))
    return {"kind": kind, "control": control, "typed": typed, "over": over}


def described_by(field: BoundField, props: Props) -> str:
    """The ids of a hint of the page and of a counter; empty where Django's own ids do."""
    extra = props["hint"] and not field.help_text
    if not field.auto_id or not (extra or props["counter"]):
        return ""
    parts = [
        (field.help_text, "helptext"),
        (extra, "hint"),
        (field.errors, "error"),
        (props["counter"], "count"),
    ]
    return " ".join(f"{field.auto_id}_{name}" for there, name in parts if there)


def deadline_props(props: Props) -> Mapping[str, object]:
    """How far a moment is from ``now``: days left and whether it is open, soon or closed."""
    at, now = props["at"], props["now"] or timezone.now()
    if not isinstance(at, datetime) or not isinstance(now, datetime):
        return {"state": "unknown", "days": None}
    days = (timezone.localtime(at).date() - timezone.localtime(now).date()).days
    state = "closed" if at < now else "soon" if days <= 7 else "open"
    return {"state": state, "days": days}


def chain_props(props: Props) -> Mapping[str, object]:
    """What the language of the title is called."""
    chain: Any = props["chain"]
    return {"title_language": language_name(chain.title.language)}


def region_map_props(props: Props) -> Mapping[str, object]:
    """The shapes of the map, and each region with the place of its label."""
    content = shapes.shapes()
    regions: tuple[shapes.MapRegion, ...] = tuple(props["regions"])  # type: ignore[arg-type]  # a prop
    return {"shapes": content, "drawn": shapes.drawn(regions, content) if content else ()}


def shares(props: Props) -> Mapping[str, object]:
    """``rows`` of (label, value, href) with the share of the largest value, in whole percent."""
    rows: Collection[tuple[str, int, str]] = props["rows"]  # type: ignore[assignment]  # a prop
    top = max((value for _, value, _ in rows), default=0) or 1
    return {"bars": [(label, value, href, round(100 * value / top)) for label, value, href in rows]}


def spread_props(props: Props) -> Mapping[str, object]:
    """Where the dots stand, or nothing to draw when nobody said anything."""
    low, high, median, agreed = (props[name] for name in ("low", "high", "median", "agreed"))
    points: tuple[spread.Point, ...] = tuple(props["points"])  # type: ignore[arg-type]  # a prop
    if not points and agreed is None:
        return {"points": points, "drawn": None}
    drawn = spread.strip(points, low=low, high=high, median=median, agreed=agreed)  # type: ignore[arg-type]  # props
    return {"points": points, "drawn": drawn, "width": spread.WIDTH, "radius": spread.RADIUS}


# Actions
component("button", variant="primary", type="submit", name="", value="", icon="", disabled=False)
component("link_button", href="", variant="primary", icon="")
component("actions")  # buttons and links in a row that wraps
# Words
component("chip", variant="neutral", href="", lang="", icon="")
component("filter_chip", href="", active=False, count=None)
component("note", variant="info", title="", role="")  # role: status or alert when it appears later
component("quote", lang="", cite="")  # words found in a source, marked
leaf("unknown", why="", href="")  # never shown as zero or as no
leaf("language_mark", variant="original", code="", name="", href="")
leaf("deadline", prepare=deadline_props, at=None, now=None, time=True)
leaf("icon", name="", label="")
# Parts of a page
component("breadcrumbs")
component("crumb", href="")
component("page_head", title="", lang="", sub="", sub_lang="", lead="")  # content: chips under it
component("part", title="", lead="", level=2, id="")
component("card", variant="plain", href="", title="", kicker="", level=3, lang="")
component("entry", href="", title="", lang="", meta="")  # one row of a list of records
component("stat", value=None, href="", why="")  # None shows as unknown
component("facts")  # <dl>: rows of {% fact %}
component("fact", term="", proof="")  # inside {% facts %}
component("disclosure", title="", open=False)
component("proof", title="")  # where a number comes from: date, source, method
component("data_table", caption="", hide_caption=False)  # content: <thead> and <tbody>
leaf("pager", previous="", next="", said="")
component("empty", variant="empty", title="")
leaf("loading", label="", lines=3)
leaf("chain", prepare=chain_props, chain=None, level=3, label="")  # from practice to policy
leaf("bars", prepare=shares, rows=(), title="", term="", unit="")
leaf(
    "spread",  # points: spread.Point; id: when it is unique on the page; said: shown below
    prepare=spread_props,
    points=(),
    low=0,
    high=10,
    median=None,
    agreed=None,
    title="",
    said="",
    id="",
)
# Forms
component("field", prepare=field_props, field=None, hint="", counter=None)  # of characters
leaf("kept", kept=None)  # once in a form of a view with kernel.keeping.KeptForm
component("filter_bar", action="", label="")  # a search form on a band of its own
# Maps
component("map", src="", geo="", title="", level=2)  # content: the list that the map shows
leaf("region_map", prepare=region_map_props, title="", regions=())  # regions: shapes.MapRegion


leaf(
    "map_assets",
    prepare=lambda _props: {
        "tiles": settings.MAP_TILES_URL,
        "attribution": settings.MAP_TILES_ATTRIBUTION,
    },
    script="js/map.js",  # or js/places.js, for a map of single places
)  # once, in block scripts
leaf("htmx")  # once, in block scripts of a page that uses it
leaf("moments")  # once, in block scripts of a page with <time data-moment>
