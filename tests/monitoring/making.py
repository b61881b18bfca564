"""Records for reports, and what a report says of them."""

from datetime import UTC, date, datetime
from typing import Any

from secon.kernel.paper.model import Block, Table, text_of
from secon.monitoring.domain.sections import material
from secon.monitoring.domain.sections.material import Material
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.models import InstrumentMoney, InstrumentTopic
from tests.factories.partnership import PartnerFactory, PartnerTerritoryFactory, member
from tests.factories.policy import (
    AssessmentFactory,
    FactorFactory,
    GroupMemberFactory,
    ImprovementFactory,
    InstrumentFactory,
    JointReviewFactory,
    ReviewerFactory,
    ReviewQuestionFactory,
    StakeholderGroupFactory,
)
from tests.factories.practices import PracticeFactory, TransferFactory

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def region(name: str = "Kraina", **values: Any):
    """A partner with a region of its own."""
    partner = PartnerFactory(territory_name=name, original_language="en", **values)
    PartnerTerritoryFactory(partner=partner)
    return partner


def lead() -> User:
    """Somebody who works for the lead partner."""
    found = Partner.objects.filter(role="lead").first() or PartnerFactory(role="lead")
    return member(Role.LEAD_PARTNER, found)


def everything(partner: Any) -> None:
    """One record of each kind in a region."""
    instrument = InstrumentFactory(
        partner=partner, addressed=True, sources={"name": ["https://example.org/named"]}
    )
    InstrumentMoney.objects.create(instrument=instrument, fund="esf", amount=1000)
    InstrumentTopic.objects.create(instrument=instrument, topic="funding")
    GroupMemberFactory(group=StakeholderGroupFactory(instrument=instrument))
    AssessmentFactory(factor=FactorFactory(partner=partner), strength=4)
    practice = PracticeFactory(published=True, partner=partner)
    TransferFactory(practice=practice, partner=partner)
    ImprovementFactory(instrument=instrument)
    review = JointReviewFactory(instrument=instrument, state="published", published_at=NOW)
    ReviewQuestionFactory(review=review, outcome="agreed")
    ReviewerFactory(review=review, submitted_at=NOW)


def loaded(*, language: str = "en", with_examples: bool = False) -> Material:
    """The records as a report reads them."""
    return material.load(language=language, today=date(2026, 11, 23), with_examples=with_examples)


def rows(blocks: tuple[Block, ...], key: str) -> list[list[str]]:
    """The cells of the table ``key`` as words."""
    (table,) = [one for one in blocks if isinstance(one, Table) and one.key == key]
    return [[text_of(cell.words) for cell in row.cells] for row in table.rows]
