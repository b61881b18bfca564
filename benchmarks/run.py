"""Measure: ``python -m benchmarks.run [NAME …]`` runs benchmarks/NAME.py, or all of them.

Prints a table and writes one JSON line per figure to build/bench.jsonl. A figure that misses its
bar is printed as missed; the run itself never fails for it, because a busy machine is no fault.
"""

import dataclasses
import importlib
import json
import os
import platform
import sys
from pathlib import Path

import django

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "bench.jsonl"


def machine() -> str:
    """What the figures were measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.split(":", 1)[1].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        cpu = models[0] if models else cpu
    return f"{os.cpu_count()} × {cpu}, Python {platform.python_version()}"


def benches(only: list[str]) -> list[str]:
    """The names of the modules to run."""
    names = sorted(
        p.stem for p in HERE.glob("*.py") if "def run()" in p.read_text() and p.stem != "run"
    )
    if unknown := set(only) - set(names):
        sys.exit(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names)}")
    return only or names


def main() -> None:
    """Run, print, write."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    where = machine()
    OUT.parent.mkdir(exist_ok=True)
    print(where)
    with OUT.open("w", encoding="utf-8") as out:
        for name in benches(sys.argv[1:]):
            print(f"\n{name}", flush=True)
            for figure in importlib.import_module(f"benchmarks.{name}").run():
                out.write(
                    json.dumps(
                        dataclasses.asdict(figure) | {"bench": name, "machine": where},
                        ensure_ascii=False,
                    )
                    + "\n"
                )
                mark = {True: "holds", False: "MISSED", None: ""}[figure.holds]
                print(
                    f"  {figure.name:<58} {figure.figure:>12,.2f} {figure.unit:<10} {figure.bar:<10} {mark:<7} {figure.compared_with}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
