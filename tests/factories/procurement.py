"""Stored notices and lots, small and open; traits per kind of lot."""

import zlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import factory
from factory.django import DjangoModelFactory

from secon.procurement import models
from secon.procurement.enums import SIGNAL_BITS, Rung, RunState, SignalKind, SourceKind, Stage
from secon.procurement.keys import child_key, notice_key

NOW = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)


class ImportRunFactory(DjangoModelFactory[models.ImportRun]):
    class Meta:
        model = models.ImportRun

    source = "day.tar.gz"
    source_kind = SourceKind.GIVEN
    state = RunState.DONE
    started_at = NOW
    finished_at = NOW + timedelta(seconds=5)


class RawPayloadFactory(DjangoModelFactory[models.RawPayload]):
    class Meta:
        model = models.RawPayload

    id = factory.Sequence(lambda n: n + 1)
    sha256 = factory.LazyAttribute(lambda o: sha256(str(o.id).encode()).hexdigest())
    data = factory.LazyAttribute(lambda o: zlib.compress(b"<notice/>"))
    size = 9
    fetched_at = NOW


class NoticeFactory(DjangoModelFactory[models.Notice]):
    """A call of a Greek municipality with one text; ``number`` and ``year`` make its key."""

    class Meta:
        model = models.Notice
        skip_postgeneration_save = True

    class Params:
        number = factory.Sequence(lambda n: 100_001 + n)
        year = 2023

    publication = factory.LazyAttribute(lambda o: f"{o.number}-{o.year}")
    id = factory.LazyAttribute(lambda o: notice_key(o.publication))
    stage = Stage.CALL
    kind = "cn-standard"
    subtype = "16"
    form = "competition"
    format = "eforms-sdk-1.10"
    root = "ContractNotice"
    published = date(2023, 11, 20)
    issued = date(2023, 11, 17)
    language = "el"
    languages = factory.LazyAttribute(lambda o: [o.language])
    country = "EL"
    procedure = factory.LazyAttribute(lambda o: f"procedure-{o.publication}")
    procedure_kind = "open"
    nature = "services"
    cpv = "90910000"
    lot_count = 1
    first_seen = NOW
    payload = factory.SubFactory(RawPayloadFactory)

    @factory.post_generation
    def texts(self, create: bool, extracted: dict[str, str] | None, **kwargs: Any) -> None:
        """``texts={"el": "Τίτλος"}``; by default one title in the notice's language."""
        titles = {self.language: f"Notice {self.publication}"} if extracted is None else extracted
        for language, title in titles.items():
            models.NoticeText.objects.create(notice=self, language=language, title=title)


class LotFactory(DjangoModelFactory[models.Lot]):
    """An open lot with a text, a place in the Peloponnese and a CPV code.

    ``places=("EL651",)``, ``texts={…}`` and ``codes=("90910000",)`` set what hangs on it.
    """

    class Meta:
        model = models.Lot
        skip_postgeneration_save = True

    class Params:
        index = 0
        social_objective = factory.Trait(
            social=True, signals=SIGNAL_BITS[SignalKind.SOCIAL_OBJECTIVE]
        )
        reserved_lot = factory.Trait(
            reserved=True, signals=SIGNAL_BITS[SignalKind.RESERVED_PARTICIPATION]
        )
        result = factory.Trait(
            stage=Stage.RESULT, deadline=None, deadline_day=None, open_until=None, deadline_kind=""
        )

    notice = factory.SubFactory(NoticeFactory)
    id = factory.LazyAttribute(lambda o: child_key(o.notice.id, o.index))
    ref = factory.LazyAttribute(lambda o: f"LOT-{o.index + 1:04}")
    kind = "lot"
    stage = factory.SelfAttribute("notice.stage")
    published = factory.SelfAttribute("notice.published")
    deadline = datetime(2023, 12, 20, 10, 0, tzinfo=UTC)
    deadline_kind = "tender"
    deadline_day = factory.LazyAttribute(lambda o: o.deadline and o.deadline.date())
    open_until = factory.SelfAttribute("deadline_day")
    nature = "services"
    cpv = "90910000"
    value = Decimal("100000.00")
    currency = "EUR"
    value_eur = factory.LazyAttribute(lambda o: o.value if o.currency == "EUR" else None)
    language = factory.SelfAttribute("notice.language")
    country = "EL"
    rung = Rung.LOT

    @factory.post_generation
    def texts(self, create: bool, extracted: dict[str, str] | None, **kwargs: Any) -> None:
        titles = {self.language: f"Lot {self.ref}"} if extracted is None else extracted
        for language, title in titles.items():
            models.LotText.objects.create(lot=self, language=language, title=title)

    @factory.post_generation
    def places(self, create: bool, extracted: tuple[str, ...] | None, **kwargs: Any) -> None:
        for code in ("EL651",) if extracted is None else extracted:
            models.LotPlace.objects.create(
                lot=self, nuts=code, said=code, how="exact", country=code[:2]
            )

    @factory.post_generation
    def codes(self, create: bool, extracted: tuple[str, ...] | None, **kwargs: Any) -> None:
        for place, code in enumerate((self.cpv,) if extracted is None else extracted):
            models.LotCpv.objects.create(lot=self, code=code, is_main=not place)

    @factory.post_generation
    def detail(self, create: bool, extracted: dict[str, Any] | None, **kwargs: Any) -> None:
        models.LotDetail.objects.create(lot=self, **(extracted or {}))


class LotSignalFactory(DjangoModelFactory[models.LotSignal]):
    class Meta:
        model = models.LotSignal

    lot = factory.SubFactory(LotFactory)
    kind = SignalKind.SOCIAL_OBJECTIVE
    code = "opp"
    field = "BT-775-Lot"
    strength = "coded"


class OrganisationFactory(DjangoModelFactory[models.Organisation]):
    class Meta:
        model = models.Organisation

    class Params:
        index = 0

    notice = factory.SubFactory(NoticeFactory)
    id = factory.LazyAttribute(lambda o: child_key(o.notice.id, o.index))
    ref = factory.LazyAttribute(lambda o: f"ORG-{o.index + 1:04}")
    is_buyer = True
    name = "Example municipality"
    names = factory.LazyAttribute(lambda o: {"en": o.name})
    nuts = "EL651"
    country = "EL"


class BuyerContactFactory(DjangoModelFactory[models.BuyerContact]):
    class Meta:
        model = models.BuyerContact

    organisation = factory.SubFactory(OrganisationFactory)
    name = "Contact of the example"
    email = "contact@buyer.example"
    phone = "+30 000"
    delete_after = date(2024, 12, 31)


class AwardFactory(DjangoModelFactory[models.Award]):
    class Meta:
        model = models.Award

    lot = factory.SubFactory(LotFactory, result=True)
    status = "selec-w"
    tenders_received = 3


class CriterionFactory(DjangoModelFactory[models.Criterion]):
    class Meta:
        model = models.Criterion

    lot = factory.SubFactory(LotFactory)
    kind = "quality"
    names = {"en": "Social concept"}
    weight = Decimal(40)
    weight_unit = "per-exa"
