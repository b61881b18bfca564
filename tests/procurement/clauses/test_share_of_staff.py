"""A share of the people who do the work, without a verb of employing. Sentences are made up."""

import pytest

from secon.procurement.clauses import find
from secon.procurement.clauses.found import Kind, Use

SENTENCES = {
    "bg": "Най-малко 30 % от лицата, които изпълняват поръчката, са хора с увреждания.",
    "de": "Mindestens 30 % der eingesetzten Personen sind Menschen mit Behinderung.",
    "el": "Τουλάχιστον το 30 % των εργαζομένων που εκτελούν τη σύμβαση είναι άτομα με αναπηρία.",
    "en": "At least 30 % of the people who do the work are workers with disabilities.",
    "es": "Al menos el 30 % de las personas que ejecuten el contrato serán personas con discapacidad.",
    "fr": "Au moins 30 % des personnes qui exécutent le marché sont des travailleurs handicapés.",
    "hu": "A munkát végzők legalább 30 %-a megváltozott munkaképességű munkavállaló.",
    "lv": "Vismaz 30 % no darbiniekiem, kas izpilda līgumu, ir personas ar invaliditāti.",
    "nl": "Minstens 30 % van de personen die het werk uitvoeren zijn kansarme werknemers.",
    "pl": "Co najmniej 30 % osób wykonujących zamówienie to osoby bezrobotne.",
    "pt": "Pelo menos 30 % das pessoas que executam o trabalho são trabalhadores com deficiência.",
    "ro": "Cel puțin 30 % dintre persoanele care execută lucrarea sunt lucrători cu dizabilități.",
}
OTHERS = {
    "en": "At least 30 % of the staff hold a certificate of the manufacturer.",
    "de": "Mindestens 30 % der Mitarbeiter haben eine abgeschlossene Ausbildung.",
    "es": "Al menos el 30 % de la plantilla tendrá el título de ingeniería.",
    "pl": "Co najmniej 30 % pracowników posiada uprawnienia budowlane.",
}


@pytest.mark.parametrize("field", ["conditions", "description", "award"])
@pytest.mark.parametrize("language", SENTENCES)
def test_a_share_of_staff_is_a_condition(language: str, field: str) -> None:
    found = find({field: SENTENCES[language]}, language)

    assert {(one.kind, one.binding) for one in found} == {(Kind.WORK_INTEGRATION, True)}


@pytest.mark.parametrize("language", OTHERS)
def test_a_share_of_staff_with_a_skill_is_none(language: str) -> None:
    found = find({"conditions": OTHERS[language]}, language)

    assert [one for one in found if one.use is not Use.MENTION] == []
