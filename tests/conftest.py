"""Fixtures that every test may use."""

import os

import pytest
from django.core.cache import cache

# Playwright runs its own event loop; Django's test helpers stay synchronous beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing one test caches is seen by another."""
    cache.clear()
