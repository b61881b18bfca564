"""Fixtures of the directory's tests."""

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage

from secon.kernel.ports import MemoryMail, get_port


@pytest.fixture
def letters() -> Iterator[list[EmailMessage]]:
    """What the platform sends, in order."""
    port = get_port("mail")
    assert isinstance(port, MemoryMail)
    port.sent.clear()
    yield port.sent
    port.sent.clear()
