"""Settings of the tests: the same, with quick hashing and plain static files."""

import os
import tempfile
from pathlib import Path

from lotrinh.office.project import settings
from lotrinh.office.project.databases import SQLITE_OPTIONS
from lotrinh.office.project.settings import *  # noqa: F403

SECRET_KEY = "for the tests alone, never for people"  # nosec B105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
    # A file and not memory: live servers and threads then have connections of their own, as in service.
    quick = SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES = {
        "default": {
            **settings.DATABASES["default"],
            "NAME": ":memory:",
            "OPTIONS": {**SQLITE_OPTIONS, "init_command": quick},
            "TEST": {"NAME": Path(tempfile.gettempdir()) / f"lotrinh-test-{os.getpid()}.sqlite3"},
        }
    }
