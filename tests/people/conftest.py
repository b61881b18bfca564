"""Letters sent in a test."""

import pytest
from django.core.mail import EmailMessage

from secon.kernel.ports import MemoryMail, get_port


@pytest.fixture
def letters() -> list[EmailMessage]:
    """What the memory port keeps, empty at first."""
    port = get_port("mail")
    assert isinstance(port, MemoryMail)
    port.sent.clear()
    return port.sent
