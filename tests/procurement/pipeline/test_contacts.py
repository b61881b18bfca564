"""Contact data of buyers is kept for its purpose, until its day."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from secon.procurement import tasks
from secon.procurement.domain import contacts, importing
from secon.procurement.domain.importing import Order
from secon.procurement.models import BuyerContact, Organisation
from tests.factories.procurement import BuyerContactFactory, OrganisationFactory
from tests.procurement.pipeline.build import call, files, result

pytestmark = pytest.mark.django_db


def run(path, *, now):
    importing.run(Order(paths=(path,), source="test", jobs=1), now=now)


def test_contact_of_a_buyer_is_kept_until_half_a_year_after_the_deadline(tmp_path):
    run(
        files({"a.xml": call(1, email="a@buyer.example")}, tmp_path),
        now=datetime(2023, 12, 1, tzinfo=UTC),
    )
    contact = BuyerContact.objects.get()
    assert (contact.email, contact.purpose) == ("a@buyer.example", "questions-about-the-call")
    assert contact.delete_after == date(2024, 6, 17)  # 180 days after 20 December 2023
    assert contact.organisation.name == "Example municipality"


def test_contact_whose_time_is_over_is_not_stored_at_all(tmp_path):
    run(
        files({"a.xml": call(1, email="a@buyer.example")}, tmp_path),
        now=datetime(2024, 6, 18, tzinfo=UTC),
    )
    assert not BuyerContact.objects.exists()
    assert Organisation.objects.exists()


def test_contacts_of_others_than_buyers_are_not_stored(tmp_path):
    data = result(2, published=date(2023, 12, 10)).replace(
        b"<efac:Company>",
        b"<efac:Company><cac:Contact><cbc:ElectronicMail>w@winner.example</cbc:ElectronicMail>"
        b"</cac:Contact>",
    )
    run(files({"a.xml": data}, tmp_path), now=datetime(2023, 12, 11, tzinfo=UTC))
    contacts_of = [contact.organisation.name for contact in BuyerContact.objects.all()]
    assert contacts_of == ["Example municipality"]


def test_forgetting_deletes_what_is_over_and_nothing_else():
    over = BuyerContactFactory(delete_after=date(2023, 12, 1))
    last_day = BuyerContactFactory(
        delete_after=date(2023, 12, 2), organisation=OrganisationFactory(index=1)
    )
    assert contacts.forget(today=date(2023, 12, 2)) == 1
    assert list(BuyerContact.objects.all()) == [last_day]
    assert Organisation.objects.filter(pk=over.pk).exists()


def test_command_counts_first_and_deletes_then(capsys):
    BuyerContactFactory(delete_after=date(2020, 1, 1))
    call_command("forget_contacts", "--dry-run")
    assert BuyerContact.objects.count() == 1
    call_command("forget_contacts")
    assert BuyerContact.objects.count() == 0
    assert capsys.readouterr().out == "1 contacts would be deleted\n1 contacts deleted\n"


def test_task_of_the_timetable_deletes_too():
    BuyerContactFactory(delete_after=date(2020, 1, 1))
    tasks.forget_contacts.enqueue()
    assert not BuyerContact.objects.exists()
