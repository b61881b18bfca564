"""Chains from practice to money as stored: for pages of any record on their way, and as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from secon.kernel.models import Text, rows_for
from secon.partnership.models import Partner
from secon.places.countries import country_name
from secon.policy.domain.linked import Chain
from secon.policy.enums import ImprovementState
from secon.policy.models import Improvement, Instrument
from secon.practices.domain import chaining
from secon.practices.domain.chaining import Change, Move, Origin, Shown, Way
from secon.practices.enums import PUBLIC_STATES, TransferState
from secon.practices.models import Practice, Transfer, TransferProof

Keys = Mapping[str, Collection[int]]
PUBLIC = Q(practice__live=True, practice__state__in=PUBLIC_STATES)


def chains_of(language: str, keys: Keys) -> tuple[Chain, ...]:
    """Chains that touch the records named; registered with ``policy.domain.linked``.

    Transfers of published practices, then improvements that none of these led to.
    """
    transfers = load(Transfer.objects.filter(PUBLIC, _touching(keys)), language)
    own = improvements(Improvement.objects.filter(_improved(keys)), language)
    return (
        *(chain_of(one, language) for one in transfers),
        *(chain_without_practice(one, language) for one in own),
    )


def load(found: Any, language: str) -> list[Transfer]:
    """Transfers with everything a chain shows: fourteen queries at most, however many."""
    related = found.select_related(
        "practice__partner", "partner", "instrument", "improvement__instrument"
    )
    return list(
        related.prefetch_related(
            rows_for(Transfer, language),
            rows_for(Practice, language, "practice__translations"),
            rows_for(Partner, language, "practice__partner__translations"),
            rows_for(Partner, language, "partner__translations"),
            rows_for(Instrument, language, "instrument__translations"),
            rows_for(Improvement, language, "improvement__translations"),
            "moves",
            "tasks",
            "contexts",
            "proofs",
            "practice__proofs",
            "improvement__proofs",
        )
    )


def improvements(found: Any, language: str) -> list[Improvement]:
    """Public improvements that no public transfer led to: five queries at most."""
    led = Transfer.objects.filter(improvement=OuterRef("pk"))
    return list(
        found.public()
        .annotate(has_public=Exists(led.filter(PUBLIC)), has_hidden=Exists(led.exclude(PUBLIC)))
        .filter(has_public=False)
        .select_related("instrument__partner")
        .prefetch_related(
            rows_for(Improvement, language),
            rows_for(Instrument, language, "instrument__translations"),
            rows_for(Partner, language, "instrument__partner__translations"),
            "proofs",
        )
    )


def chain_of(transfer: Transfer, language: str) -> Chain:
    """The chain of a transfer loaded by ``load``."""
    practice = transfer.practice
    return Chain(
        key=f"transfer-{transfer.pk}",
        title=practice.best(language, "title"),
        href=transfer.get_absolute_url(),
        origin=practice.partner.best(language, "territory_name"),
        target=transfer.partner.best(language, "territory_name"),
        links=chaining.links(
            origin_of(practice),
            way_of(transfer, language),
            change_of(transfer.improvement, language),
            aim_of(transfer, language),
        ),
        is_example=transfer.is_example,
    )


def chain_without_practice(improvement: Any, language: str) -> Chain:
    """The chain of an improvement loaded by ``improvements``."""
    change = change_of(improvement, language)
    assert change is not None  # noqa: S101 -- its instrument is public
    return Chain(
        key=f"improvement-{improvement.pk}",
        title=change.title,
        href=change.href,
        origin=None,
        target=region_of(improvement.instrument, language),
        links=chaining.links_without_practice(change, is_hidden=improvement.has_hidden),
        is_example=improvement.is_example,
    )


def region_of(instrument: Instrument, language: str) -> Text:
    """Where an instrument acts: its partner's region, or the whole country."""
    partner = instrument.partner
    if partner is not None and partner.territory_name:
        return partner.best(language, "territory_name")
    country = country_name(instrument.country, language)
    return Text({"territory_name": country}, language, language, None)


def origin_of(practice: Practice) -> Origin:
    """The practice at the beginning of a chain."""
    proof = next((one for one in practice.proofs.all() if one.url), None)
    evidence = None if proof is None else Shown(proof.url, proof.title, proof.language)
    return Origin(practice.starts, practice.ends, evidence)


def way_of(transfer: Transfer, language: str) -> Way:
    """The transfer between them."""
    tasks = list(transfer.tasks.all())
    proofs = list(transfer.proofs.all())
    dropped = transfer.state == TransferState.DROPPED
    return Way(
        state=TransferState(transfer.state),
        moves=tuple(
            Move(TransferState(one.state), one.happened_on) for one in transfer.moves.all()
        ),
        tasks=len(tasks),
        tasks_done=sum(one.done_on is not None for one in tasks),
        is_planned=bool(tasks or transfer.changes or transfer.decides or transfer.law),
        why_dropped=transfer.best(language, "dropped_because") if dropped else None,
        visit=_latest(proofs, TransferState.VISIT),
        plan=_latest(proofs, TransferState.ADAPTED) or _latest(proofs, TransferState.PLAN),
        href=transfer.get_absolute_url(),
    )


def change_of(improvement: Improvement | None, language: str) -> Change | None:
    """The change at its end; None where there is none, or its instrument is not public."""
    if improvement is None or not improvement.instrument.live:
        return None
    page = improvement.get_absolute_url()
    proof = next(iter(improvement.proofs.all()), None)
    evidence = None if proof is None else Shown(proof.url or page, proof.title, proof.language)
    return Change(
        state=ImprovementState(improvement.state),
        title=improvement.best(language, "title"),
        href=page,
        on=improvement.happened_on,
        amount=improvement.amount,
        currency=improvement.currency,
        evidence=evidence,
    )


def aim_of(transfer: Transfer, language: str) -> Text | None:
    """The name of the instrument it shall change, where that is public."""
    instrument = transfer.instrument
    if instrument is None or not instrument.live:
        return None
    return instrument.best(language, "name")


def proof_address(proof: TransferProof) -> str:
    """Where a piece of evidence can be seen: elsewhere, in its file, or in the list of the page."""
    if proof.url:
        return proof.url
    if proof.file:
        return reverse("practices:transfer_file", args=[proof.pk])
    return f"{reverse('practices:transfer', args=[proof.transfer_id])}#evidence"


def _latest(proofs: Iterable[TransferProof], state: TransferState) -> Shown | None:
    found = [one for one in proofs if one.state == state]
    if not found:
        return None
    return Shown(proof_address(found[-1]), found[-1].title, found[-1].language)


def _touching(keys: Keys) -> Q:
    """Transfers from, to or over the records named; nothing named, nothing found."""
    partners, instruments = keys.get("partner", ()), keys.get("instrument", ())
    return (
        Q(practice__in=keys.get("practice", ()))
        | Q(partner__in=partners)
        | Q(practice__partner__in=partners)
        | Q(instrument__in=instruments)
        | Q(improvement__instrument__in=instruments)
        | Q(improvement__in=keys.get("improvement", ()))
    )


def _improved(keys: Keys) -> Q:
    return (
        Q(pk__in=keys.get("improvement", ()))
        | Q(instrument__in=keys.get("instrument", ()))
        | Q(instrument__partner__in=keys.get("partner", ()))
    )
