"""What tests of pages share."""

import pytest
from django.core.management import call_command

from secon.web.domain import page_tree
from tests.factories import procurement as tenders


@pytest.fixture
def trees(db):
    """The editorial trees of all languages."""
    page_tree.set_up()


@pytest.fixture
def partnership(db):
    """The partnership and its policies as their files have them."""
    call_command("load_partnership", verbosity=0)
    call_command("load_policies", verbosity=0)


@pytest.fixture
def imported(db):
    """A finished import, so that figures of tenders are known."""
    return tenders.ImportRunFactory()
