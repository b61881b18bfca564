"""For the test suite: fast, closed to the network, SQLite unless DATABASE_URL says PostgreSQL."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from config.settings.base import *

SECRET_KEY = "test-only-not-a-secret"  # noqa: S105 -- production refuses to start with it
ALLOWED_HOSTS = ["*"]
SECON_LOCAL = True
SECON_REQUIRE_MFA = False  # tests of the second step ask for it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in CACHES}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
_codes = TemporaryDirectory(prefix="secon-codes-")  # gone when the process ends
SECON_CODES_DIR = Path(_codes.name)  # the shipped table is read unless a test publishes its own
SECON_DIRECTORY_DIR = SECON_CODES_DIR / "directory"
SECON_MATCHING_DIR = SECON_CODES_DIR / "matching"
STORAGES["evidence"]["OPTIONS"]["location"] = SECON_CODES_DIR / "evidence"
SECON_ARCHIVE = None  # tests that want one name a folder of their own
SECON_PORTS["mail"] = "secon.kernel.ports.MemoryMail"
if not os.environ.get("DATABASE_URL"):
    DATABASES = {"default": database_from_url("sqlite:///:memory:")}
