"""Studies whose credits, with what is registered, reach what their programme asks for."""

from typing import Any

from registrar.areas.platform.reading import read

_SQL = """
    WITH earned AS (
        SELECT r.study_id, sum(r.credits_earned) AS credits FROM studies_subjectresult r GROUP BY r.study_id
    ), running AS (
        SELECT r.study_id, sum(r.credits) AS credits
        FROM registration_registration r JOIN registration_offering o ON o.id = r.offering_id
        WHERE r.ended_at IS NULL AND o.term_id = %s GROUP BY r.study_id
    )
    SELECT s.id FROM studies_study s JOIN catalogue_programme p ON p.code = s.programme_id
    LEFT JOIN earned e ON e.study_id = s.id LEFT JOIN running g ON g.study_id = s.id
    WHERE s.status = 'active' AND coalesce(e.credits, 0) + coalesce(g.credits, 0) >= p.credits_required - %s
    ORDER BY s.id
"""
# Exempted subjects earn nothing and still meet requirements, so somebody may finish with fewer credits on record.
MARGIN = 30


def near_the_end(term: Any) -> list[int]:
    """Return the enrolled studies that may finish in a term; one query. Whether they do, the degree audit says."""
    return [key for (key,) in read(_SQL, [term.key, MARGIN])]
