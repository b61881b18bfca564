"""What is seen while a reader walks: script errors, requests to other hosts, barriers, overflow."""

from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Frame, Locator, Page, Request, Response

PATIENCE = 20  # looks, 50 milliseconds apart
OURS = {"localhost", ""}  # no host: data: and blob:
# Without preload: axe would fetch our style sheets and put them inline, which our policy forbids.
# Colours that are still changing would be judged halfway.
RUN_AXE = """async () => {
  const ending = document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < Infinity);
  const late = new Promise(done => setTimeout(done, 1000));
  await Promise.race([Promise.allSettled(ending.map(a => a.finished)), late]);
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return found.violations.filter(v => ["serious", "critical"].includes(v.impact))
    .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(" ")).join(" | ")}`);
}"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const named = (e) => e.tagName.toLowerCase() + (e.className ? "." + e.className : "");
  return [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > room + 1 && !e.closest("svg"))
    .map(named).slice(0, 8).concat(`${document.documentElement.scrollWidth} of ${room}`);
}"""

FOCUS = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const name = (at.id || at.textContent || at.tagName).trim();
  return {name, ring, inside, shown: at !== document.body && ring && inside};
}"""


class Eyes:
    """Watches one page from its first request on; ``wrong`` is what should not have happened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.answers: list[Response] = []
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console at {self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in OURS and not request.url.startswith(
            ("data:", "blob:")
        ):
            self.wrong.append(f"foreign host: {request.url}")

    def _answered(self, answer: Response) -> None:
        self.answers.append(answer)

    def barriers(self, inside: Frame | None = None) -> list[str]:
        """What axe calls serious or critical on the page, or in a frame of it, as it stands."""
        place = inside or self.page
        if not place.evaluate("() => 'axe' in window"):
            place.evaluate(AXE_SCRIPT)
        found: list[str] = place.evaluate(RUN_AXE)
        return found

    def too_wide(self, inside: Frame | None = None) -> list[str]:
        """What makes the page, or a frame of it, scroll sideways, with its width; else empty."""
        found: list[str] = (inside or self.page).evaluate(TOO_WIDE)
        return found

    def focus(self) -> str:
        """What the keyboard is on, once it is certain that it can be seen there."""
        for _ in range(PATIENCE):  # the page may still be scrolling there
            found: dict[str, object] = self.page.evaluate(FOCUS)
            if found["shown"]:
                return str(found["name"])
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.page.url}: focus cannot be seen on {found}")

    def tab_to(self, goal: Locator, *, most: int = 120) -> None:
        """Press Tab until ``goal`` has the focus; what is passed on the way shows its focus too."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            self.focus()
            if goal.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError(f"{most} times Tab do not reach {goal}")
