"""An invented story from a practice to money: what a newcomer sees of the platform's purpose.

Local settings only. Every record of it says that it is an example; the verbs are those of everyone,
so that the story shows what the platform really does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from secon.partnership.domain import local_people, members
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.domain import factors
from secon.policy.enums import Aspect, Effect, Fund, InstrumentKind, Level, ProofKind, Rural, Topic
from secon.policy.models import Factor, Instrument, InstrumentMoney
from secon.practices.domain import checklists, example_transfers, review, writing
from secon.practices.domain.review_steps import Finding, Judged
from secon.practices.enums import Criterion, Met, Step
from secon.practices.models import Practice, Transfer

PATH = Path(__file__).parents[1] / "data" / "example_practices.toml"
BEGAN = timedelta(days=400)
AUTHOR = "example-author@example.org"
STEP_ROLES = {
    Step.LEAD: Role.LEAD_PARTNER,
    Step.WEB: Role.WEB_ADMIN,
    Step.OFFICER: Role.POLICY_OFFICER,
    Step.EXPERT: Role.EXPERT,
}
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the story: the local sign-ins, and an author in the region of origin."""

    origin: Partner
    home: Partner
    elsewhere: Partner
    author: User
    editor: User

    def of(self, role: Role) -> User:
        """The local sign-in with a role."""
        return User.objects.get(email=f"{role.value.replace('_', '-')}@example.org")


