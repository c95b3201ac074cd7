"""All settings, read from the environment. Names and meanings: .env.example. Names the other apps by strings only."""

from pathlib import Path

from cms import database, env

BASE_DIR: Path = env.ROOT
env.load_env_file(Path(env.text("GROUNDWORK_ENV_FILE", BASE_DIR / ".env")))

# --- mode -----------------------------------------------------------------------------------------------------------
MODE = env.choice("GROUNDWORK_MODE", ("production", "local"), "production")
DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY")
FIELD_KEYS = [part.strip() for part in env.text("FIELD_KEYS").split(",") if part.strip()]
AUDIT_SIGNING_KEY = env.text("AUDIT_SIGNING_KEY", "")
AUDIT_CHECKPOINTS = Path(env.text("AUDIT_CHECKPOINTS", BASE_DIR / "var" / "audit-checkpoints.jsonl"))
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", "127.0.0.1,localhost" if MODE == "local" else "")
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)

# --- what it is made of ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "learners",
    "courses",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "learners.entrance.idle.IdleLimit",
    "learners.entrance.second_step.SecondStep",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.csrf.context",
                "cms.site.context",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["cms.templatetags.words", "django.templatetags.static", "cms.templatetags.look"],
        },
    }
]

DATABASES = {
    "default": database.from_url(env.text("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'groundwork.sqlite3'}"))
}

REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "learners.entrance.shared_counts.Cache", "OPTIONS": {"MAX_ENTRIES": 5000}}
    )
}

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "learners.User"
AUTHENTICATION_BACKENDS = ["learners.entrance.sign_in.Backend"]
PASSWORD_HASHERS = ["learners.entrance.sign_in.Argon2id", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "learners.entrance.sign_in.NotLikeTheName"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "learners.entrance.password_words.NotOurWords"},
]
WHY_NOT_INTO_ADMIN = "learners.people.site_rights.why_not_into_admin"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "learners.entrance.sign_in.Adapter"
ACCOUNT_FORMS = {
    "reset_password": "learners.forms.account.ResetPassword",
    "request_login_code": "learners.forms.entrance.RequestCode",
    "confirm_login_code": "learners.forms.entrance.ConfirmCode",
}
ACCOUNT_LOGIN_METHODS = {"username"}  # the backend takes an address, too; allauth would want each to be unique
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_DISPLAY = "learners.entrance.sign_in.display_name"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# A clinic's Wi-Fi is one address: the limits per address are wide, those per account are narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "password_failed": "60/m/ip",  # and for each name a wait that grows: learners.entrance.delays
    "login_failed": "60/m/ip,5/5m/key,30/d/key",  # codes of second steps
    "request_login_code": "30/m/ip,3/5m/key,10/d/key",
    "reset_password": "20/m/ip,5/h/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_RATE_LIMITS["certificate_check"] = "20/m/ip,200/h/ip"  # where anybody checks a certificate
ACCOUNT_RATE_LIMITS["family_join"] = "60/m/ip"  # a whole family evening behind the clinic's one address comes in
ACCOUNT_RATE_LIMITS["family_account"] = "60/h/ip"  # an open code is known to many: accounts are made no faster
ACCOUNT_RATE_LIMITS["welcome"] = "60/m/ip"  # a code has 60 bits: this slows down the noise only
ACCOUNT_RATE_LIMITS["family_code"] = "20/d/user"  # each code may send a mail to an address that the person types
PACES = {"files": (30, 60), "search": (30, 60)}  # for each person who is signed in: how many in how many seconds
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: mail goes out once a minute, and people are tired
MFA_ADAPTER = "learners.entrance.factors.Adapter"
MFA_FORMS = {
    "authenticate": "learners.forms.entrance.Authenticate",
    "reauthenticate": "learners.forms.entrance.Reauthenticate",
    "activate_totp": "learners.forms.entrance.SetUpApp",
    "add_webauthn": "learners.forms.entrance.AddPasskey",
    "edit_webauthn": "learners.forms.entrance.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # half a minute before and after: clocks of phones differ, fingers are slow
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the clinic
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# --- sessions, cookies, transport -----------------------------------------------------------------------------------
SECURE = MODE == "production"
SESSION_ENGINE = "cms.sessions"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: the absolute limit
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "cms.views.failures.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]  # asked from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
if SECURE:
    MIDDLEWARE.insert(1, "django.middleware.security.SecurityMiddleware")
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # cms.middleware.SecurityHeaders sets X-Frame-Options
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no sentence of ours in a browser
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor posts one field per block field

# Own middleware, named as in Django 6. Wagtail's admin needs inline scripts; everything else gets a strict policy.
SECURE_CSP = {
    "default-src": ["'none'"],
    "object-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}
SECURE_CSP_ADMIN = {
    **SECURE_CSP,
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
}

# --- language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"  # storage; people see their program's zone

# --- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
ERASURE_LEDGER = Path(env.text("ERASURE_LEDGER", BASE_DIR / "var" / "erasures.jsonl"))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", BASE_DIR / "var" / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": env.text("STATICFILES_STORAGE", "cms.static_files.Storage")},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Groundwork"
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "admin_gate"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # whoever changes an address could take over the account
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "UTC"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "txt", "vtt", "mp3", "m4a", "mp4", "webm"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list = []  # everything is a download
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024  # bytes
WAGTAIL_FINISH_WORKFLOW_ACTION = "courses.after_review.publish"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.picture_form.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]  # no SVG: active content
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list = []
TAGGIT_CASE_INSENSITIVE = True

# --- mail and logs --------------------------------------------------------------------------------------------------
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30  # seconds for each step; learners.post.outbox waits longer before it takes a mail again
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "notices@localhost")
ADMINS: list = []  # error reports by mail would carry what people typed
DEFAULT_EXCEPTION_REPORTER = "cms.errors.ShortReport"
DEFAULT_EXCEPTION_REPORTER_FILTER = "cms.errors.NothingPersonal"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "cms.errors.PlainLog", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING"), "propagate": False},
        "django.db.backends": {"level": "WARNING"},  # its DEBUG lines hold the values of every query
    },
}
