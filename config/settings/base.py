"""What every environment shares. Anything a deployment may change comes from the environment."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("SECON_VAR", BASE_DIR / "var"))


def database_from_url(url: str) -> dict[str, object]:
    """``sqlite:///PATH`` or ``postgres://USER:PASSWORD@HOST:PORT/NAME`` as Django's setting."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:],
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                    "PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;"
                    "PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"DATABASE_URL: cannot use {parts.scheme!r}, write sqlite:/// or postgres://"
        raise ValueError(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


DATABASES = {
    "default": database_from_url(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'secon.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "secon.web",
    "secon.monitoring",
    "secon.opportunities",
    "secon.practices",
    "secon.policy",
    "secon.enterprises",
    "secon.procurement",
    "secon.partnership",
    "secon.people",
    "secon.codes",
    "secon.places",
    "secon.kernel",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "secon.web.middleware.PermissionsPolicyMiddleware",
    "secon.web.middleware.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "secon.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "secon.people.middleware.StaffGateMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["secon.kernel.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "secon.web.context.site",
            ],
        },
    }
]

# Languages: the address says which; codes are ISO 639-1.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("el", "Ελληνικά"),
    ("de", "Deutsch"),
    ("nl", "Nederlands"),
    ("ro", "Română"),
    ("hu", "Magyar"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("lv", "Latviešu"),
    ("es", "Español"),
    ("bg", "Български"),
]
FORMAT_MODULE_PATH = "config.formats"  # English dates as Europe writes them
LOCALE_PATHS = [BASE_DIR / "secon" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Athens"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": {  # uploads that only a view which checks rights hands out
        "BACKEND": "secon.kernel.storage.PrivateStorage",
        "OPTIONS": {"location": VAR_DIR / "evidence", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "secon.web.storage.BundledStaticFilesStorage"},
}

# People and sign-in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "secon.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "secon.people.interfaces.SignInForm"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[SECON] "
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before addresses and passwords change
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "SECON"
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if os.environ.get("OIDC_SERVER_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": os.environ.get("OIDC_ID", "eulogin"),
                "name": os.environ.get("OIDC_NAME", "EU Login"),
                "client_id": os.environ["OIDC_CLIENT_ID"],
                "secret": os.environ["OIDC_CLIENT_SECRET"],
                "settings": {"server_url": os.environ["OIDC_SERVER_URL"]},
            }
        ],
    }
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"  # one way in, so that no second step is missed
LOGIN_REDIRECT_URL = "/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
SECON_REQUIRE_MFA = True  # for partner editors, the lead partner and web administrators
SECON_ACCOUNT_DAYS = 730  # after the last sign-in an account without a role may be erased

# Security
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "secon.kernel.keep_view.csrf_failure"  # forms lose nothing
MAP_TILES_URL = os.environ.get("MAP_TILES_URL", "")  # empty: outlines only
MAP_TILES_ATTRIBUTION = os.environ.get("MAP_TILES_ATTRIBUTION", "")
_tiles = [f"https://{urlsplit(MAP_TILES_URL).netloc}"] if MAP_TILES_URL else []
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],  # Wagtail's editor needs inline script
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *_tiles],
        "connect-src": [SELF, *_tiles],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Mail, cache, background work
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "secon@localhost")
EMAIL_SUBJECT_PREFIX = "[SECON] "
# Limits on sign-in and API are counted in "default". What readers fill by asking has a table of its
# own: a full table drops rows by their keys, and the limits would go first.
CACHES: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "counts": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_counts",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Wagtail
WAGTAIL_SITE_NAME = "SECON"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = os.environ.get("SECON_URL", "http://localhost:8000")
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Nothing that a browser would run: uploads are also reachable below MEDIA_URL, without our headers.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database"}
}

# Ports: one dotted path each; the null ones need no network (see secon/kernel/ports.py).
SECON_PORTS = {
    "mail": "secon.kernel.ports.DjangoMail",
    "tiles": "secon.kernel.ports.SettingsTiles",
    "translator": "secon.kernel.ports.NullTranslator",
}

# The programme's own addresses, shown on the project page.
SECON_PROGRAMME_PAGE = os.environ.get("SECON_PROGRAMME_PAGE", "https://www.interregeurope.eu/secon")
SECON_SOCIAL_MEDIA: dict[str, str] = {}  # name: address; unknown until the project names them
SECON_PROJECT_VISUAL = os.environ.get(
    "SECON_PROJECT_VISUAL", ""
)  # static path of the official image
SECON_CONTACT_EMAIL = os.environ.get("SECON_CONTACT_EMAIL", "")

# Code lists. SECON_CODES: a file, folder or address to load from; else a folder of lists at hand,
# else the table that ships. SECON_CODES_DIR: what every worker of this machine reads.
SECON_CODES = os.environ.get("SECON_CODES", "")
SECON_CODES_AT_HAND = BASE_DIR.parent / "shared" / "data" / "codelists"
SECON_CODES_DIR = VAR_DIR / "codes"
SECON_DIRECTORY_DIR = VAR_DIR / "directory"  # the index of enterprises, likewise; may be deleted
SECON_MATCHING_DIR = VAR_DIR / "matching"  # columns of the last matching run; may be deleted
SECON_CODES_PUBLISHER = os.environ.get(
    "SECON_CODES_PUBLISHER",
    "https://raw.githubusercontent.com/OP-TED/eForms-SDK/1.15.1/codelists/",
)

# Tenders. SECON_TED: a folder or package to import from. SECON_TODAY: the day lists stand on.
SECON_TED = os.environ.get("SECON_TED", "")
SECON_TED_BASE_URL = os.environ.get("SECON_TED_BASE_URL", "https://ted.europa.eu/packages")
# The columnar archive that imports write and the observatory reads.
SECON_ARCHIVE: Path | None = Path(os.environ.get("SECON_ARCHIVE") or VAR_DIR / "archive")
# The prefix of open contracting ids. Ask the Open Contracting Partnership for one before publishing.
SECON_OCID_PREFIX = os.environ.get("SECON_OCID_PREFIX", "ocds-unregistered")
SECON_LOCAL = False  # examples, the gallery and local sign-ins need True
SECON_LISTS_START_ON_BUSIEST_DAY = False

# Good practices: characters an author may use, and drafts one person may have open. The programme's
# own limits are to be checked against its live form; none can be above what the models hold.
SECON_PRACTICE_LIMITS = {
    "title": 100,
    "summary": 160,
    "description": 1500,
    "resources": 300,
    "results": 500,
    "difficulties": 300,
    "transfer": 1000,
    "lessons": 1000,
    "inspired": 500,
}
SECON_PRACTICE_DRAFTS = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
