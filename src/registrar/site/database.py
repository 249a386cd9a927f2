"""Where the database is: a DATABASE_URL turned into Django's settings."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse


def database_from_url(url: str) -> dict[str, Any]:
    """Return the DATABASES entry for a `postgresql://user:password@host:port/name?host=/socket/folder` address.

    An empty address gives the embedded server's default, which `registrar serve` replaces. Connections are pooled
    (psycopg_pool) and every session has a lock timeout, so that nobody waits for ever for a seat.
    Raises ValueError for any other engine: Registrar runs on PostgreSQL only.
    """
    url = url or "postgresql://postgres@127.0.0.1:5432/registrar"
    parts = urlparse(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"DATABASE_URL: '{parts.scheme}' is not supported; use postgresql://…")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", None) or (unquote(parts.hostname) if parts.hostname else "")
    pool = int(os.environ.get("REGISTRAR_DB_POOL", "8"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "registrar",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": query.pop("port", None) or str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # pgtrigger asks for its setting on every row; where it was never set, each question raises and catches
            # an error inside the database, which made a trigger a hundred times as dear.
            "options": "-c lock_timeout=8000 -c statement_timeout=0 -c timezone=UTC -c pgtrigger.ignore={}"
            # The few statements that are prepared (platform/reading.py) are planned once a connection, not each time.
            " -c plan_cache_mode=force_generic_plan"
            # A page of a table is found in memory or on a solid-state disk; the default reckons with a turning one,
            # and reads whole tables for a handful of rows.
            " -c random_page_cost=1.1",
            "prepare_threshold": 0,
            **({"pool": {"min_size": 1, "max_size": pool, "timeout": 10}} if pool else {}),
            **query,
        },
    }