@cache
def story() -> Table:
    """The story as shipped."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def load(*, now: datetime) -> Transfer:
    """Tell the whole story, unless it is there. Raises ``PermissionDenied`` and ``ValueError``."""
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    told = Transfer.objects.filter(is_example=True, improvement__isnull=False)
    kept: Transfer | None = told.first()
    if kept is not None:
        return kept
    with transaction.atomic():
        return _told(story(), now)


def _told(said: Table, now: datetime) -> Transfer:
    people = _cast(said, now)
    began = now - BEGAN
    instrument = _instrument(said["instrument"], people.home)
    barrier = _barrier(said["barrier"], people, instrument, began)
    practices = {row["key"]: _practice(row, people, barrier, began) for row in said["practices"]}
    for row in said["practices"]:
        _review(row, practices[row["key"]], people, began)
    whole = Practice.objects.get(pk=practices["whole"].pk)
    transfer = example_transfers.carry(
        whole, said, instrument, people.editor, people.of(Role.POLICY_OFFICER), now
    )
    lead = people.of(Role.LEAD_PARTNER)
    example_transfers.drop(whole, people.elsewhere, said["dropped"], lead, now)
    return transfer


def _cast(said: Table, now: datetime) -> Cast:
    partners = {one.slug: one for one in Partner.objects.all()}
    try:
        origin, home, elsewhere = (partners[said[key]] for key in ("origin", "home", "elsewhere"))
    except KeyError as error:
        message = "Load the partnership first: a practice belongs to a partner."
        raise ValueError(message) from error
    local_people.create(now=now)
    author = _author(origin, now)
    editor = User.objects.get(email="partner-editor@example.org")
    return Cast(origin, home, elsewhere, author, editor)


def _author(origin: Partner, now: datetime) -> User:
    """An example sign-in for the region of origin."""
    user = User.objects.filter(email=AUTHOR).first()
    if user is None:
        user = User.objects.create_user(AUTHOR, local_people.PASSWORD)
        EmailAddress.objects.create(user=user, email=AUTHOR, verified=True, primary=True)
        members.grant(user=user, role=Role.PARTNER_EDITOR, partner=origin, by=None, now=now)
    return User.objects.get(pk=user.pk)


def _instrument(said: Table, home: Partner) -> Instrument:
    """An example instrument that is there already, else one of our own."""
    every: Any = Instrument.objects.filter(is_example=True, partner=home)
    found: Instrument | None = every.order_by("pk").first()
    if found is None:
        found = Instrument.objects.create(
            slug=said["slug"],
            name=said["name"],
            summary=said["summary"],
            authority=said["authority"],
            original_language="en",
            level=Level.REGIONAL,
            kind=InstrumentKind.OWN_PROGRAMME,
            country=home.country,
            partner=home,
            is_example=True,
            live=True,
        )
        InstrumentMoney.objects.create(
            instrument=found, fund=Fund.REGIONAL, amount=Decimal(said["amount"])
        )
    return found


def _barrier(said: Table, people: Cast, instrument: Instrument, now: datetime) -> Factor:
    content = factors.Content(
        effect=Effect.BARRIER,
        aspect=Aspect.FINANCE,
        topic=Topic.FUNDING,
        level=Level.REGIONAL,
        rural=Rural.RURAL,
        title=said["title"],
        detail=said["detail"],
        original_language="en",
    )
    made = factors.propose(partner=people.home, content=content, by=people.editor, now=now)
    Factor.objects.filter(pk=made.pk).update(is_example=True)
    made.refresh_from_db()
    factors.link(factor=made, instrument=instrument, note=said["how"], by=people.editor, now=now)
    factors.publish(factor=made, by=people.editor)
    return Factor.objects.get(pk=made.pk)


def _practice(row: Table, people: Cast, barrier: Factor, now: datetime) -> Practice:
    """A draft of the story, marked as an example in its row and its versions."""
    at_home = row.get("region") == "home"
    by = people.editor if at_home else people.author
    content = _content(row, people.home if at_home else people.origin, barrier)
    made = writing.create(content=content, by=by, now=now)
    Practice.objects.filter(pk=made.pk).update(is_example=True)
    version = writing.newest(Practice.objects.get(pk=made.pk))
    version.is_example = True
    version.save_revision(user=by, clean=False)
    return Practice.objects.get(pk=made.pk)


def _content(row: Table, partner: Partner, barrier: Factor) -> writing.Content:
    texts = ("title", "summary", "description", "resources", "results", "difficulties", "transfer")
    plain = ("inspired", "organisation", "place", "starts", "cost_per")
    figures = [
        {"label": label, "number": Decimal(number), "unit": unit, "year": year}
        for label, number, unit, year in row.get("figures", ())
    ]
    proof = {
        "kind": ProofKind.REPORT,
        "title": "Example: yearly account",
        "language": "en",
        "note": "In the archive of this example",
    }
    answers = [{"factor_id": barrier.pk, "note": row["how"]}] if "how" in row else []
    return writing.Content(
        fields={
            "partner": partner,
            "country": partner.country,
            "original_language": "en",
            **{name: row[name] for name in (*texts, *plain) if name in row},
            "rural": Rural.RURAL,
            "public_intervention": "yes",
            "is_ongoing": "yes",
            "instrument_kind": InstrumentKind.OWN_PROGRAMME,
            "cost": Decimal(row["cost"]) if "cost" in row else None,
        },
        topics=[Topic.FUNDING, Topic.MARKETS],
        rows={"figures": figures, "proofs": [proof], "answers": answers},
        judged={one.value: (Met.YES.value, "") for one in Criterion},
    )


def _review(row: Table, practice: Practice, people: Cast, began: datetime) -> None:
    """Hand it in; then as far as the story goes."""
    by = people.editor if row.get("region") == "home" else people.author
    review.submit(practice=practice, by=by, now=began)
    if reason := row.get("declined"):
        finding = Finding(checked=(), reason=reason)
        lead = people.of(Role.LEAD_PARTNER)
        step = practice.steps.get(ended_at=None)
        review.decline(step=step, by=lead, now=began + timedelta(days=6), finding=finding)
    for number, (step_kind, said) in enumerate(zip(Step, row.get("found", ()), strict=False)):
        judged = tuple(Judged(one, Met.YES) for one in Criterion)
        review.pass_step(
            step=practice.steps.get(ended_at=None),
            by=people.of(STEP_ROLES[step_kind]),
            now=began + timedelta(days=8 * (number + 1)),
            finding=Finding(
                checked=checklists.DEFAULTS[step_kind],
                judged=judged if step_kind in (Step.LEAD, Step.EXPERT) else (),
                found=said,
                programme_number="EXAMPLE" if step_kind is Step.EXPERT else "",
            ),
        )
