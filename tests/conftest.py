"""Fixtures that every test may use."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from secon.enterprises.domain import directory
from secon.practices.domain import catalogue_index
from tests import database

# Playwright runs its own event loop; Django's test helpers stay synchronous beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A migrated database for this process, copied from one that is kept."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), database.ready(f"{worker}_{os.getpid()}"):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing one test caches is seen by another."""
    cache.clear()


@pytest.fixture(autouse=True)
def _no_directory() -> None:
    """The index of one test's enterprises does not answer the next one, nor that of practices."""
    directory.forget()
    catalogue_index.forget()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The language one test's reader asked for is not the next one's."""
    with translation.override("en"):
        yield
