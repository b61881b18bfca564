"""What stands in the database of the journeys: loaded by the commands a newcomer's machine runs."""

from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone

from secon.codes.domain import catalogue
from secon.enterprises.domain import changes, claims, storing, subscriptions, suggestions
from secon.enterprises.enums import ChangeKind, EvidenceKind, State
from secon.enterprises.examples import Draft, generate
from secon.enterprises.models import Change, Claim, Enterprise, Steward
from secon.partnership.domain import members
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.models import Factor, Instrument, JointReview
from secon.practices.enums import TransferState
from secon.practices.models import Practice, Transfer
from secon.procurement.domain import examples, importing
from secon.procurement.enums import SourceKind
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import UserFactory
from tests.functional.people import letter_to, path_in

HAND_WRITTEN = Path(__file__).resolve().parents[1] / "procurement" / "formats" / "fixtures"
PLACES = ("EL653", "ES431", "RO124", "PL913", "BG422", "LV006", "DE125", "BE242", "PT11A")
COPIES = 36
"""Enough open lots for two pages of a list."""
BUYERS = {"EL": "GRC", "ES": "ESP", "RO": "ROU", "PL": "POL", "BG": "BGR"}
BUYERS |= {"LV": "LVA", "DE": "DEU", "BE": "BEL", "PT": "PRT"}

COMMANDS = (
    "load_places",
    "load_gazetteer",
    "load_partnership",
    "load_policies",
    "load_practices",
    "load_review_library",
    "load_report",
    "setup_pages",
    "create_local_people",
    "load_example_practices",
    "load_example_review",
    "index_search",
)
EXAMPLES = 180
DESK = "flemish-brabant"
WORKER, OFFICE, READER = "worker@example.org", "office@example.org", "reader@example.org"
CATERERS = {"flemish-brabant": "Leuven", "peloponnese": "Καλαμάτα", "mazowieckie": "Radom"}
"""A town of each of these regions has verified caterers, whatever the other examples are."""
_ROUND, _TRIED, _A_TOWN = 11, 1_500, 3  # a seed of their own, examples looked through, caterers


def load(folder: Path) -> None:
    """Places, partnership, pages, policies, tenders, enterprises; ``folder`` is for the notices."""
    call_command("load_codes", str(catalogue.SHIPPED), verbosity=0, stdout=StringIO())
    for command in COMMANDS:
        call_command(command, verbosity=0, stdout=StringIO())
    _tenders(folder)
    call_command("load_example_enterprises", count=EXAMPLES, verbosity=0)
    for region, town in CATERERS.items():
        storing.store(drafts=caterers(region, town), now=timezone.now())
    _waiting(timezone.now())


def caterers(region: str, town: str) -> list[Draft]:
    """The first verified caterers of a town that the generator makes."""
    made = generate(_TRIED, seed=_ROUND + list(CATERERS).index(region), regions=(region,))
    found = [
        one
        for one in made
        if (one.trade, one.town, one.state) == ("catering", town, State.VERIFIED)
    ]
    assert len(found) >= _A_TOWN, f"{len(found)} caterers in {town}"
    return found[:_A_TOWN]


def entry() -> Enterprise:
    """A verified example with offers, the same in every run."""
    return _examples(State.VERIFIED).filter(town=CATERERS["flemish-brabant"])[0]


def keys() -> dict[str, object]:
    """What stands for the names in addresses of ``pages``."""
    shown, ended, kept = entry(), _examples(State.ENDED)[0], Steward.objects.get(user=worker())
    waiting = Change.objects.filter(enterprise__partner__slug=DESK)
    return {
        "pk": shown.pk,
        "entry": f"{shown.pk}/{shown.slug}",
        "ended": f"{ended.pk}/{ended.slug}",
        "kept": kept.enterprise_id,
        "new": waiting.filter(kind=ChangeKind.MISSING).earliest("pk").pk,
        "change": waiting.filter(kind=ChangeKind.CORRECTION).earliest("pk").pk,
        "claim": Claim.objects.earliest("pk").pk,
        "confirmation": path_in(letter_to(OFFICE)).rstrip("/").rpartition("/")[2],
        "subscription": path_in(letter_to(READER)).rstrip("/").rpartition("/")[2],
        **_of_policies(),
    }


