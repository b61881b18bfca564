"""People who edit the same record, each with a browser."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from secon.people.models import User


class Editor:
    """A person with a browser at one form."""

    def __init__(self, user: User, address: str) -> None:
        self.user, self.address = user, address
        self.client = Client()
        self.client.force_login(user)

    def open(self, query: str = "") -> dict[str, list[str]]:
        """Open the form; returns what the browser would send if nothing were typed."""
        self.page = self.client.get(self.address + query)
        return posted(self.page)

    def send(self, data):
        return self.client.post(self.address, data)


def posted(page) -> dict[str, list[str]]:
    """What a browser would send of the page's form."""
    html = page.content.decode()
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        attrs = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_chosen = attrs.get("type") not in {"checkbox", "radio"} or " checked" in tag
        if attrs.get("name") and attrs.get("type") != "file" and is_chosen:
            found.setdefault(attrs["name"], []).append(unescape(attrs.get("value", "")))
    for name, text in re.findall(
        r'<textarea name="([^"]*)"[^>]*>\r?\n?(.*?)</textarea>', html, re.DOTALL
    ):
        found[name] = [unescape(text)]
    for name, inside in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen or re.findall(r'<option value="([^"]*)"', inside)[:1]
    return found
