"""A partner's list and map on other websites: on those allowed, on no others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.factories.partnership import member
from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Gemeente</title><link rel="icon" href="data:,">
</head><body><main><h1>Sociale economie in onze streek</h1>{code}</main></body></html>"""


@contextmanager
def website(code: str) -> Iterator[str]:
    """The address of somebody's own site with ``code`` pasted into its page, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(code=code).encode())

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    site = ThreadingHTTPServer(("localhost", 0), Handler)
    Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{site.server_port}"
    finally:
        site.shutdown()
        site.server_close()


def code_on(page: Page) -> str:
    """The code that the partner copies."""
    return page.get_by_label("Code to paste").input_value()


def test_a_region_is_shown_on_the_site_its_partner_allows_and_on_no_other(
    visit: Callable[..., Eyes],
) -> None:
    own = Partner.objects.get(slug="flemish-brabant")
    partner, reader = visit(member(Role.PARTNER_EDITOR, own)), visit()
    page = partner.page
    page.goto("/en/enterprises/desk/embeds/")
    assert partner.barriers() == []
    code = code_on(page)

    with website(code) as allowed, website(code) as other:
        page.get_by_label("Address of the site").fill(f"{allowed}/page/with/the-map.html?x=1")
        page.get_by_role("button", name="Allow this website").click()
        expect(page.locator(".embed-site")).to_contain_text(allowed)
        assert partner.barriers() == []

        page = reader.page
        page.goto(allowed)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_contain_text("Social enterprises")
        entries = frame.locator("li.place")
        assert entries.count() > 1
        expect(frame.get_by_text("Co-funded by the European Union")).to_be_visible()
        expect(frame.locator("canvas.maplibregl-canvas")).to_be_visible()
        assert (reader.barriers(page.frames[1]), reader.barriers()) == ([], [])
        assert reader.too_wide(page.frames[1]) == []
        assert reader.wrong == []
        with page.context.expect_page() as opened:
            entries.first.get_by_role("link").click()
        expect(opened.value.get_by_role("heading", level=1)).to_be_visible()

        page.goto(other)
        page.wait_for_load_state("networkidle")
        expect(frame.get_by_role("heading", level=1)).to_have_count(0)
        assert [one for one in reader.wrong if "frame-ancestors" not in one] == []
        assert len(reader.wrong) == 1
        reader.wrong.clear()

        page = partner.page
        page.get_by_role("button", name=f"Take away {allowed}").click()
        expect(page.get_by_role("main")).to_contain_text("No website is allowed yet")
        assert partner.barriers() == []


def test_nobody_else_allows_sites_for_a_region(visit: Callable[..., Eyes]) -> None:
    stranger = visit(member(Role.PARTNER_EDITOR, Partner.objects.get(slug="haskovo")))

    stranger.page.goto("/en/enterprises/desk/embeds/")

    expect(stranger.page.get_by_role("main")).not_to_contain_text("Flemish")
    expect(stranger.page.get_by_label("Code to paste")).to_have_count(1)
    assert "haskovo" in code_on(stranger.page)
    assert stranger.barriers() == []
