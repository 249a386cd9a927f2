"""Waiting lists that there is something to do about."""

from datetime import datetime

from registrar.areas.platform.reading import read

# An open place, a reserved one for somebody who waits, or somebody who waits for nothing any more.
_SQL = """
    SELECT g.id FROM registration_subjectgroup g
    JOIN registration_offering o ON o.id = g.offering_id
    JOIN catalogue_term t ON t.key = o.term_id
    WHERE g.id IN (SELECT group_id FROM registration_waitingentry WHERE state IN ('waiting', 'offered'))
      AND (g.waiting > 0 AND o.state = 'open'
           AND (%s BETWEEN t.registration_from AND t.registration_to
                OR %s BETWEEN t.add_drop_from AND t.add_drop_to)
           AND (g.quota > g.seats_taken + g.held OR EXISTS (
               SELECT FROM registration_reservedplaces r
               JOIN registration_waitingentry w ON w.group_id = g.id AND w.state = 'waiting'
               JOIN studies_study s ON s.id = w.study_id AND (r.programme_id IS NULL OR s.programme_id = r.programme_id)
                                   AND (r.cohort = '' OR s.cohort = r.cohort)
               WHERE r.group_id = g.id AND r.released_at IS NULL AND r.places - r.taken > (
                   SELECT count(*) FROM registration_waitingentry e WHERE e.reserve_id = r.id AND e.state = 'offered')))
        OR EXISTS (
           SELECT FROM registration_waitingentry w JOIN studies_study s ON s.id = w.study_id
           LEFT JOIN registration_registration h
             ON h.study_id = w.study_id AND h.offering_id = g.offering_id AND h.state = 'registered'
           LEFT JOIN platform_storeddecision d ON d.id = h.decision_id
           WHERE w.group_id = g.id AND w.state IN ('waiting', 'offered')
             AND (s.status <> 'active' OR h.group_id = g.id OR greatest(h.registered_at, d.decided_at) >= w.joined_at)))
    ORDER BY g.id
"""


def lists_to_look_at(now: datetime) -> list[int]:
    """Return the groups with a free place that fits somebody who waits, and with entries that are over; one query."""
    return [row[0] for row in read(_SQL, [now, now])]
