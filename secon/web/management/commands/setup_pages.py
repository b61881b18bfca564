"""Make the editorial trees of all languages; run again and nothing changes."""

from typing import Any

from django.core.management.base import BaseCommand

from secon.web.domain import page_tree


class Command(BaseCommand):
    help = "Create locales, a home page, a news list and collections per language, and the site."

    def handle(self, *_args: Any, **_options: Any) -> None:
        made = page_tree.set_up() + page_tree.set_up_collections()
        self.stdout.write(f"Pages: {len(made)} made" if made else "Pages: all there")
