"""Sets Django up in the bench's own process, on a fresh database."""

import os
from pathlib import Path


def prepare(url: str, var: Path) -> None:
    """Make this process work on a database without a pool, and make its tables."""
    os.environ |= {
        "DATABASE_URL": url,
        "REGISTRAR_DB_POOL": "0",
        "REGISTRAR_VAR": str(var),
        "REGISTRAR_MODE": "demonstration",
        "DJANGO_SETTINGS_MODULE": "registrar.site.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
