"""Static files in production: the style sheet in one piece, everything hashed and compressed.

In development ``css/site.css`` is a list of imports, one file a component. On a slow line that is
twenty requests before the first word shows; ``collectstatic`` therefore writes it as one file.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import (  # type: ignore[import-untyped]  # ships no types
    CompressedManifestStaticFilesStorage,
)

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?;')
LOCAL_URL = re.compile(r"url\((['\"]?)(?!data:|#|/)([^'\")]+)\1\)")

Paths = dict[str, tuple[Storage, str]]


def text_of(name: str, paths: Paths) -> str:
    """The source of a static file; KeyError where nothing has collected it."""
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
    return content.decode()


def in_one_piece(name: str, paths: Paths) -> str:
    """The style sheet ``name`` with its imports written out and addresses relative to it."""
    folder = posixpath.dirname(name)

    def written_out(found: re.Match[str]) -> str:
        address, layer = found.groups()
        part = posixpath.normpath(posixpath.join(folder, address))
        own_folder = posixpath.dirname(part)

        def moved(url: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(own_folder, url[2]))
            return f'url("{posixpath.relpath(target, folder)}")'

        text = LOCAL_URL.sub(moved, text_of(part, paths))
        return f"@layer {layer} {{\n{text}\n}}" if layer else text

    return IMPORT.sub(written_out, text_of(name, paths))


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with the style sheet in one piece and modules that import by hash."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Write the one piece first, then hash and compress all files."""
        if SHEET in paths and not dry_run:
            sheet = in_one_piece(SHEET, paths)
            self.delete(SHEET)
            self.save(SHEET, ContentFile(sheet.encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
