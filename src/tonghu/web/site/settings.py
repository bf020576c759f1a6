"""Django's settings. What an installation chooses comes from its folder and from the environment (docs/deployment.md)."""

import os
from datetime import timedelta

from tonghu.web.site.home import database, home, secret

TONGHU_HOME = home()
TONGHU_OPEN = os.environ.get("TONGHU_OPEN") == "1"  # reached from other machines, behind TLS

SECRET_KEY = secret(TONGHU_HOME)
DEBUG = False
ALLOWED_HOSTS = [*os.environ.get("TONGHU_HOSTS", "").split(), "127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": database(TONGHU_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "tonghu.access",
    "tonghu.register",
    "tonghu.web.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tonghu.web.site.headers.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # for browsers that know no frame-ancestors
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "tonghu.web.site.language.Language",
    "tonghu.web.site.sessions.Timeouts",
    "tonghu.web.site.actors.Acting",
    "tonghu.web.site.mishaps.Mishaps",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tonghu.web.site.urls"
WSGI_APPLICATION = "tonghu.web.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tonghu.web.design.templatetags.say", "tonghu.web.design.templatetags.parts"],
            "context_processors": [
                "django.template.context_processors.request",
                "tonghu.web.site.frame.frame",
            ],
            "string_if_invalid": "",
        },
    }
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "tonghu.web.login.lockout.locked"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code"]
OTP_TOTP_ISSUER = "Tonghu"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = TONGHU_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TONGHU_OPEN
SESSION_COOKIE_NAME = "__Host-session" if TONGHU_OPEN else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TONGHU_OPEN else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
TONGHU_IDLE = timedelta(minutes=30)
TONGHU_ABSOLUTE = timedelta(hours=10)
TONGHU_WARN = timedelta(minutes=5)
CSRF_FAILURE_VIEW = "tonghu.web.login.stale.expired"
SECURE_SSL_REDIRECT = TONGHU_OPEN
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TONGHU_OPEN else None
SECURE_HSTS_SECONDS = 31_536_000 if TONGHU_OPEN else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TONGHU_OPEN
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["tonghu.web.site.uploads.InMemory"]
TONGHU_MOST_UPLOAD = 20_000_000
FILE_UPLOAD_PERMISSIONS = 0o600
TONGHU_NIGHT = int(os.environ.get("TONGHU_NIGHT", "2"))  # the hour from which the nightly work is asked for

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"bare": {"()": "tonghu.web.site.logs.Bare"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["bare"]}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
