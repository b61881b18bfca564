"""TED_EXPORT (R2.0.8, R2.0.9) to ``Notice``: coded data, then every language of the form.

A form has one element per language, each complete. The original gives the structure, the others
add their texts. Titles in ``TRANSLATION_SECTION`` are machine-made headings and stand in only
where the form has none.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from secon.procurement.formats import checks, values
from secon.procurement.formats.eforms_parties import Fields
from secon.procurement.formats.ted_export_defence import read_defence
from secon.procurement.formats.ted_export_forms import SECTIONS
from secon.procurement.formats.ted_export_kinds import FORM_TYPES, LIGHT, kind_of, stage_of
from secon.procurement.formats.ted_export_lots import lots_of
from secon.procurement.formats.ted_export_parts import Form, dispatch, local
from secon.procurement.formats.xml import Cursor, Element, FormatError, joined
from secon.procurement.notice import Change, Notice, Organisation, Place

ROOTS: Final = frozenset(
    f"{{{namespace}}}TED_EXPORT"
    for namespace in (
        "http://publications.europa.eu/resource/schema/ted/R2.0.8/publication",
        "http://publications.europa.eu/resource/schema/ted/R2.0.9/publication",
        "http://formex.publications.europa.eu/ted/schema/export/R2.0.9.S01.E01",
        "ted/R2.0.9.S02/publication",
    )
)
DIRECTIVES: Final = {
    "2009/81/EC": "32009L0081",
    "2014/23/EU": "32014L0023",
    "2014/24/EU": "32014L0024",
    "2014/25/EU": "32014L0025",
}
NATURES: Final = {"1": "works", "2": "supplies", "4": "services"}
CODED: Final = frozenset(
    {
        "DATE_PUB",
        "DS_DATE_DISPATCH",
        "TD_DOCUMENT_TYPE",
        "NC_CONTRACT_NATURE",
        "DIRECTIVE",
        "ISO_COUNTRY",
    }
)


class Coded:
    """What the Publications Office coded of a notice: the first of each, and the lists."""

    def __init__(self, section: Element) -> None:
        self.first: dict[str, str | None] = {}
        self.languages: list[str] = []
        self.places: dict[Place, None] = {}
        self.cpv: dict[str, None] = {}
        self.refers_to: dict[str, None] = {}
        for element in section.iter():
            self._take(local(element.tag), element)

    def _take(self, name: str, element: Element) -> None:
        if name in CODED:
            said = element.get("CODE") or element.get("VALUE") or values.clean(element.text)
            self.first.setdefault(name, said)
        elif name == "LG_ORIG":
            self.languages.append(values.language(element.text) or "und")
        elif name == "PERFORMANCE_NUTS":
            place = values.place(element.get("CODE"), None, None, None, None)
            if place is not None:
                self.places[place] = None
        elif name == "ORIGINAL_CPV" and (code := values.cpv(element.get("CODE"))):
            self.cpv[code] = None
        elif name == "REF_NOTICE":
            for before in map(values.reference, (child.text for child in element)):
                self.refers_to.update({before: None} if before else {})


def read(root: Element, source: str, cursor: Cursor) -> Notice:
    """The notice under a ``TED_EXPORT`` root; its number is the root's ``DOC_ID``."""
    sections = {local(child.tag): child for child in root}
    number = values.reference(root.get("DOC_ID")) or values.publication_in(source)
    if number is None:
        raise FormatError("no-identity", "/TED_EXPORT", "no DOC_ID")
    if "FORM_SECTION" not in sections:
        raise FormatError("no-form", "/TED_EXPORT", "no FORM_SECTION")
    cursor.at = sections.get("CODED_DATA_SECTION", root)
    coded = Coded(cursor.at)
    published = values.day(coded.first.get("DATE_PUB"))
    forms: list[Form] = []
    notice_id = None
    for element in sections["FORM_SECTION"]:
        cursor.at = element
        if local(element.tag) == "NOTICE_UUID":
            notice_id = values.clean(element.text)
        elif element.get("CATEGORY") in ("ORIGINAL", "TRANSLATION", None):
            forms.append(_form(element, coded, published))
    if not forms:
        raise FormatError("no-form", "/TED_EXPORT/FORM_SECTION", "no form")
    forms.sort(key=lambda form: _order(form, coded))
    original = forms[0]
    for other in forms[1:]:
        _add_language(original, other)
    if not original.fields.get("titles"):
        original.fields["titles"] = _headings(sections, original.language)
    version = root.get("VERSION") or original.fields.get("version") or "R2.0.8"
    return _notice(number, version, notice_id, forms, coded, published)


