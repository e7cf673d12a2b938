"""Settings: the environment is parsed here, at the top, and nowhere else."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.due import DUE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG, DEMO = env.bool("DEBUG", default=False), env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY")
FERNET_KEYS = env.list("FERNET_KEYS")  # first encrypts, all decrypt: rotation without loss
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'portal.sqlite3'}")
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
HTTPS = env.bool("HTTPS", default=not DEBUG)
PROXIES = env.int("PROXIES", default=0)  # how many trusted proxies stand before the portal
EMAIL = env.email("EMAIL_URL", default="filemail://")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="privacyportaal@example.org")
PORTAL_URL = env.str("PORTAL_URL", default="http://localhost:8000")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:security@example.org")

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
if DEMO and not (DEBUG and ALLOWED_HOSTS and set(ALLOWED_HOSTS) <= LOOPBACK):
    raise ImproperlyConfigured("DEMO=1 needs DEBUG=1 and ALLOWED_HOSTS that name only this machine")

INSTALLED_APPS = [
    "portal.people",
    "portal.audit",
    "portal.outbox",
    "portal.jobs",
    "portal.once",
    "portal.files",
    "portal.calendar",
    "portal.signin",
    "portal.roster",
    "portal.register",
    "requests_app",
    "consent",
    "portal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_otp",
    "django_otp_webauthn",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.signin.middleware.no_store",
    "django.middleware.locale.LocaleMiddleware",
    "portal.body.limited",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.signin.middleware.TwoFactorsRequired",
    "portal.signin.secrecy.SecrecyFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

FORM_RENDERER = "portal.face.FaceRenderer"
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
LOADERS = [f"django.template.loaders.{name}.Loader" for name in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": ["portal.templatetags.addresses", "portal.templatetags.drawn"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.roof.frame.frame",
            ],
        },
    }
]

# Databases: SQLite tuned for writers at the same time, PostgreSQL with connections that stay.
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON;"  # without it REPLACE deletes behind the guards' backs
        ),
    }
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    # What is asked often is planned once; compiling a question costs more than its answer.
    OFTEN = {"server_side_binding": True, "prepare_threshold": 5, "options": "-c jit=off"}
    DATABASES["default"]["OPTIONS"] = OFTEN

# People and passwords
AUTH_USER_MODEL = "people.User"
VALIDATOR = "django.contrib.auth.password_validation.{}Validator"
ALIKE = {"user_attributes": ("sign_in_name", "email", "display_name"), "max_similarity": 0.78}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": VALIDATOR.format("UserAttributeSimilarity"), "OPTIONS": ALIKE},
    {"NAME": "portal.signin.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": VALIDATOR.format("CommonPassword")},
]

# Sign-in: one backend (one hash either way), counters in the database instead of the cache
AUTHENTICATION_BACKENDS = ["portal.signin.backend.ClosedBackend"]
PASSWORD_HASHERS = ["portal.signin.hashers.Argon2id"]
LOGIN_URL = "signin:login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.signin.adapter.DoorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 10 * 60  # seconds between password and code
ACCOUNT_RATE_LIMITS = False  # portal.signin counts, with rows
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SOCIALACCOUNT_ADAPTER = "portal.signin.sso.SchoolDoor"
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_LOGIN_ON_GET = SOCIALACCOUNT_STORE_TOKENS = False
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
OTP_WEBAUTHN_RP_ID = env.str("PASSKEY_DOMAIN", default=urlsplit(PORTAL_URL).hostname or "localhost")
OTP_WEBAUTHN_RP_NAME = "Zeggenschap"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [PORTAL_URL]
OTP_WEBAUTHN_CREDENTIAL_MODEL = "signin.Passkey"
OTP_WEBAUTHN_ATTESTATION_MODEL = "signin.PasskeyAttestation"
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False  # its own views are not mounted; ours decide

# Tables that nobody edits or deletes; portal/audit/guards.py puts triggers on them.
APPEND_ONLY = [
    *("audit.Event", "audit.Look", "requests_app.Decision", "requests_app.DecisionPart"),
    *(f"consent.{one}" for one in ("Choice", "Publication", "PublicationPupil")),
    *("register.Disclosure", "register.DisclosureRecipient", "register.DisclosureExclusion"),
    *(f"register.{one}" for one in ("RestrictionEnd", "DestroyedRecord", "RuleDocument")),
    *("register.RecipientVersion", "register.AdvertisingRefusal"),
    *(f"register.{one}" for one in ("Restriction", "Objection", "ReportSeen", "ProcessingVersion")),
]
SWEEPS = DUE  # work that is due by date

# Language and time
LANGUAGE_CODE, LOCALE_PATHS = "nl", [BASE_DIR / "locale"]
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY = HTTPS, True
TIME_ZONE, USE_TZ = "Europe/Amsterdam", True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ROOT = BASE_DIR / "portal" / "static" / "top"  # /favicon.ico: asks no session
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("HASHED_STATIC", default=not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILES_ROOT = VAR_DIR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
BODY_MAX_BYTES = env.int("BODY_MAX_BYTES", default=96 * 1024 * 1024)  # five files of 15 MB
ROSTER_MAX_BYTES = env.int("ROSTER_MAX_BYTES", default=32 * 1024 * 1024)  # one file

# Mail leaves only through portal.outbox
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL.get("EMAIL_HOST", ""), EMAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
    EMAIL.get(name) or "" for name in ("EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
)
EMAIL_USE_TLS, EMAIL_USE_SSL = bool(EMAIL.get("EMAIL_USE_TLS")), bool(EMAIL.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT, EMAIL_FILE_PATH = 10, VAR_DIR / "mail"

# Locks on the door
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # ends with the visit
SESSION_COOKIE_AGE, SESSION_EXPIRE_AT_BROWSER_CLOSE = 12 * 60 * 60, True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY, X_FRAME_OPTIONS = "same-origin", "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"masked": {"()": "portal.logged.Masked"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers would write, or mail, the same line with the number in it.
    "loggers": {name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "pikepdf")}
    | {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
}
