"""The table of the cache that all processes share (django.core.cache.backends.db)."""

from django.db import migrations

CREATE = """
    CREATE UNLOGGED TABLE platform_cache (
        cache_key varchar(255) PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX platform_cache_expires ON platform_cache (expires);
"""


class Migration(migrations.Migration):
    """Made here, so that `migrate` is all that an installation needs."""

    dependencies = [("platform", "0002_idempotency_scope")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE platform_cache")]
