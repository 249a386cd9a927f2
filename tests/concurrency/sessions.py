"""Sessions of the test's database that Django knows nothing of."""

from typing import Any

import psycopg
from django.db import connection


def own_session() -> psycopg.Connection[Any]:
    """Connect to the test's database past Django."""
    parameters = connection.get_connection_params()
    keep = {name: parameters[name] for name in ("dbname", "user", "host", "port") if parameters.get(name)}
    return psycopg.connect(**keep)
