"""The shipped file, loaded once for tests that look at it."""

from datetime import UTC, datetime

import pytest

from secon.partnership.domain import loading

LOADED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def loaded(db) -> loading.Report:
    """The partnership as shipped."""
    return loading.load(now=LOADED_AT)
