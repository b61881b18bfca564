"""Fixtures of tests of profiles."""

import pytest


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Pictures of tests are gone with them."""
    settings.MEDIA_ROOT = tmp_path
