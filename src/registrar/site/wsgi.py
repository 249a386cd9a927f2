"""The WSGI application that Granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from registrar.rulebook import load_rulebook

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registrar.site.settings")

application = get_wsgi_application()

# A worker reads the law before its first visitor comes, not while somebody waits; and what is there now stays for the
# life of the worker, so the collector need not look at it again.
load_rulebook()
gc.collect()
gc.freeze()
