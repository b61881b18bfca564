"""The nine regions for readers: who works there, where it is, what is known and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.collation import sort_key
from secon.kernel.models import Text
from secon.partnership.domain.queries import RecordView
from secon.partnership.domain.territories import Territory, territories, territory_of
from secon.partnership.enums import Evidence, PartnerRole, RecordState, TerritoryUse
from secon.partnership.models import ActivityRecord, Partner, PartnerTerritory
from secon.places.domain import queries as places
from secon.places.domain.correspondence import Counterpart, to_2021, to_2024
from secon.places.domain.typology import Mix
from secon.policy.domain import queries as policies
from secon.policy.domain.queries import Addressed

MEETINGS = "stakeholder-meetings"


@dataclass(frozen=True, slots=True)
class Place:
    """A territory with its partner; ``partner`` is None before the partnership is loaded."""

    territory: Territory
    partner: Partner | None
    text: Text | None  # the partner's name
    region: Text | None  # the territory's

    @property
    def name(self) -> str:
        """The territory in the reader's language, else in English."""
        return (self.region and self.region["territory_name"]) or self.territory.name

    @property
    def name_language(self) -> str:
        """The language of the territory's name."""
        return self.region.language if self.region else "en"

    @property
    def partner_name(self) -> str:
        """The partner's name as the reader sees it; "" before the partnership is loaded."""
        return self.text["name"] if self.text else ""

    @property
    def text_language(self) -> str:
        """The language of the partner's name."""
        return self.text.language if self.text else "en"

    @property
    def website_host(self) -> str:
        """Whose website the partner's page is on."""
        return (urlsplit(self.partner.website).hostname or "") if self.partner else ""

    @property
    def own_name(self) -> str:
        """The territory's name in its own language, where that is another name."""
        own = self.partner.territory_name if self.partner else ""
        return own if own != self.name else ""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One NUTS code of a territory: its name, since which version, what it was or became."""

    row: PartnerTerritory
    name: str
    only_version: str
    counterparts: tuple[Counterpart, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known, or not sure, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is recorded of a region."""

    place: Place
    codes: list[CodeLine]
    kind: Mix
    instrument: Addressed | None
    done: list[RecordView]
    announced: list[RecordView]
    meetings_held: int
    meetings_planned: int | None
    gaps: list[Gap] = field(default_factory=list)


def listing(*, language: str) -> tuple[list[Place], list[Place]]:
    """The nine regions in the order of their names in ``language``, and those who advise them.

    Two queries.
    """
    partners = list(Partner.objects.published().in_language(language))
    known = {partner.slug: partner for partner in partners}
    places_ = [_place(each, known.get(each.slug), language) for each in territories()]
    advisers = [
        _place(Territory(each.slug, "", each.country, ()), each, language)
        for each in partners
        if each.role == PartnerRole.ADVISORY
    ]
    return sorted(places_, key=lambda place: sort_key(place.name, language)), advisers


def profile(slug: str, *, language: str) -> Profile | None:
    """Everything recorded of one region; None where no region has this slug."""
    territory = territory_of(slug)
    if territory is None:
        return None
    partner = (
        Partner.objects.published()
        .in_language(language)
        .prefetch_related("territories", "names")
        .filter(slug=slug)
        .first()
    )
    place = _place(territory, partner, language)
    records = _records(partner, language)
    done = [each for each in records if each.record.state == RecordState.DONE]
    held = [each.record.activity for each in done if each.record.activity.code == MEETINGS]
    found = Profile(
        place=place,
        codes=_code_lines(partner),
        kind=places.kind_of(*territory.codes),
        instrument=policies.addressed(partner.pk, language) if partner else None,
        done=done,
        announced=[each for each in records if each.record.state == RecordState.ANNOUNCED],
        meetings_held=len(held),
        meetings_planned=next((each.planned for each in held), None),
    )
    found.gaps.extend(_gaps(found))
    return found


def _place(territory: Territory, partner: Partner | None, language: str) -> Place:
    if partner is None:
        return Place(territory, None, None, None)
    texts = (partner.best(language, field) for field in ("name", "territory_name"))
    return Place(territory, partner, *texts)


def _records(partner: Partner | None, language: str) -> list[RecordView]:
    if partner is None:
        return []
    found = ActivityRecord.objects.in_language(language).filter(partner=partner)
    return [
        RecordView(each, each.best(language), None)
        for each in found.select_related("activity", "semester")
    ]


def _code_lines(partner: Partner | None) -> list[CodeLine]:
    rows = [
        row
        for row in (partner.territories.all() if partner else ())
        if row.use == TerritoryUse.TERRITORY
    ]
    names = places.names(row.code for row in rows)
    return [_code_line(row, names.get(row.code, "")) for row in rows]


def _code_line(row: PartnerTerritory, name: str) -> CodeLine:
    """The other version's codes, where a code exists in one version only."""
    only = row.versions[0] if len(row.versions) == 1 else ""
    others = {"2021": to_2024, "2024": to_2021}
    counterparts = others[only](row.code) if only in others else ()
    return CodeLine(row, name, only, tuple(each for each in counterparts if each.code != row.code))


def _gaps(profile: Profile) -> Iterable[Gap]:
    """What a reader may look for and not find."""
    partner = profile.place.partner
    if partner is None:
        yield Gap(_("The partner"), _("The partnership’s records are not loaded."))
        return
    if not partner.website:
        yield Gap(_("A page of the partner about the project"), _("None was found."))
    yield from _instrument_gaps(profile.instrument)
    if not profile.meetings_held:
        yield Gap(
            _("Meetings of the regional stakeholder group"),
            _("No page was found that says that one took place."),
        )
    unsure = sum(line.row.evidence == Evidence.TO_BE_CONFIRMED for line in profile.codes)
    if unsure:
        yield Gap(
            _("Whether these codes are the partner’s whole territory"),
            ngettext(
                "%(count)s code is to be confirmed by the partner.",
                "%(count)s codes are to be confirmed by the partner.",
                unsure,
            )
            % {"count": unsure},
        )
    for line in profile.codes:
        if line.row.caveat:
            yield Gap(
                _("Where %(code)s ends") % {"code": line.row.code}, line.row.get_caveat_display()
            )


def _instrument_gaps(instrument: Addressed | None) -> Iterable[Gap]:
    if instrument is None:
        yield Gap(
            _("The policy instrument the partner wants to improve"),
            _("It is not named on any public page we found."),
        )
        return
    if instrument.is_inferred:
        yield Gap(
            _("Whether the project addresses exactly this policy instrument"),
            _("It is inferred from public pages, not said on one."),
        )
    if not instrument.money:
        yield Gap(_("Which money stands behind the policy instrument"), _("It is not published."))
