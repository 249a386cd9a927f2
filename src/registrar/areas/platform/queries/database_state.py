"""Is the database there?"""

from django.db import connection


def database_answers() -> bool:
    """Ask the database for one row. Raises OperationalError where it cannot be reached."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)
