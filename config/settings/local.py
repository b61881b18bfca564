"""For a person at their own machine: SQLite, mail on the console, examples allowed."""

from config.settings.base import *

DEBUG = True
SECRET_KEY = "local-only-not-a-secret"  # noqa: S105 -- production refuses to start with it
ALLOWED_HOSTS = ["*"]
SECON_LOCAL = True
SECON_REQUIRE_MFA = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
SECON_LISTS_START_ON_BUSIEST_DAY = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in CACHES}
VAR_DIR.mkdir(exist_ok=True)
