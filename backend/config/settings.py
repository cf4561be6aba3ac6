"""Django settings, from the environment as parsed by `config.env`, which also contains all defaults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from config import api_description, error_reporting, redis_clients, services
from config.env import Env
from config.logging import logging_settings
from config.processes import roles
from config.schedule import SCHEDULE
from config.version import VERSION

ENV = Env.parse(os.environ)
BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = list(ENV.secret_key_fallbacks)
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

INSTALLED_APPS = [
    "config",
    "operations",
    "core",
    "accounts",
    "game",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "operations.admin_config.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# The API needs neither sessions nor messages, so their middleware handles only requests to the admin.
MIDDLEWARE = [
    "core.middleware.request_log.request_middleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.api.static_files.StaticFilesMiddleware",
    "core.middleware.cors.LeanCorsMiddleware",
    "core.api.content_codings.uncoded_bodies_only",
    "core.middleware.admin_only.AdminSessionMiddleware",
    "core.middleware.admin_only.AdminCsrfMiddleware",
    "core.middleware.admin_only.AdminAuthenticationMiddleware",
    "core.middleware.admin_only.AdminMessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Services, selected by their URLs
DATABASES = {"default": services.database(ENV, BASE_DIR, roles.current())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = ENV.redis
REDIS_CLUSTER = redis_clients.cluster(ENV.redis)
CACHES = services.caches(ENV)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_CACHE_ALIAS = "state"
CHANNEL_LAYERS = services.channel_layers(ENV)
globals().update(redis_clients.celery(ENV.redis_state))
CELERY_TASK_ALWAYS_EAGER = ENV.redis_state is None
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CHANNEL_ERROR_RETRY = True  # otherwise a worker that reconnects to a Redis without memory ends
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
TASK_QUEUES = ["data", "mail"]
CELERY_TASK_DEFAULT_QUEUE = "data"
CELERY_TASK_ROUTES = {"accounts.tasks.send_*": {"queue": "mail"}}
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULER = "config.processes.beat:Scheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
globals().update(services.mail(ENV))
DEFAULT_FROM_EMAIL = ENV.mail_from
MAIL_RETRY_SECONDS = ENV.mail_retry_seconds
SITE_URL = ENV.site_url

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.operator_login.OperatorBackend"]
PASSWORD_HASHERS = ["accounts.passwords.hashing.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.passwords.validators.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {"NAME": "accounts.passwords.validators.MinimumLengthValidator"},
    {"NAME": "accounts.passwords.validators.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.validators.NumericPasswordValidator"},
]
REFRESH_COOKIE_SECURE = ENV.production
RATES = ENV.rates
NUM_PROXIES = ENV.proxies
PERSONAL_DATA = ["accounts.data_export.sections", "game.data_export.sections"]
SWEEPS = [
    "accounts.mail.tasks.sweep_mails",
    "game.summaries.tasks.update_summaries",
    "game.exports.tasks.sweep_exports",
]
WRITE_PROBE_MODELS = ["game.Play", "game.PlayerStatistics"]  # the tables that a play writes to
METRICS_COLLECTORS = [
    "core.tasks.queue_lengths.QueueLengths",
    "core.tasks.redis_saturation.RedisSaturation",
    "core.db.saturation.DatabaseSaturation",
]
SOCKET_SWEEPS = ["accounts.sessions.sweep.close_ended", "game.live.sweep.catch_up"]

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.sessions.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttling.UserThrottle"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.api.parsers.JSONOnly",
    "DEFAULT_SCHEMA_CLASS": "core.api.openapi.schema.Schema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": ENV.proxies,
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.error_responses.Handler",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}
BUILD_ID = ENV.build_id
METRICS_PORT = ENV.metrics_port
TRACING = ENV.otlp_endpoint is not None
SPECTACULAR_SETTINGS = {
    "TITLE": "NumberPlay",
    **api_description.spectacular_settings(ENV.rates),
    "CONTACT": {"name": "NumberPlay", "url": ENV.site_url},
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.openapi.shared_responses.add_shared_responses",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ResultEnum": ["win", "lose"],
        "ServiceStateEnum": ["up", "down"],
        "DatabaseStateEnum": ["up", "down", "read_only"],
        "ErrorCodeEnum": "core.api.error_codes.registered",
        "ErrorTypeEnum": "core.api.openapi.errors.TYPES",
    },
}

CORS_ALLOWED_ORIGINS = list(ENV.origins)
CORS_ALLOW_CREDENTIALS = True
CORS_URLS_REGEX = r"^/(api|auth|health)/"
CORS_ALLOW_HEADERS = ["authorization", "content-type", "idempotency-key", "last-event-id", "x-request-id"]
CORS_EXPOSE_HEADERS = ["Retry-After", "X-Request-ID", "Idempotent-Replayed"]
CORS_PREFLIGHT_MAX_AGE = 86400
CSRF_TRUSTED_ORIGINS = list(ENV.origins)

DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # for forms of the admin, as in `core.http.request_head`
STATIC_URL = ENV.static_url
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = not ENV.production
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": services.static_storage(ENV)},
}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en-us"

SESSION_COOKIE_AGE = 8 * 3600  # an operator's working day, never extended
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.production
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
SECURE_HSTS_SECONDS = 31_536_000 if ENV.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.production
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# W008: the edge redirects to HTTPS, and internal probes use plain HTTP.
# W003 looks for Django's middleware by name, but `core.middleware.admin_only` applies it to the admin's forms.
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W008"]

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(json=ENV.production, level=ENV.log_level)

error_reporting.report_to(
    ENV.sentry_dsn, environment="production" if ENV.production else "development", release=BUILD_ID
)
