"""Five everyday needs asked in each of the eleven languages: do all find the same examples?

The examples are those of ``make run`` (400, in ten languages), searched in the directory's own
index without a database. A need's examples are those with an offer of that trade, whatever
language they write. Two things are counted for each question: how many of these are among the
answers, and how many stand in the first places, as many places as there are such examples. The
code finder reads what this machine has loaded, else the table that ships; the result says which.
"""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure
from secon.codes.domain import catalogue
from secon.enterprises.domain import directory
from secon.enterprises.domain.directory.building import build
from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.examples import DAY, Draft, entry_of, generate, regions
from secon.enterprises.examples.reading import trades

TABLE = Path(__file__).resolve().parent / "results" / "languages.md"
COUNT, SEED = 400, 1
MOST = 10_000  # more than there are: the whole answer is looked at
LANGUAGES = ("en", "el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg")
NEEDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "catering": (
        "Catering for a meeting",
        (
            "catering for a meeting",
            "κέτερινγκ για συνάντηση",
            "Catering für eine Besprechung",
            "catering voor een vergadering",
            "catering pentru o ședință",
            "catering megbeszélésre",
            "catering na spotkanie",
            "catering para uma reunião",
            "ēdināšana sanāksmei",
            "catering para una reunión",
            "кетъринг за среща",
        ),
    ),
    "garden": (
        "Garden upkeep",
        (
            "garden maintenance",
            "συντήρηση κήπων",
            "Gartenpflege",
            "tuinonderhoud",
            "întreținere grădini",
            "kertgondozás",
            "pielęgnacja ogrodu",
            "manutenção de jardins",
            "dārza kopšana",
            "mantenimiento de jardines",
            "поддръжка на градина",
        ),
    ),
    "cleaning": (
        "Cleaning",
        (
            "cleaning",
            "καθαριότητα",
            "Reinigung",
            "schoonmaak",
            "curățenie",
            "takarítás",
            "sprzątanie",
            "limpeza",
            "uzkopšana",
            "limpieza",
            "почистване",
        ),
    ),
    "bicycles": (
        "Bicycle repair",
        (
            "bicycle repair",
            "επισκευή ποδηλάτων",
            "Fahrradreparatur",
            "fietsherstelling",
            "reparații biciclete",
            "kerékpárjavítás",
            "naprawa rowerów",
            "reparação de bicicletas",
            "velosipēdu remonts",
            "reparación de bicicletas",
            "ремонт на велосипеди",
        ),
    ),
    "home_care": (
        "Care for older people",
        (
            "care for the elderly",
            "φροντίδα ηλικιωμένων",
            "Altenpflege",
            "ouderenzorg",
            "îngrijire bătrâni",
            "idősgondozás",
            "opieka nad seniorami",
            "apoio a idosos",
            "vecu cilvēku aprūpe",
            "cuidado de mayores",
            "грижа за възрастни хора",
        ),
    ),
}


OTHERWISE: dict[str, tuple[str, ...]] = {
    "catering": (
        "food for our conference",
        "φαγητό για το συνέδριό μας",
        "Essen für unsere Tagung",
        "eten voor onze studiedag",
        "mâncare pentru conferința noastră",
        "étel a konferenciánkra",
        "jedzenie na naszą konferencję",
        "comida para a nossa conferência",
        "ēdiens mūsu konferencei",
        "comida para nuestra jornada",
        "храна за нашата конференция",
    ),
    "garden": (
        "somebody to mow the lawn",
        "κάποιος να κουρέψει το γκαζόν",
        "jemand, der den Rasen mäht",
        "iemand om het gras te maaien",
        "cineva să tundă iarba",
        "valaki, aki füvet nyír",
        "ktoś do koszenia trawnika",
        "alguém para cortar a relva",
        "kāds, kas nopļauj zāli",
        "alguien que corte el césped",
        "някой да окоси тревата",
    ),
    "cleaning": (
        "cleaner for our office",
        "καθαρίστρια για το γραφείο μας",
        "Putzkraft für unser Büro",
        "poetshulp voor ons kantoor",
        "femeie de serviciu pentru birou",
        "takarítónő az irodánkba",
        "sprzątaczka do biura",
        "empregada de limpeza para o escritório",
        "apkopēja mūsu birojam",
        "limpiadora para la oficina",
        "чистачка за офиса",
    ),
    "bicycles": (
        "my bike is broken",
        "χάλασε το ποδήλατό μου",
        "mein Fahrrad ist kaputt",
        "mijn fiets is kapot",
        "mi s-a stricat bicicleta",
        "elromlott a biciklim",
        "zepsuł mi się rower",
        "a minha bicicleta avariou",
        "man salūza velosipēds",
        "se me ha roto la bici",
        "счупи ми се колелото",
    ),
    "home_care": (
        "help for my old mother at home",
        "βοήθεια για την ηλικιωμένη μητέρα μου στο σπίτι",
        "Hilfe für meine alte Mutter zu Hause",
        "hulp voor mijn oude moeder thuis",
        "ajutor pentru mama mea în vârstă",
        "segítség idős édesanyámnak otthon",
        "pomoc dla starszej mamy w domu",
        "ajuda para a minha mãe idosa em casa",
        "palīdzība manai vecajai mātei mājās",
        "ayuda para mi madre mayor en casa",
        "помощ за възрастната ми майка вкъщи",
    ),
}
"""The same needs as a person might put them. Written once; no word list was fitted to them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its answer: of ``wanted`` examples ``found`` are there, ``first`` in front."""

    need: str
    otherwise: bool
    language: str
    question: str
    wanted: int
    found: int
    first: int
    answers: int
    missed: tuple[str, ...] = ()  # original languages of the examples not found

    @property
    def all_found(self) -> bool:
        """Whether none of the need's examples is missing."""
        return self.found == self.wanted


