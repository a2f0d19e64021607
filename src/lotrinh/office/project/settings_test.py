"""Settings of the tests: the same, with quick hashing and plain static files."""

from lotrinh.office.project import settings
from lotrinh.office.project.settings import *  # noqa: F403

SECRET_KEY = "for the tests alone, never for people"  # noqa: S105  # nosec B105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
    DATABASES = {"default": {**settings.DATABASES["default"], "NAME": ":memory:"}}
