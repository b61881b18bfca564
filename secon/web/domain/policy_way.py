"""From practice to policy in one region: chains, and how much stands on each page about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from secon.kernel.models import Text
from secon.partnership.models import Partner
from secon.policy.domain import linked
from secon.policy.domain.linked import Chain, Standing
from secon.policy.enums import Effect, ImprovementState
from secon.policy.models import Factor, Improvement
from secon.practices.domain import transfer_queries
from secon.practices.domain.transfer_queries import Asked
from secon.practices.models import Practice

MOST_CHAINS = 3


@dataclass(frozen=True, slots=True)
class Improved:
    """A change of an instrument: ``text`` has its ``title``; an amount nobody stated is None."""

    text: Text
    href: str
    state: ImprovementState
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class PolicyWay:
    """What a region's page shows of practices and policies."""

    chains: tuple[Chain, ...]
    more_chains: int
    barriers: int
    enablers: int
    practices: int
    given: int  # own practices on their way elsewhere
    taken: int  # practices of others on their way here
    improvements: tuple[Improved, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on record yet."""
        counts = (self.barriers, self.enablers, self.practices, self.given, self.taken)
        return not (any(counts) or self.improvements or self.chains)


def reached(chain: Chain) -> int:
    """How many links of a chain are reached."""
    return sum(one.standing is Standing.DONE for one in chain.links)


def of_partner(partner: Partner, language: str) -> PolicyWay:
    """Everything about one region: a fixed number of queries."""
    found = linked.chains(language, partner={partner.pk})
    chains = sorted(found, key=lambda one: -reached(one))
    factors = Factor.objects.published().filter(partner=partner)
    effects = list(factors.order_by().values_list("effect", flat=True))
    improved = Improvement.objects.public().filter(instrument__partner=partner)
    return PolicyWay(
        chains=tuple(chains[:MOST_CHAINS]),
        more_chains=max(0, len(chains) - MOST_CHAINS),
        barriers=effects.count(Effect.BARRIER),
        enablers=effects.count(Effect.ENABLER),
        practices=Practice.objects.published().filter(partner=partner).count(),
        given=transfer_queries.listed(Asked(origin=partner.slug)).count(),
        taken=transfer_queries.listed(Asked(target=partner.slug)).count(),
        improvements=tuple(
            Improved(
                text=one.best(language, "title"),
                href=one.get_absolute_url(),
                state=ImprovementState(one.state),
                amount=one.amount,
                currency=one.currency,
            )
            for one in improved.in_language(language)
        ),
    )
