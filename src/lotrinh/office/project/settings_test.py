"""Settings of the tests: the same, with quick hashing and plain static files."""

from lotrinh.office.project.settings import *  # noqa: F403

SECRET_KEY = "for the tests alone, never for people"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES = {"default": {**DATABASES["default"], "NAME": ":memory:"}}  # noqa: F405