def examples() -> list[Draft]:
    """Those that the directory shows."""
    drafts = generate(COUNT, seed=SEED, regions=regions())
    return [one for one in drafts if one.state in PUBLIC_STATES]


def offering(drafts: list[Draft], code: str) -> dict[int, Draft]:
    """The examples with an offer of a trade, by the key they are searched under."""
    own = set(next(one for one in trades() if one.code == code).cpv)
    return {
        pk: draft
        for pk, draft in enumerate(drafts, start=1)
        if any(offer.cpv in own for offer in draft.offers)
    }


def ask(searched: directory.Directory, language: str, question: str) -> list[int]:
    """Every answer, the best first."""
    asked = directory.Criteria(day=DAY, words=question, language=language)
    found = directory.all_pks(searched, asked)
    return found[:MOST]


def measure() -> list[Asked]:
    """Every need in every language."""
    drafts = examples()
    entries = (entry_of(draft, pk=pk) for pk, draft in enumerate(drafts, start=1))
    searched = directory.Directory((build(entries),))
    result = []
    for code, (_title, questions) in NEEDS.items():
        wanted = offering(drafts, code)
        for otherwise, asked in ((False, questions), (True, OTHERWISE[code])):
            for language, question in zip(LANGUAGES, asked, strict=True):
                answers = ask(searched, language, question)
                missed = wanted.keys() - set(answers)
                result.append(
                    Asked(
                        need=code,
                        otherwise=otherwise,
                        language=language,
                        question=question,
                        wanted=len(wanted),
                        found=len(wanted) - len(missed),
                        first=len(wanted.keys() & set(answers[: len(wanted)])),
                        answers=len(answers),
                        missed=tuple(sorted(wanted[pk].original_language for pk in missed)),
                    )
                )
    return result


def run() -> list[Figure]:
    """Measure, write the table, and return a figure for each need and for all."""
    asked = measure()
    codes = next(one for one in catalogue.current().heads.values() if one.id == "cpv")
    said = (
        f"all {codes.codes} CPV codes" if codes.complete else f"{codes.codes} CPV codes that ship"
    )
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table(asked, said), encoding="utf-8")
    figures = []
    for code, (title, _questions) in NEEDS.items():
        own = [one for one in asked if one.need == code and not one.otherwise]
        share = sum(one.all_found for one in own) / len(own)
        figures.append(
            Figure(
                f"{title}: languages that find all of them",
                round(share, 3),
                "share",
                "≥ 1.0",
                share >= 1,
                f"{own[0].wanted} examples; in the first places {in_front(own):.2f}; {said}",
            )
        )
    for name, otherwise in (("in front", False), ("in front, as a person puts it", True)):
        own = [one for one in asked if one.otherwise is otherwise]
        found = sum(one.found for one in own) / sum(one.wanted for one in own)
        note = f"found at all {found:.2f}; {said}"
        figures.append(Figure(f"Examples {name}", round(in_front(own), 3), "share", "", None, note))
    return figures


def in_front(asked: list[Asked]) -> float:
    """The share of the wanted examples that stand in the first places."""
    return sum(one.first for one in asked) / sum(one.wanted for one in asked)


def table(asked: list[Asked], said: str) -> str:
    """The committed table."""
    lines = [
        "# Five needs in eleven languages",
        "",
        "Written by `make bench ONLY=languages`; how it is measured is told in",
        f"`benchmarks/languages.py`. Searched: {len(examples())} listed examples in ten languages, with {said}.",
        "“Found” counts the examples that offer what is asked for; “first” those of them in the first",
        "places, as many places as there are such examples; “answers” is how long the whole answer is.",
    ]
    for otherwise, heading in ((False, "Asked by its name"), (True, "As a person might put it")):
        lines += ["", f"## {heading}"]
        for code, (title, _questions) in NEEDS.items():
            own = [one for one in asked if one.need == code and one.otherwise is otherwise]
            lines += ["", f"### {title}: {own[0].wanted} examples", "", *rows(own)]
    return "\n".join([*lines, ""])


def rows(asked: list[Asked]) -> list[str]:
    """One need's questions as a table."""
    return [
        "| language | asked | found | first | answers | not found, written in |",
        "|---|---|---|---|---|---|",
        *(
            f"| {one.language} | {one.question} | {one.found} of {one.wanted} "
            f"| {one.first} of {one.wanted} | {one.answers} "
            f"| {', '.join(dict.fromkeys(one.missed)) or '–'} |"
            for one in asked
        ),
    ]
