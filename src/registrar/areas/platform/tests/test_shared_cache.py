"""What one process counts, another knows."""

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = pytest.mark.django_db


def test_the_cache_lies_in_the_database():
    # given something counted
    cache.set("failed-sign-ins", 3, timeout=60)
    # when / then it is in the table that every worker reads
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM platform_cache WHERE cache_key LIKE '%failed-sign-ins'")
        assert cursor.fetchone() == (1,)
    assert cache.get("failed-sign-ins") == 3
