"""Settings of Sala. Everything that differs between installations comes from the environment.

Production defaults are the safe ones; `dev.py run` sets DEBUG and a secret of its own.
"""

import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from portal.bulk.storage import storage_at
from portal.languages.codes import CODES, DEFAULT, SITE_LANGUAGES, UNKNOWN_TO_DJANGO

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # database, files and stamps of a local installation; not in version control
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
SITE_NAME = env("SITE_NAME", default="Sala")
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname
HTTPS = SITE_URL.startswith("https://")
# Part of every stored page's key: a new release never serves pages of the old one.
BUILD = env("BUILD", default="development")

SHORTEST_KEY = 50  # characters, as Django's deployment check asks
SECRET_KEY = env("SECRET_KEY", default=secrets.token_urlsafe(SHORTEST_KEY) if DEBUG or TESTING else "")
if len(SECRET_KEY) < SHORTEST_KEY:
    raise ImproperlyConfigured(f"Set SECRET_KEY to at least {SHORTEST_KEY} random characters.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST])

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it patches
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "csp",
    "portal",
    "portal.pages",
    "knowledge",
    "conferences",
    "portal.readers",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.web.compression.Compressed",
    "portal.web.middleware.ContentSecurityPolicy",
    "portal.web.middleware.Headers",
    # Behind those above: what it refuses has their headers, too.
    "portal.web.guard.Guard",
    # Sessions, sign-in and messages are for staff alone: a public page has neither session nor cookie.
    "portal.web.middleware.StaffSession",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.web.middleware.StaffAuthentication",
    "portal.web.middleware.StaffMessages",
    "portal.web.middleware.StaffLanguage",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# Whom to tell of a weakness: an address of mail or of a page. Empty: /.well-known/security.txt is not there.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
# Whom users of the data may ask: an address of mail or of a page. Empty: the catalogue names nobody.
DATA_CONTACT = env("DATA_CONTACT", default="")
ADMIN_PATH = env("ADMIN_PATH", default="admin").strip("/")
PRIVATE_PATHS = (f"/{ADMIN_PATH}/", "/files/")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n"],
            "libraries": {
                "sala": "portal.web.templatetags.sala",
                "pictures": "portal.web.templatetags.pictures",
                "discovery": "portal.web.discovery.tags",
            },
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if "DATABASE_URL" not in env.ENVIRON:
    VAR_DIR.mkdir(exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a publish takes the write lock when it begins, so two publishers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Also for SQLite: to open a file, ask for WAL and close it again costs more than to read a record.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.RoleBackend"]
PASSWORD_HASHERS = ["portal.accounts.hashers.Argon2Light", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "admin:login"

LANG_INFO.update(UNKNOWN_TO_DJANGO)
LANGUAGE_CODE = DEFAULT
LANGUAGES = [(language.code, language.english) for language in SITE_LANGUAGES]
MODELTRANSLATION_DEFAULT_LANGUAGE = DEFAULT
MODELTRANSLATION_LANGUAGES = CODES
# Fallback is decided per record when it is published; a column never stands in for another.
MODELTRANSLATION_ENABLE_FALLBACKS = False
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
FILES_ROOT = env("FILES_ROOT", default=str(VAR_DIR / "files"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    # What is below /bulk: a folder, or a bucket of an S3-compatible store.
    "bulk": storage_at(env("BULK_STORAGE", default=""), env("BULK_ROOT", default=str(VAR_DIR / "bulk"))),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "portal.web.slimming.SlimStaticFiles"
    },
}
# After so many changes the worker makes the bulk files anew, and every night. 0: it never does.
BULK_EVERY = env.int("BULK_EVERY", default=0 if TESTING else 100)
# Send readers of bulk files on to the address that the storage gives of each: a bucket answers them itself.
BULK_REDIRECT = env.bool("BULK_REDIRECT", default=False)
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    # Django's own limit of 300 entries would throw the site out of its cache.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 86_400,
        "OPTIONS": {"MAX_ENTRIES": env.int("PAGE_CACHE_ENTRIES", default=5_000)},
    },
    # What is shown while the database is away: whatever else is asked for does not push it out.
    "last_good": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "last_good",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": env.int("PAGE_CACHE_ENTRIES", default=5_000)},
    },
    # Pages and answers in Brotli and gzip, by what they hold.
    "compressed": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "compressed",
        "TIMEOUT": 86_400,
        "OPTIONS": {"MAX_ENTRIES": env.int("PAGE_CACHE_ENTRIES", default=5_000)},
    },
    # Lists of the API: up to 500 kB each, so only a few.
    "lists": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "lists",
        "TIMEOUT": 86_400,
        "OPTIONS": {"MAX_ENTRIES": env.int("LIST_CACHE_ENTRIES", default=100)},
    },
}
CACHES["limits"] = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env("REDIS_URL")}
    if "REDIS_URL" in env.ENVIRON
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
)
# For so many seconds a process trusts the change number it read. 0: read it for every request.
NUMBER_MAX_AGE = env.float("NUMBER_MAX_AGE", default=1.0)

# Without a mail server nothing is lost: what cannot be sent is tried again, and shown to staff.
globals().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"no-reply@{SITE_HOST}")
# For so many days after a reader's message is closed, their name and e-mail address are kept.
SENDER_DAYS = env.int("SENDER_DAYS", default=90)

# Answers of the API to one network (/24, /56) in a minute; of these, searches.
API_READS_PER_MINUTE = env.int("API_READS_PER_MINUTE", default=600)
API_SEARCHES_PER_MINUTE = env.int("API_SEARCHES_PER_MINUTE", default=120)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 28_800
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE, CSRF_COOKIE_SAMESITE = "Lax", "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_WHOLE_DOMAIN", default=True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a conference of 60 sessions and 200 appearances in one form
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o640, 0o750
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        **({"upgrade-insecure-requests": True} if HTTPS else {}),
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}},
}
