"""Our own labels of 368 further lots, without their words: ``python -m benchmarks.more_labels FOLDER``.

``labels/more.jsonl`` names notice and lot, the kinds and uses that a reader found, and where in the
field each quote stands. The words are taken from ../shared/data/ted and written, with the labels,
to FOLDER/dev.jsonl and FOLDER/holdout.jsonl in the format of the given labels. The lines of the
holdout are to be scored only, never read while rules are made. Read once by a model of language, by
reading each text in its own language; the decisions are those of ../shared/data/labels/README.md.
"""

import hashlib
import json
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from secon.procurement.formats import read

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "benchmarks" / "labels" / "more.jsonl"
TED = ROOT.parent / "shared" / "data" / "ted"
TAGS = {
    "title": "TITLE LOT_TITLE TITLE_CONTRACT TITLE_DESIGN_CONTACT_NOTICE",
    "description": "SHORT_DESCR SHORT_CONTRACT_DESCRIPTION LOT_DESCRIPTION TOTAL_QUANTITY_OR_SCOPE"
    " ESSENTIAL_FEATURES",
    "conditions": "PERFORMANCE_CONDITIONS DEPOSIT_GUARANTEE_REQUIRED DEPOSITS_GUARANTEES_REQUIRED"
    " MAIN_FINANCING_CONDITION MAIN_FINANCING_CONDITIONS LEGAL_FORM OTHER_PARTICULAR_CONDITIONS"
    " EXISTENCE_OTHER_PARTICULAR_CONDITIONS SOCIAL_STANDARDS QS_SOCIAL_STANDARDS OBLIGATION"
    " PUBLIC_SERVICE_OBLIGATION",
    "participation": "PARTICULAR_PROFESSION SUITABILITY ECONOMIC_FINANCIAL_INFO"
    " ECONOMIC_FINANCIAL_MIN_LEVEL TECHNICAL_PROFESSIONAL_INFO TECHNICAL_PROFESSIONAL_MIN_LEVEL"
    " RULES_CRITERIA REFERENCE_TO_LAW CRITERIA_SELECTION CONDITIONS METHODS"
    " ECONOMIC_OPERATORS_PERSONAL_SITUATION F17_ECONOMIC_FINANCIAL_CAPACITY TECHNICAL_CAPACITY"
    " EAF_CAPACITY_INFORMATION T_CAPACITY_INFORMATION",
    "award": "AC_CRITERION CRITERIA_EVALUATION MAIN_FEATURES_AWARD CRITERIA",
    "additional": "INFO_ADD DETAILS_PAYMENT ADDITIONAL_INFORMATION OPTIONS_DESCR RENEWAL_DESCR"
    " D_JUSTIFICATION",
}
FIELD_OF = {tag: name for name, tags in TAGS.items() for tag in tags.split()}
SKIPPED = {"AWARD_CONTRACT", "MODIFICATIONS_CONTRACT", "CHANGES"}
LOTS = {"OBJECT_DESCR", "F17_ANNEX_B", "LOT_PRIOR_INFORMATION", "F01_ANNEX_B"}
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
PHONE = re.compile(r"(?:\+|\b00)\d[\d /()-]{7,}\d")
MOST = 3000
Fields = Mapping[str, str]


def digest(fields: Fields) -> str:
    """That the words are those the positions were measured in."""
    said = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def cleaned(text: str) -> str:
    """Without soft hyphens, addresses and telephones, cut as the given labels are."""
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("¬", ""))
    return PHONE.sub("[phone]", MAIL.sub("[mail]", text)).strip()[:MOST]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return (one for one in element.iter() if isinstance(one.tag, str))


def _words(element: etree._Element) -> str:
    parts = [one for one in _elements(element) if _name(one) == "P"] or [element]
    return "\n".join(" ".join("".join(one.itertext()).split()) for one in parts)


def older(data: bytes) -> Iterator[tuple[str, Fields]]:
    """Lot and fields of a TED_EXPORT notice."""
    forms = list(etree.fromstring(data).find(".//{*}FORM_SECTION"))
    form = next((one for one in forms if one.get("CATEGORY") == "ORIGINAL"), forms[0])
    lots = [one for one in _elements(form) if _name(one) in LOTS]
    for place, lot in enumerate(lots or [None]):
        got: dict[str, list[str]] = defaultdict(list)
        _walk(form, lot, lots, got)
        number = "1"
        if lot is not None:
            stated = lot.find("{*}LOT_NO")
            number = (
                (stated.text or "").strip()
                if stated is not None
                else lot.get("ITEM") or str(place + 1)
            )
        yield number or "1", {name: cleaned("\n".join(got[name])) for name in TAGS}


def _walk(
    element: etree._Element,
    lot: etree._Element | None,
    lots: list[etree._Element],
    got: dict[str, list[str]],
) -> None:
    for one in element:
        if not isinstance(one.tag, str) or _name(one) in SKIPPED:
            continue
        if one in lots and one is not lot:
            continue
        field = FIELD_OF.get(_name(one))
        if field and all(
            _name(below) in {"P", "FT"} for below in _elements(one) if below is not one
        ):
            if (text := _words(one)) and text not in got[field]:
                got[field].append(text)
        else:
            _walk(one, lot, lots, got)


def newer(data: bytes, name: str) -> Iterator[tuple[str, Fields]]:
    """Lot and fields of an eForms notice."""
    notice = read(data, source=name)
    language = notice.languages[0]

    def said(texts: Mapping[str, str]) -> str:
        return texts.get(language) or next(iter(texts.values()), "")

    def joined(*texts: Mapping[str, str]) -> str:
        return cleaned("\n".join(dict.fromkeys(filter(None, map(said, texts)))))

    for lot in notice.lots:
        award = [texts for one in lot.criteria for texts in (one.names, one.descriptions)]
        yield (
            lot.id,
            {
                "title": joined(notice.titles, lot.titles),
                "description": joined(notice.descriptions, lot.descriptions),
                "conditions": joined(lot.conditions, lot.strategic_texts),
                "participation": joined(lot.participation),
                "award": joined(*award),
                "additional": joined(notice.additional, lot.additional),
            },
        )


def fields_of(label: Mapping[str, str], older_ones: zipfile.ZipFile) -> Fields | None:
    """The words of a labelled lot; None where they are not those that were read."""
    name = label["notice"]
    found = (
        older(older_ones.read(name))
        if label["format"] == "legacy"
        else newer((TED / "eforms" / name).read_bytes(), name)
    )
    return next((fields for _lot, fields in found if digest(fields) == label["digest"]), None)


def main(folder: Path) -> None:
    """Write both sets; say how many lots could not be found again."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {"dev": [], "holdout": []}
    missing = 0
    with zipfile.ZipFile(TED / "legacy.zip") as older_ones:
        for label in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
            fields = fields_of(label, older_ones)
            if fields is None:
                missing += 1
                continue
            for one in label["clauses"]:
                one["quote"] = fields[one["field"]][one.pop("start") : one.pop("end")]
            lines[label.pop("set")].append(
                json.dumps(label | {"fields": fields}, ensure_ascii=False)
            )
    for name, own in lines.items():
        (folder / f"{name}.jsonl").write_text("\n".join(own) + "\n", encoding="utf-8")
        print(f"{name}: {len(own)} lots")
    print(f"not found again: {missing}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
