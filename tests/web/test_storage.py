"""Production's style sheet: one piece, hashed addresses, nothing lost."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import FileSystemStorage

from secon.web.storage import BundledStaticFilesStorage, in_one_piece

FILES = {
    "css/site.css": '@layer base, more;\n@import url("../fonts/f.css");\n'
    '@import url("base.css");\n@import url("../vendor/v.css") layer(more);\n',
    "css/base.css": '@layer base { a { background: url("../img/a.svg") url(data:image/svg+xml;x) } }',
    "fonts/f.css": "@font-face { src: url(f.woff2) format('woff2') }",
    "vendor/v.css": "b { color: red }",
    "fonts/f.woff2": "font",
    "img/a.svg": "<svg/>",
}


@pytest.fixture
def source(tmp_path: Path) -> FileSystemStorage:
    for name, text in FILES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return FileSystemStorage(tmp_path / "source")


def test_imports_are_written_out_in_order_with_their_layer(source: FileSystemStorage) -> None:
    sheet = in_one_piece("css/site.css", {name: (source, name) for name in FILES})
    assert "@import" not in sheet
    assert sheet.startswith("@layer base, more;\n@font-face")
    assert "@layer more {\nb { color: red }\n}" in sheet
    assert 'url("../fonts/f.woff2")' in sheet
    assert 'url("../img/a.svg") url(data:image/svg+xml;x)' in sheet


def test_collected_sheet_is_one_hashed_file_and_stays_so(
    source: FileSystemStorage, tmp_path: Path
) -> None:
    for _again in range(2):
        storage = BundledStaticFilesStorage(location=tmp_path / "root", base_url="/static/")
        for name in FILES:
            storage.delete(name)
            with source.open(name) as file:
                storage.save(name, file)
        results = list(storage.post_process({name: (source, name) for name in FILES}))
        assert not [result for result in results if isinstance(result[2], Exception)]
        [sheet] = (tmp_path / "root/css").glob("site.*.css")
        assert re.search(r"url\(\"../fonts/f\.[0-9a-f]{12}\.woff2\"\)", sheet.read_text())
        assert "color: red" in sheet.read_text()


def test_our_own_sheet_loses_no_rule() -> None:
    static = Path(settings.BASE_DIR, "secon/web/static")
    build = Path(settings.BASE_DIR, "build/static")
    ours, built = FileSystemStorage(static), FileSystemStorage(build)
    paths = {
        p.relative_to(static).as_posix(): (ours, p.relative_to(static).as_posix())
        for p in static.rglob("*.css")
    }
    paths |= {
        p.relative_to(build).as_posix(): (built, p.relative_to(build).as_posix())
        for p in build.rglob("*.css")
    }
    sheet = in_one_piece("css/site.css", paths)
    assert "@import" not in sheet
    for path in (static / "css").rglob("*.css"):
        if "@import" not in path.read_text():  # the lists: the pages' sheet and that of frames
            assert sheet.count(path.read_text().strip().splitlines()[-2].strip()) >= 1
    assert sheet.count("@font-face") == 5


def test_pages_link_the_sheet_by_its_own_name() -> None:
    assert StaticFilesStorage().url("css/site.css") == "/static/css/site.css"
