"""What must hold after every rehearsal, asked of the tables themselves."""

from __future__ import annotations

from django.db import connection

CHECKS = {
    "subject groups oversold": """
        SELECT count(*) FROM registration_subjectgroup g WHERE g.quota < (
            SELECT count(*) FROM registration_registration r WHERE r.group_id = g.id AND r.state = 'registered')""",
    "seat counts that differ from the seats": """
        SELECT count(*) FROM registration_subjectgroup g WHERE g.seats_taken <> (
            SELECT count(*) FROM registration_registration r WHERE r.group_id = g.id AND r.state = 'registered')""",
    "groups that keep another number of places than their reserves and offers": """
        SELECT count(*) FROM registration_subjectgroup g WHERE g.held <> (
            SELECT coalesce(sum(r.places - r.taken), 0) FROM registration_reservedplaces r
            WHERE r.group_id = g.id AND r.released_at IS NULL
        ) + (
            SELECT count(*) FROM registration_waitingentry w
            WHERE w.group_id = g.id AND w.state = 'offered' AND w.reserve_id IS NULL)""",
    "reserves that count another number of places than were given out of them": """
        SELECT count(*) FROM registration_reservedplaces p WHERE p.taken <> (
            SELECT count(*) FROM registration_registration r WHERE r.reserve_id = p.id AND r.state = 'registered')""",
    "ledger transactions that don't balance": """
        SELECT count(*) FROM (SELECT transaction_id FROM finance_entry GROUP BY transaction_id
            HAVING sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0) unbalanced""",
    "ledger transactions without entries": """
        SELECT count(*) FROM finance_transaction t
        WHERE NOT EXISTS (SELECT 1 FROM finance_entry e WHERE e.transaction_id = t.id)""",
    "debit notes whose lines don't add up": """
        SELECT count(*) FROM finance_debitnote n WHERE n.amount <> (
            SELECT coalesce(sum(c.amount), 0) FROM finance_charge c WHERE c.debit_note_id = n.id)""",
    "gaps in the debit note numbers": """
        SELECT coalesce(max(number::bigint) - min(number::bigint) + 1 - count(*), 0) FROM finance_debitnote""",
    "refusals without a clause": """
        SELECT count(*) FROM platform_storeddecision
        WHERE outcome IN ('REFUSED', 'NEEDS_APPROVAL') AND cardinality(refusing) = 0""",
    "results without a final grade sheet": """
        SELECT count(*) FROM studies_subjectresult s
        JOIN registration_offering o ON o.subject_id = s.subject_id AND o.term_id = s.term_id
        JOIN assessment_gradesheet g ON g.offering_id = o.id
        WHERE g.stage <> 'final' AND s.origin = 'taken'""",
}


def broken_invariants() -> list[str]:
    """Return what doesn't hold, in words with its number; empty when all is well."""
    found = []
    with connection.cursor() as cursor:
        for what, query in CHECKS.items():
            cursor.execute(query)
            (count,) = cursor.fetchone()
            if count:
                found.append(f"{what}: {count}")
    return found
