"""What tests of joint reviews share."""

import pytest

from secon.kernel.ports import get_port


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Call it with a verb: the letters that left when its transaction was over."""

    def during(verb):
        box = get_port("mail").sent
        box.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb()
        return list(box)

    return during
