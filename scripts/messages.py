"""Message files: compile them (no gettext needed), collect new strings, or check that none is missing.

usage: messages.py compile | collect | check
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "secon" / "locale"
LANGUAGES = ("el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg")


def compile_all() -> None:
    """Write a ``.mo`` beside each ``.po``."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


def collect(locale: Path = LOCALE) -> None:
    """Bring the message files under ``locale`` up to the strings in the code."""
    if not shutil.which("xgettext"):
        sys.exit("Collecting messages needs gettext: apt-get install gettext")
    for language in LANGUAGES:
        (locale / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    options = [
        "--no-location",
        "--no-wrap",
        "--no-obsolete",
        "--ignore=build",
        "--ignore=node_modules",
    ]
    options += [f"--locale={language}" for language in LANGUAGES]
    source = locale.parent
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "makemessages", "--verbosity=0", *options],
        cwd=source,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    for path in locale.glob("*/LC_MESSAGES/*.po"):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        kept = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
        catalogue.header = f"SECON's interface in {path.parts[-3]}."
        catalogue.metadata = {"Language": path.parts[-3]} | {k: catalogue.metadata[k] for k in kept}
        catalogue.metadata_is_fuzzy = False
        for entry in catalogue:
            if entry.fuzzy:  # a guess by msgmerge is no translation
                entry.msgstr = ""
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
                entry.flags.remove("fuzzy")
                entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
        catalogue.save(str(path))


def check() -> None:
    """Fail where a string in the code is not in the message files, or the other way round."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "secon"
        ignore = shutil.ignore_patterns("*.mo", "__pycache__", "static")
        shutil.copytree(ROOT / "secon", copy, ignore=ignore)
        collect(copy / "locale")
        wrong = [
            f"{language}: {sign} {key[1][:90]!r}"
            for language in LANGUAGES
            for sign, key in difference(LOCALE, copy / "locale", language)
        ]
    if wrong:
        print("\n".join(wrong[:40]))
        sys.exit(f"Message files are out of step in {len(wrong)} places: make messages")


def difference(ours: Path, fresh: Path, language: str) -> list[tuple[str, tuple[str | None, str]]]:
    """Strings missing from (+) or no longer needed in (-) the message file of ``language``."""

    def keys(base: Path) -> set[tuple[str | None, str]]:
        path = base / language / "LC_MESSAGES" / "django.po"
        return {(e.msgctxt, e.msgid) for e in polib.pofile(str(path))} if path.exists() else set()

    old, new = keys(ours), keys(fresh)
    return [("+", key) for key in sorted(new - old, key=str)] + [
        ("-", key) for key in sorted(old - new, key=str)
    ]


if __name__ == "__main__":
    verbs = {"compile": compile_all, "collect": collect, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    verbs[sys.argv[1]]()
