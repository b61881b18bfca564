"""The ``ui`` block tags: markup shared by every app, with a closed set of props each.

``{% button variant="primary" %}Save{% endbutton %}`` renders ``ui/button.html`` with its props and
``content``. A prop nobody declared is an error that lists the accepted ones.
"""

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = template.Library()


def component(name: str, /, **defaults: object) -> None:
    """Register ``{% name prop=… %}…{% endname %}``; ``defaults`` is the closed set of props."""

    def render(content: SafeString, **props: object) -> str:
        if unknown := props.keys() - defaults.keys():
            message = f"{{% {name} %}}: unknown {sorted(unknown)}, accepts {sorted(defaults)}"
            raise template.TemplateSyntaxError(message)
        return get_template(f"ui/{name}.html").render({**defaults, **props, "content": content})

    register.simple_block_tag(render, name=name)


component("button", variant="primary", type="submit", name="", value="")
component("link_button", href="", variant="primary")
component("chip", variant="neutral", href="", lang="")  # reserved social clause green neutral
component("note", variant="info", title="")  # info warning error success stale example
component("card", href="", title="", kicker="")
component("part", title="", lead="", level=2, id="")  # a titled part of a page
component("stat", value=None, href="", why="")  # None shows as unknown
component("empty", title="")
component("fact", term="", proof="")  # inside <dl class="facts">
component("field", field=None, hint="")  # a form field with label, hint and error
component("disclosure", title="", open=False)
