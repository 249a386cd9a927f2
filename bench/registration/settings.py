"""The site's own settings; only the list of addresses has one more, the bare claim."""

from registrar.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.registration.urls"
