"""Settings of a worker started by ``manage.py``: real SMTP to a server of the test."""

import os

from config.settings.test import *  # noqa: TID251, F403 -- a settings module itself
from config.settings.test import SECON_PORTS  # noqa: TID251 -- likewise

SECON_PORTS = {**SECON_PORTS, "mail": "secon.kernel.ports.DjangoMail"}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("TEST_SMTP_PORT", "1"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = "secon@secon.example"
