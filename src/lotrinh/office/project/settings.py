"""Settings. Reading them makes nothing: the data folder is prepared by the command line and the server."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lotrinh.office.project.data_folder import data_folder, definitions_folder, secret_key
from lotrinh.office.project.databases import database

HERE = Path(__file__).resolve().parent
DATA = data_folder()
DEFINITIONS = definitions_folder()

SECRET_KEY = secret_key(DATA)
DEBUG = os.environ.get("LOTRINH_DEBUG") == "1"
HTTPS = os.environ.get("LOTRINH_HTTPS") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("LOTRINH_HOSTS", "").split()]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in os.environ.get("LOTRINH_HOSTS", "").split()]

INSTALLED_APPS = [
    "lotrinh.office.platform",
    "lotrinh.office.accounts",
    "lotrinh.office.registry",
    "lotrinh.office.planning",
    "lotrinh.office.inspections",
    "lotrinh.office.followup",
    "lotrinh.office.dashboards",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lotrinh.office.platform.middleware.PrivateMiddleware",
    "lotrinh.office.platform.middleware.LanguageMiddleware",
    "lotrinh.office.platform.files.large.LargeRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lotrinh.office.platform.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lotrinh.office.project.urls"
WSGI_APPLICATION = "lotrinh.office.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lotrinh.office.project.navigation.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lotrinh.office.platform.templatetags.ui",
            ],
        },
    }
]

# No ATOMIC_REQUESTS: with immediate transactions every read would take the write lock.
DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "lotrinh.office.accounts.pages.sign_in.locked_out"
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "lotrinh_language"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["lotrinh.office.project.formats"]
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
# A folder of PEM certificates: whose digital signatures are believed.
LOTRINH_TRUST = os.environ.get("LOTRINH_TRUST")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Mail: without a server nothing is sent and everything waits. LOTRINH_ADDRESS: where people reach this site.
LOTRINH_ADDRESS = os.environ.get("LOTRINH_ADDRESS", "").rstrip("/")
MAIL_AT = os.environ.get("LOTRINH_MAIL_AT", "07:00")
EMAIL_HOST = os.environ.get("LOTRINH_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("LOTRINH_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LOTRINH_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LOTRINH_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LOTRINH_SMTP_TLS", "") in {"1", "starttls"}
EMAIL_USE_SSL = os.environ.get("LOTRINH_SMTP_TLS", "") == "ssl"
DEFAULT_FROM_EMAIL = os.environ.get("LOTRINH_SMTP_FROM", "")

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "lotrinh_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "lotrinh_csrf"
CSRF_FAILURE_VIEW = "lotrinh.office.platform.pages.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOTRINH_LOG", "WARNING")},
    "loggers": {
        "lotrinh": {"level": os.environ.get("LOTRINH_LOG", "INFO")},
        "axes": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016", "security.W018"]
