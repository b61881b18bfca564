"""Write the table of codes that ships with the project anew, from the publishers' lists."""

import tomllib
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from secon.codes import sources
from secon.codes.domain.catalogue import SHIPPED
from secon.codes.formats import CodeListError, ParsedList, read
from secon.codes.formats.shape import with_cpv_parents
from secon.codes.formats.table import write
from secon.codes.rules import CPV, subtree_prefix

SELECTION = SHIPPED.with_name("social_selection.toml")
ABOUT = {
    "what": "Codes that matter to the social economy, so that the platform works without downloads.",
    "made_by": "manage.py make_social_table, which reads social_selection.toml",
    "sources": "CPV: Regulation (EC) No 213/2008. Other lists: EU Vocabularies and eForms SDK,"
    " Publications Office of the European Union.",
    "licence": "Labels of the EU code lists: CC BY 4.0, (c) European Union. CPV labels: legal text"
    " of the Union, free to reuse (Commission Decision 2011/833/EU). Selected and rearranged.",
}


class Command(BaseCommand):
    help = "Write secon/codes/data/social_codes.json from the publishers' code lists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("where", metavar="FILE|FOLDER|URL")

    def handle(self, *_args: Any, where: str, **_options: Any) -> None:
        chosen = tomllib.loads(SELECTION.read_text(encoding="utf-8"))
        try:
            lists = {
                one.id: one
                for name, data in sources.files(where)
                for one in read(data, source=name)
            }
            tailored = [lists[name] for name in chosen["tailored"]]
            cpv = self._chosen_cpv(lists[CPV], chosen, tailored)
            others = [lists[name] for name in chosen["lists"]]
        except CodeListError as error:
            raise CommandError(str(error)) from error
        except KeyError as error:
            message = f"{where} has no list {error}"
            raise CommandError(message) from error
        text = write(
            [cpv, *tailored, *others],
            languages=[code for code, _ in settings.LANGUAGES],
            about=ABOUT,
            subsets=chosen["tailored"],
        )
        SHIPPED.write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(cpv.codes)} CPV codes and {len(others)} lists in {SHIPPED.name}")

    def _chosen_cpv(
        self, cpv: ParsedList, chosen: dict[str, list[str]], tailored: list[ParsedList]
    ) -> ParsedList:
        """The codes named, those below the subtrees, those of tailored lists, and all above them."""
        wanted = {*chosen["codes"], *(code.code for one in tailored for code in one.codes)}
        stems = tuple(subtree_prefix(code) for code in chosen["subtrees"])
        above = {code.code: code.parent for code in cpv.codes}
        if missing := (wanted | {*chosen["subtrees"]}) - above.keys():
            message = f"CPV has no {sorted(missing)}"
            raise CommandError(message)
        for code in [*wanted, *(code for code in above if code.startswith(stems))]:
            step: str | None = code
            while step:
                wanted.add(step)
                step = above[step]
        rows = with_cpv_parents(code for code in cpv.codes if code.code in wanted)
        return replace(cpv, codes=rows, complete=False, source="Regulation (EC) No 213/2008")
