"""Django settings, read from the environment; the defaults suit the demonstration.

`DATABASE_URL`       a PostgreSQL server of one's own; without it the embedded one (set by `registrar serve`).
`REGISTRAR_VAR`      the folder for what a run leaves behind (default: var/ beside the sources).
`SECRET_KEY`         or the file secret_key in that folder.
`REGISTRAR_MODE`     "demonstration" (default) or "production".
`REGISTRAR_HOSTS`    comma-separated host names that may be served (production).
"""

import os
from pathlib import Path

from registrar.site.database import database_from_url

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("REGISTRAR_VAR", ROOT / "var"))
MODE = os.environ.get("REGISTRAR_MODE", "demonstration")
DEMONSTRATION = MODE == "demonstration"
UNIVERSITY = os.environ.get("REGISTRAR_UNIVERSITY", "polyu")

DEBUG = False


def _secret_key() -> str:
    """Return the signing key: from the environment, else from the file that the first run made."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    file = VAR / "secret_key"
    if file.exists():
        return file.read_text(encoding="ascii").strip()
    if DEMONSTRATION:
        return "demonstration-only-" + "0" * 40
    raise RuntimeError(f"SECRET_KEY is not set and {file} does not exist")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("REGISTRAR_HOSTS", "*" if DEMONSTRATION else "").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("REGISTRAR_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rules",
    "django_htmx",
    "ninja",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "registrar.ui",
    "registrar.areas.platform",
    "registrar.areas.people",
    "registrar.areas.catalogue",
    "registrar.areas.studies",
    "registrar.areas.finance",
    "registrar.areas.registration",
    "registrar.areas.advising",
    "registrar.areas.assessment",
    "registrar.areas.awards",
    "registrar.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "registrar.areas.platform.web.middleware.database_outage",
    "registrar.areas.platform.web.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "registrar.areas.people.web.middleware.staff_second_step",
    "registrar.areas.platform.web.middleware.no_null_characters",
    "registrar.areas.platform.web.middleware.request_clock",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "registrar.site.urls"
WSGI_APPLICATION = "registrar.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            Path(__file__).parent / "templates",
            *sorted((ROOT / "src/registrar/areas").glob("*/web/templates")),
            ROOT / "src/registrar/ui/account_templates",
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "registrar.ui.context.page",
                "registrar.areas.platform.web.context.platform",
                "registrar.site.context.house",
            ],
        },
    }
]
FORM_RENDERER = "registrar.ui.renderer.FormRenderer"

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "registrar.areas.people.web.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
# A campus, or a hall of residence, is one address to us: ten mistyped passwords a minute there are an ordinary
# morning and must not lock everybody out. The account itself is guarded by the second limit.
ACCOUNT_RATE_LIMITS = {"login_failed": "300/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
STAFF_MFA_REQUIRED = not DEMONSTRATION
ACCOUNT_FORMS = {
    "login": "registrar.areas.people.web.forms.account.SignInForm",
    "change_password": "registrar.areas.people.web.forms.account.NewPasswordForm",
    "reauthenticate": "registrar.areas.people.web.forms.account.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "registrar.areas.people.web.forms.account.CodeForm",
    "reauthenticate": "registrar.areas.people.web.forms.account.ConfirmCodeForm",
    "activate_totp": "registrar.areas.people.web.forms.account.NewAppForm",
    "add_webauthn": "registrar.areas.people.web.forms.account.NewKeyForm",
    "edit_webauthn": "registrar.areas.people.web.forms.account.KeyNameForm",
}
# Who lists the accounts that the sign-in page of a demonstration offers.
SIGN_IN_CHOICES = "registrar.demo.sign_ins.sign_ins"

# Shared by all processes: the limit on failed sign-ins counts for the whole site, not for one worker.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "platform_cache"},
}

SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMONSTRATION
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_FAILURE_VIEW = "registrar.site.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not DEMONSTRATION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("REGISTRAR_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 0 if DEMONSTRATION else 31_536_000
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# A grade sheet sends each student's marks, grade and note in one form, and some subjects have hundreds of students.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文")]
LANGUAGE_COOKIE_NAME = "registrar_language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
TIME_ZONE = "Asia/Hong_Kong"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # A demonstration serves the files where they lie; production runs `collectstatic` and gives them lasting names.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMONSTRATION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMONSTRATION

EMAIL_BACKEND = (
    "registrar.areas.platform.mail.CatcherBackend" if DEMONSTRATION else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("REGISTRAR_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("REGISTRAR_SMTP_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("REGISTRAR_MAIL_FROM", "registrar@university.example")

RECORD_TITLES = "registrar.site.record_titles.TITLES"
FIELD_TITLES = "registrar.site.field_titles.TITLES"
LOOK_TITLES = "registrar.site.look_titles.TITLES"
RECORD_NAMES = "registrar.site.record_names.names_of"
RECORD_FINDER = "registrar.site.record_names.subject_of"
JOB_TITLES = "registrar.site.job_titles.TITLES"
JOB_WORDS = "registrar.site.job_titles.WORDS"
AWARD_ELECTIVES = "registrar.areas.awards.queries.confirmed_electives.confirmed_electives"
UI_RUN_ONCE = "registrar.areas.platform.idempotency.run_once"

PGHISTORY_APPEND_ONLY = True
PROCRASTINATE_ON_APP_READY = "registrar.areas.platform.jobs.on_app_ready"
# The adapter to the bank or payment gateway (registrar.areas.finance.gateway).
PAYMENT_GATEWAY = os.environ.get("REGISTRAR_GATEWAY", "registrar.areas.finance.sandbox.Sandbox")
# The order in which `platform.locking` takes row locks: the study first, then what it touches. Before it only what
# whole batches of work run under.
LOCK_ORDER = [
    "finance.BankFile",
    "finance.SandboxPayment",
    "people.User",
    "studies.Study",
    "registration.Ballot",
    "registration.Offering",
    "registration.SubjectGroup",
    "finance.DebitNote",
    "finance.UnmatchedPayment",
    "finance.BankOrder",
    "finance.RefundBatch",
    "finance.Refund",
    "assessment.Board",
    "assessment.BoardRun",
    "assessment.Meeting",
    "assessment.GradeSheet",
    "awards.DocumentOrder",
    "awards.Award",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"registrar": {"level": "INFO"}},
}
