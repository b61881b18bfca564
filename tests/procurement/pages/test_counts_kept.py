"""Remembered counts do not push out what else is remembered."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.core.cache import cache
from django.core.management import call_command

from secon.procurement.domain.criteria import Criteria
from secon.procurement.domain.queries import remembered

pytestmark = pytest.mark.django_db


def test_asking_for_many_lists_forgets_no_limit_on_sign_in(settings):
    settings.CACHES = import_module("config.settings.base").CACHES
    call_command("createcachetable")
    cache.set("allauth:rl:login_failed:somebody", [1.0])
    for days in range(310):  # a database cache holds 300 rows unless told otherwise
        asked = Criteria(on=date(2024, 1, 1) + timedelta(days))
        remembered(asked, 1, "count", lambda _asked: 7)
    assert cache.get("allauth:rl:login_failed:somebody") == [1.0]