def _of_policies() -> dict[str, object]:
    """What the example story and the published facts leave behind."""
    transfer = Transfer.objects.filter(is_example=True, state=TransferState.IN_INSTRUMENT).get()
    practice, own = transfer.practice, Instrument.objects.get(slug="people-made")
    instrument = Instrument.objects.get(slug="instrument-of-mazowieckie")
    return {
        "practice": f"{practice.pk}/{practice.slug}",
        "practice_pk": practice.pk,
        "drobin": f"{Practice.objects.get(slug='drobin').pk}/drobin",
        "transfer": transfer.pk,
        "improvement": transfer.improvement_id,
        "instrument": f"{instrument.pk}/{instrument.slug}",
        "own_instrument": own.pk,
        "factor": Factor.objects.filter(is_example=False).earliest("pk").pk,
        "own_factor": Factor.objects.filter(partner__slug=DESK).earliest("pk").pk,
        "review": JointReview.objects.published().latest("published_at").pk,
    }


def worker() -> User:
    """Who edits for ``DESK`` and speaks for an entry of Mazowieckie."""
    return User.objects.get(email=WORKER)


def _examples(state: State) -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(is_example=True, state=state).order_by("pk")


def _waiting(now: datetime) -> None:
    """Something of each kind on the desk of a region, in the hands of its editor, in the post."""
    person = UserFactory(email=WORKER)
    desk = Partner.objects.get(slug=DESK)
    members.grant(user=person, role=Role.PARTNER_EDITOR, partner=desk, by=None, now=now)
    listed = EnterpriseFactory(
        name="Buurtkeuken Diest",
        summary="Kookt voor scholen.",
        original_language="nl",
        partner=desk,
        country="BE",
        nuts="BE242",
        town="Diest",
        lon=5.05,
        lat=50.98,
    )
    said = {"town": "Diest-Centrum", "phone": "+32 13 20 20 20"}
    told: dict[str, Any] = {"note": "", "reply_to": "", "language": "nl", "now": now}
    suggestions.correct(enterprise=listed, content=said, **told)
    missing = {"name": "Buurtkeuken Halen", "summary": "Kookt.", "country": "BE", "town": "Diest"}
    suggestions.missing(content=missing, **told)
    claims.claim(
        enterprise=listed,
        by=UserFactory(),
        now=now,
        position="Manager",
        evidence_kind=EvidenceKind.WEBSITE,
        evidence="example.org/team",
    )
    kept = EnterpriseFactory(partner=Partner.objects.get(slug="mazowieckie"))
    Steward.objects.create(enterprise=kept, user=person, since=now)
    changes.propose(
        enterprise=kept, content={"phone": "+48 22 1"}, kind=ChangeKind.EDIT, by=person, now=now
    )
    EnterpriseFactory(email=OFFICE, listed_on=in_days(-400))
    call_command("remind_enterprises", verbosity=0, stdout=StringIO())
    subscriptions.ask(
        email=READER,
        query="sector=food",
        language="en",
        now=now,
        confirm_at=lambda _language, token: f"http://localhost/letters/{token}/",
    )


def _tenders(folder: Path) -> None:
    now = timezone.now()
    written = folder / "examples"
    written.mkdir()
    examples.write(written, today=timezone.localdate(now))
    copied = folder / "copies"
    copied.mkdir()
    copy(copied, source=written / "green-spaces.xml")
    order = importing.Order(
        paths=(HAND_WRITTEN, written, copied), source="journeys", kind=SourceKind.EXAMPLES, jobs=1
    )
    run = importing.run(order, now=now)
    assert run.problem_count == 0
    assert run.stored == COPIES + len([*HAND_WRITTEN.glob("*.xml"), *written.glob("*.xml")])


def copy(folder: Path, *, source: Path) -> None:
    """The example ``source`` many times, each with its own number, title and place."""
    text = source.read_text(encoding="utf-8")
    for index in range(COPIES):
        place = PLACES[index % len(PLACES)]
        number = 101 + index
        new = (
            text.replace("00000003-1900", f"{number:08}-1900")
            .replace("-000000000003", f"-{number:012}")
            .replace("green spaces", f"green spaces, part {index + 1:02}")
            .replace("ES431", place)
            .replace(">ESP<", f">{BUYERS[place[:2]]}<")
        )
        (folder / f"{number}.xml").write_text(new, encoding="utf-8")


def in_days(days: int) -> date:
    """The day ``days`` from today, as the examples count them."""
    return date.fromordinal(timezone.localdate().toordinal() + days)
