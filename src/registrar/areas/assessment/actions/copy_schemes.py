"""Offerings take over the scheme of the last offering of their subject."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

LAST = """
    SELECT o.id AS offering, last.scheme
    FROM registration_offering o JOIN catalogue_term t ON t.key = o.term_id
    CROSS JOIN LATERAL (
        SELECT s.id AS scheme FROM assessment_assessmentscheme s
        JOIN registration_offering e ON e.id = s.offering_id JOIN catalogue_term u ON u.key = e.term_id
        WHERE e.subject_id = o.subject_id AND u.ordinal < t.ordinal ORDER BY u.ordinal DESC LIMIT 1) last
    WHERE o.term_id = %s AND o.state = 'open'
"""
SCHEMES = f"""
    INSERT INTO assessment_assessmentscheme
        (offering_id, pass_mark, boundaries, copied_from_id, changed_by_id, changed_at, reason)
    SELECT n.offering, s.pass_mark, s.boundaries, s.id, %s, %s, ''
    FROM ({LAST}) n JOIN assessment_assessmentscheme s ON s.id = n.scheme
    ON CONFLICT (offering_id) DO NOTHING RETURNING id
"""  # noqa: S608
COMPONENTS = """
    INSERT INTO assessment_schemecomponent (scheme_id, place, code, title_en, title_zh, weight, maximum, pass_mark)
    SELECT s.id, c.place, c.code, c.title_en, c.title_zh, c.weight, c.maximum, c.pass_mark
    FROM assessment_assessmentscheme s JOIN assessment_schemecomponent c ON c.scheme_id = s.copied_from_id
    WHERE s.id = ANY(%s)
"""


@transaction.atomic
def copy_schemes(term: str, *, actor: Any, now: datetime) -> int:
    """Give every open offering of a term that has no scheme the one of its subject's last offering; return how many.

    Two statements, whatever the number of offerings; run again it changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(SCHEMES, [actor and actor.pk, now, term])
        made = [key for (key,) in cursor.fetchall()]
        cursor.execute(COMPONENTS, [made])
    return len(made)
