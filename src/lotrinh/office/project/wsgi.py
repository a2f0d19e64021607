"""The WSGI application, for waitress and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

from lotrinh.office.project.data_folder import prepare_data_folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.office.project.settings")
prepare_data_folder()
application = get_wsgi_application()
