"""For the public: refuses to start without its own key, host and address."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *


def required(name: str, why: str) -> str:
    """The environment variable ``name``, or a refusal that says what it is for."""
    value = os.environ.get(name, "")
    if not value:
        message = f"Set {name}: {why}"
        raise ImproperlyConfigured(message)
    return value


DEBUG = False
SECON_LOCAL = False
SECRET_KEY = required("SECRET_KEY", "50 or more random characters, kept out of the repository.")
if len(SECRET_KEY) < 50 or "not-a-secret" in SECRET_KEY:
    message = "SECRET_KEY is too short or a default: make one of 50 or more random characters."
    raise ImproperlyConfigured(message)
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the host names served, separated by commas.").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('*')}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
# Limits count per reader: how many proxies of ours add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = int(os.environ.get("SECON_PROXIES", "1"))
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
