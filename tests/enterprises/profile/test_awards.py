"""Contracts an enterprise won, found by its number."""

from datetime import UTC, date
from datetime import datetime as moment
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings

from secon.enterprises.domain.awards import won
from secon.procurement.domain import importing
from secon.procurement.domain.importing import Order
from secon.procurement.enums import Stage
from secon.procurement.models import Notice, OrganisationNumber, Winner
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.procurement import (
    AwardFactory,
    LotFactory,
    NoticeFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db
KEY = "PL8790169021"
REAL = Path(settings.BASE_DIR).parent / "shared" / "data" / "ted" / "legacy.zip"


def win(key: str = KEY, *, day: date = date(2026, 1, 5), others: int = 0, **fields: object):
    notice = NoticeFactory(stage=Stage.RESULT, published=day)
    lot = LotFactory(notice=notice, stage=Stage.RESULT)
    award = AwardFactory(lot=lot)
    for number in range(others + 1):
        organisation = OrganisationFactory(
            notice=notice, index=number + 1, is_buyer=False, is_winner=True
        )
        Winner.objects.create(
            award=award,
            organisation=organisation,
            tender=1,
            **({"value": Decimal(1000), "currency": "PLN"} | fields),
        )
        if not number:
            OrganisationNumber.objects.create(organisation=organisation, key=key)
    OrganisationFactory(notice=notice, name="Gmina")
    return notice


def test_awards_of_the_number_come_newest_first_with_buyer_and_value():
    win(day=date(2025, 1, 5))
    newest = win(day=date(2026, 1, 5), others=1)
    win("PL0000000000")
    found = won(KEY, language="en")
    assert found.total == 2
    first = found.newest[0]
    assert (first.publication, first.buyer, first.value, first.currency, first.others) == (
        newest.publication,
        "Gmina",
        Decimal(1000),
        "PLN",
        1,
    )


def test_a_value_that_looks_wrong_is_unknown():
    win(value_doubtful=True)
    assert won(KEY, language="en").newest[0].value is None


def test_what_a_later_version_replaced_is_left_out():
    old, new = win(), win(day=date(2026, 2, 1))
    Notice.objects.filter(pk=old.pk).update(superseded_by=new)
    assert [award.publication for award in won(KEY, language="en").newest] == [new.publication]


def test_without_a_number_nobody_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert won("", language="en").newest == ()


@pytest.mark.parametrize("item_count", [1, 3])
def test_number_of_queries_does_not_grow_with_awards(item_count, django_assert_num_queries):
    for number in range(item_count):
        win(day=date(2026, 1, 1 + number))
    with django_assert_num_queries(5):
        assert len(won(KEY, language="en").newest) == item_count


def test_many_awards_are_counted_and_the_newest_shown():
    for number in range(12):
        win(day=date(2026, 1, 1 + number))
    found = won(KEY, language="en")
    assert (len(found.newest), found.total, found.more) == (10, 12, 2)


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/data/ted")
def test_a_real_notice_is_found_on_the_page_of_its_winner(client, tmp_path):
    with ZipFile(REAL) as archive:
        archive.extract("465007-2022.xml", tmp_path)
    now = moment(2026, 1, 5, tzinfo=UTC)
    importing.run(Order(paths=(tmp_path,), source="ted", jobs=1), now=now)
    enterprise = EnterpriseFactory(company_number="8790169021", number_key=KEY)
    answer = client.get(enterprise.get_absolute_url())
    found = {award.won.lot: award.won.value for award in answer.context["page"].awards}
    assert found == {
        "LOT-0002": Decimal("105690.00"),
        "LOT-0003": Decimal("686992.00"),
        "LOT-0004": Decimal("436505.00"),
    }
    assert "/en/tenders/465007-2022/" in answer.content.decode()
