"""What tests of pages share."""

import pytest

from secon.web.domain import page_tree


@pytest.fixture
def trees(db):
    """The editorial trees of all languages."""
    page_tree.set_up()
