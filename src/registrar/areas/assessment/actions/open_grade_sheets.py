"""Grade sheets for a term: one an offering, one line a registered student."""

from django.db import connection, transaction

SHEETS = """
    INSERT INTO assessment_gradesheet (offering_id, stage, note)
    SELECT o.id, 'open', '' FROM registration_offering o
    WHERE o.term_id = %s AND o.state = 'open'
      AND EXISTS (SELECT 1 FROM registration_registration r WHERE r.offering_id = o.id AND r.state = 'registered')
    ON CONFLICT (offering_id) DO NOTHING
"""
ENTRIES = """
    INSERT INTO assessment_gradeentry (sheet_id, registration_id, grade)
    SELECT s.id, r.id, '' FROM assessment_gradesheet s
    JOIN registration_offering o ON o.id = s.offering_id
    JOIN registration_registration r ON r.offering_id = o.id AND r.state = 'registered'
    WHERE o.term_id = %s AND s.stage = 'open'
    ON CONFLICT (registration_id) DO NOTHING
"""
GONE = """
    DELETE FROM assessment_gradeentry e USING assessment_gradesheet s, registration_registration r,
        registration_offering o
    WHERE e.sheet_id = s.id AND e.registration_id = r.id AND o.id = s.offering_id
      AND o.term_id = %s AND s.stage = 'open' AND r.state <> 'registered' AND e.grade = ''
"""


@transaction.atomic
def open_grade_sheets(term: str) -> int:
    """Make the term's sheets and lines, with three statements; return how many lines there are new.

    Run again it adds students who registered since and takes away empty lines of those who left.
    """
    with connection.cursor() as cursor:
        cursor.execute(SHEETS, [term])
        cursor.execute(GONE, [term])
        cursor.execute(ENTRIES, [term])
        return cursor.rowcount
