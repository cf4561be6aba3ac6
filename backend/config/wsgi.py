"""The WSGI application, for gunicorn or another server with a bounded number of threads."""

import os

from django.core.wsgi import get_wsgi_application

from config.processes import roles

roles.declare(roles.Role.WEB)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config.checks import refuse_invalid_configuration  # noqa: E402  after Django's setup
from config.processes.warm_up import load_views  # noqa: E402
from core.middleware.django_requests import Utf8WSGIRequest  # noqa: E402

application.request_class = Utf8WSGIRequest
refuse_invalid_configuration()
load_views()
