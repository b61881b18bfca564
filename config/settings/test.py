"""For the test suite: fast, closed to the network, SQLite unless DATABASE_URL says PostgreSQL."""

import os

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
SECON_CODES_DIR = VAR_DIR / "none"  # tests read the shipped table unless they publish their own
SECON_PORTS["mail"] = "secon.kernel.ports.MemoryMail"
if not os.environ.get("DATABASE_URL"):
    DATABASES = {"default": database_from_url("sqlite:///:memory:")}