def _form(element: Element, coded: Coded, published: date | None) -> Form:
    name = local(element.tag)
    form = Form(
        values.language(element.get("LG")) or "und",
        values.nuts(coded.first.get("ISO_COUNTRY"))[1],
        published,
        name if name != "MOVE" else element.get("FORM") or name,
    )
    form.fields["code"] = (element.get("FORM") or name).removesuffix("_2014")
    form.fields["version"] = element.get("VERSION")
    for child in element:
        if local(child.tag) == "NOTICE":
            form.type = child.get("TYPE")
        elif local(child.tag) == "LEGAL_BASIS":
            form.fields["legal_basis"] = child.get("VALUE")
    if "DEFENCE" in name:
        read_defence(element, form)
    else:
        dispatch(element, form.fields, form, SECTIONS)
    return form


def _order(form: Form, coded: Coded) -> int:
    """Original languages first, in the order the notice names them."""
    known = form.language in coded.languages
    return coded.languages.index(form.language) if known else len(coded.languages)


def _add_language(original: Form, other: Form) -> None:
    """The texts of another language of the same form, lot by lot and criterion by criterion."""
    _merge(original.fields, other.fields)
    _merge(original.shared, other.shared)
    for lot, same in zip(original.lots, other.lots, strict=False):
        _merge(lot, same)
    mine, theirs = original.organisations.values(), other.organisations.values()
    if len(mine) == len(theirs):
        for body, same_body in zip(mine, theirs, strict=True):
            _merge_texts(body.names, same_body.names)


def _merge(mine: Fields, theirs: Fields) -> None:
    for key, value in theirs.items():
        if isinstance(value, dict):
            _merge_texts(mine.setdefault(key, {}), value)
        elif key == "criteria":
            for criterion, same in zip(mine.get(key, ()), value, strict=False):
                _merge_texts(criterion.names, same.names)


def _merge_texts(mine: object, theirs: object) -> None:
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for lang, text in theirs.items():
            mine.setdefault(lang, text)


def _headings(sections: dict[str, Element], language: str) -> dict[str, str]:
    """The heading of the notice in its own language, as last resort for a title."""
    section = sections.get("TRANSLATION_SECTION")
    for element in () if section is None else section.iter():
        if local(element.tag) == "ML_TI_DOC" and values.language(element.get("LG")) == language:
            for part in element:
                if local(part.tag) == "TI_TEXT":
                    return {language: joined(part)}
    return {}


def _notice(
    number: str,
    version: str,
    notice_id: str | None,
    forms: list[Form],
    coded: Coded,
    published: date | None,
) -> Notice:
    form = forms[0]
    made = form.fields
    stage = stage_of(coded.first.get("TD_DOCUMENT_TYPE"), made["code"])
    lots = lots_of(form, stage)
    refers_to = dict.fromkeys([*form.refers_to, *coded.refers_to])
    change = None
    if made["code"] in ("F14", "F20"):
        before = next(iter(refers_to), None)
        sections = tuple(made.get("change_sections", ()))
        change = Change(before, None, made.get("change_texts", {}), sections)
    languages = dict.fromkeys([*coded.languages, *(f.language for f in forms)])
    notice = Notice(
        publication=number,
        format=version,
        root=form.of,
        stage=stage,
        kind=kind_of(made["code"], form.type, stage),
        subtype=None,
        form="dir-awa-pre" if made["code"] == "F15" else FORM_TYPES.get(stage),
        published=published,
        issued=values.day(coded.first.get("DS_DATE_DISPATCH")),
        languages=tuple(languages),
        country=form.country,
        titles=made.get("titles", {}),
        descriptions=made.get("descriptions", {}),
        additional=made.get("additional", {}),
        notice_id=notice_id,
        procedure_kind=made.get("procedure_kind"),
        accelerated=made.get("accelerated"),
        legal_basis=made.get("legal_basis") or DIRECTIVES.get(coded.first.get("DIRECTIVE") or ""),
        light_regime=made["code"] in LIGHT,
        nature=made.get("nature") or NATURES.get(coded.first.get("NC_CONTRACT_NATURE") or ""),
        cpv=made.get("cpv") or tuple(coded.cpv),
        value=made.get("value"),
        places=tuple(coded.places),
        buyers=tuple(form.buyers),
        organisations=_organisations(form),
        lots=lots,
        change=change,
        refers_to=tuple(refers_to),
        total=made.get("total"),
        documents=made.get("documents"),
        withheld=tuple(form.withheld),
        warnings=tuple(form.warnings),
    )
    return checks.hundredfold(notice)


def _organisations(form: Form) -> tuple[Organisation, ...]:
    """The bodies named; legal type and activity are said of the first buyer."""
    kind, activity = form.fields.get("legal_type"), form.fields.get("activity")
    first = form.buyers[:1]
    return tuple(
        replace(body, legal_type=kind, activity=activity) if body.id in first else body
        for body in form.organisations.values()
    )
