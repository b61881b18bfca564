"""The table that ships is whole in itself: every language, every parent, every need."""

from django.conf import settings

from secon.codes.domain.catalogue import SHIPPED, current
from secon.codes.domain.everyday import everyday
from secon.codes.domain.labels import all_labels, label, labels, list_head
from secon.codes.formats import read

LANGUAGES = {code for code, _ in settings.LANGUAGES}
LISTS = {one.id: one for one in read(SHIPPED.read_bytes(), source=SHIPPED.name)}


def test_every_shipped_code_has_a_label_in_every_language_but_one() -> None:
    missing = [
        (one.id, code.code)
        for one in LISTS.values()
        for code in one.codes
        if set(code.labels) != LANGUAGES
    ]

    assert missing == [("cpv", "34000000")]  # the published file has another code's labels there


def test_every_shipped_cpv_code_stands_below_a_division() -> None:
    codes = {code.code: code for code in LISTS["cpv"].codes}

    assert all(code.parent in codes for code in codes.values() if not code.code.endswith("000000"))
    assert len(LISTS["social-service-cpv"].codes) == 115


def test_every_need_has_phrases_in_every_language_and_a_shipped_code() -> None:
    codes = {code.code for code in LISTS["cpv"].codes}

    assert [need.name for need in everyday().needs if set(need.phrases) != LANGUAGES] == []
    assert [need.name for need in everyday().needs if need.codes[0] not in codes] == []
    assert set(everyday().noise) == LANGUAGES


def test_labels_fall_back_to_english_and_say_nothing_of_unknown_codes() -> None:
    assert current().folder is None
    assert label("reserved-procurement", "none", "el") == "Δεν παραχωρείται συμμετοχή."
    assert label("reserved-procurement", "none", "fi") == "Participation is not reserved."
    assert labels("reserved-procurement", ["none", "nonsense"], "en") == {
        "none": "Participation is not reserved."
    }
    assert label("no-such-list", "none", "en") is None


def test_all_labels_of_a_list_keep_its_order() -> None:
    assert list(all_labels("contract-nature", "de")) == [
        code.code for code in LISTS["contract-nature"].codes
    ]


def test_a_list_says_whether_it_is_whole() -> None:
    head = list_head("cpv")

    assert head is not None
    assert (head.complete, head.codes) == (False, len(LISTS["cpv"].codes))
    assert list_head("nothing") is None
