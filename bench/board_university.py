"""A university for the measurement of a board run: students with results, made in the database by a few statements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

TERM = "2024/25-S1"
EARLIER = ("2023/24-S1", "2023/24-S2", "2023/24-ST")
SUBJECTS = 400
PROGRAMMES = 28
FINAL = 8
"""Programmes that ask for what their students have: sixty credits. The others ask for twice as many."""
TERMS_TAKEN = ("2022/23-S2", "2023/24-S1", "2023/24-S2", TERM)
A_TERM = 5

# Twenty results a student: five subjects in each of four semesters, twelve of them compulsory, four General University
# Requirements, two electives, two free electives. A hash of student and subject gives the mark, so that the rows are
# the same every time; about one in twenty is a fail, and every sixtieth student is weak throughout. Of the programmes
# that end with these twenty subjects (FINAL of them) nine students in ten pass everything: a quarter can graduate.
_MARKS = """
    CREATE TEMP TABLE marked AS
    SELECT s.id AS study, t.key AS term, t.n AS n, k AS k, s.id AS seed,
           'SUBJ' || CASE WHEN i < 12 THEN 1000 + p * 12 + i WHEN i < 16 THEN 1336 + (s.id * 7 + i) %% 40
                          ELSE 1376 + (s.id * 5 + i) %% 24 END AS subject,
           CASE WHEN i < 12 THEN 'compulsory' WHEN i < 16 THEN 'gur' WHEN i < 18 THEN 'elective'
                ELSE 'free_elective' END AS category,
           g.grade, g.points, g.points = 0 AS failed
    FROM studies_study s
    CROSS JOIN unnest(%(terms)s::text[]) WITH ORDINALITY AS t(key, n)
    CROSS JOIN generate_series(1, %(a_term)s) k
    CROSS JOIN LATERAL (SELECT (t.n - 1) * %(a_term)s + k - 1 AS i, right(s.programme_id, 4)::int AS p) place
    CROSS JOIN LATERAL (
        SELECT grade, points FROM (VALUES
            ('F', 0.0), ('D', 1.0), ('D+', 1.3), ('C-', 1.7), ('C', 2.0), ('C+', 2.3), ('B-', 2.7), ('B', 3.0),
            ('B+', 3.3), ('A-', 3.7), ('A', 4.0), ('B', 3.0), ('C+', 2.3), ('B+', 3.3), ('C', 2.0), ('B-', 2.7),
            ('A-', 3.7), ('C+', 2.3), ('B', 3.0), ('C', 2.0)) AS scale(grade, points)
        OFFSET CASE WHEN p < %(final)s AND s.id %% 10 > 0 THEN 3 + abs(hashint8(s.id * 1000 + t.n * 10 + k)) %% 17
                    ELSE abs(hashint8(s.id * 1000 + t.n * 10 + k)) %% (CASE WHEN s.id %% 60 = 0 THEN 4 ELSE 20 END) END
        LIMIT 1
    ) g
"""
_RESULTS = """
    INSERT INTO studies_subjectresult (study_id, subject_id, term_id, attempt, origin, category, credits, grade, points,
        failed, credits_earned, released_on)
    SELECT study, subject, term, 1, 'taken', category, 3, grade, points, failed,
        CASE WHEN failed THEN 0 ELSE 3 END, DATE '2024-06-15'
    FROM marked
"""
_STANDINGS = """
    INSERT INTO studies_termstanding (study_id, term_id, semester_gpa, gpa, credits_taken, credits_earned_total,
        standing, counts, released_on)
    SELECT m.study, m.term, round(avg(m.points), 2), round(avg(m.points), 2), 15, 15 * m.n, 'progressing', true,
        DATE '2024-06-15'
    FROM marked m WHERE m.term <> %(term)s GROUP BY m.study, m.term, m.n
"""
_OFFERINGS = """
    INSERT INTO registration_offering (subject_id, term_id, state) SELECT code, %(term)s, 'open' FROM catalogue_subject
"""
_GROUPS = """
    INSERT INTO registration_subjectgroup (offering_id, code, quota, seats_taken, held, waiting)
    SELECT id, '1001', 2000, 0, 0, 0 FROM registration_offering
"""
_CURRICULA = """
    INSERT INTO catalogue_curriculumsubject (programme_id, subject_id, category, stage, semester)
    SELECT code, 'SUBJ' || CASE WHEN i < 12 THEN 1000 + right(code, 4)::int * 12 + i WHEN i < 16 THEN 1336 + i
                                ELSE 1376 + i END,
           CASE WHEN i < 12 THEN 'compulsory' WHEN i < 16 THEN 'gur' WHEN i < 18 THEN 'elective'
                ELSE 'free_elective' END, 1 + i / 10, 'S1'
    FROM catalogue_programme CROSS JOIN generate_series(0, 19) i
"""
_REGISTRATIONS = """
    INSERT INTO registration_registration (study_id, offering_id, group_id, state, kind, category, credits,
        registered_at)
    SELECT m.study, o.id, g.id, 'registered', 'first', m.category, 3, now()
    FROM marked m JOIN registration_offering o ON o.subject_id = m.subject
    JOIN registration_subjectgroup g ON g.offering_id = o.id WHERE m.term = %(term)s
"""
_SHEETS = """
    INSERT INTO assessment_gradesheet (offering_id, stage, note) SELECT id, 'final', '' FROM registration_offering
"""
_LINES = """
    INSERT INTO assessment_gradeentry (sheet_id, registration_id, grade)
    SELECT s.id, r.id, m.grade FROM registration_registration r
    JOIN assessment_gradesheet s ON s.offering_id = r.offering_id
    JOIN registration_offering o ON o.id = r.offering_id
    JOIN marked m ON m.study = r.study_id AND m.term = %(term)s AND m.subject = o.subject_id
"""
STATEMENTS = (
    _CURRICULA,
    _MARKS,
    _RESULTS,
    _STANDINGS,
    _OFFERINGS,
    _GROUPS,
    _REGISTRATIONS,
    _SHEETS,
    _LINES,
)
TABLES = (
    "people_user",
    "catalogue_faculty",
    "platform_storeddecision",
    "catalogue_term",
    "assessment_boardrun",
    "assessment_board",
)


def fill(students: int) -> int:
    """Make so many students with twenty results each, in place of those of before; return how many results."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(TABLES) + " RESTART IDENTITY CASCADE")
        _catalogue()
        _students(cursor, students)
        told = {"final": FINAL, "terms": list(TERMS_TAKEN), "a_term": A_TERM, "term": TERM}
        # Past the triggers: seats and histories are of no interest here.
        cursor.execute("SET session_replication_role = replica")
        for statement in (
            _CURRICULA,
            _MARKS,
            _RESULTS,
            _STANDINGS,
            _OFFERINGS,
            _GROUPS,
            _REGISTRATIONS,
            _SHEETS,
            _LINES,
        ):
            cursor.execute(statement, told)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SELECT count(*) FROM marked")
        (count,) = cursor.fetchone()
        cursor.execute("DROP TABLE marked")
        cursor.execute("ANALYZE")
    return int(count)


def _catalogue() -> None:
    from tests import world

    department = world.department()
    for place in range(PROGRAMMES):
        world.programme(f"6{place:04}", department=department, credits_required=60 if place < FINAL else 120)
    start = date(2022, 9, 5)
    for year in range(3):
        for place, part in enumerate(("S1", "S2", "ST")):
            first = start + timedelta(days=364 * year + (0, 133, 266)[place])
            world.term(f"{2022 + year}/{23 + year}-{part}", first.isoformat())
    for number in range(SUBJECTS):
        gur = 336 <= number < 376
        world.subject(f"SUBJ{1000 + number}", kind="gur" if gur else "ordinary", level=4 if number >= 376 else 2)


def _students(cursor: Any, students: int) -> None:
    cursor.execute(
        """INSERT INTO people_user (password, is_superuser, is_staff, is_active, date_joined, username, email, language)
           SELECT '', false, false, true, now(), 'student' || n, 'student' || n || '@university.example', 'en'
           FROM generate_series(1, %s) n""",
        [students],
    )
    cursor.execute(
        """INSERT INTO studies_study (student_number, stream, cohort, mode, residency, admission, status, stage,
               self_paced, entry_term_id, programme_id, student_id)
           SELECT '22' || lpad(row_number() OVER (ORDER BY id)::text, 6, '0') || 'D', '', '2022/23', 'full_time',
               'local', 'first_year', 'active', 2, false, '2022/23-S1',
               '6' || lpad((id %% %s)::text, 4, '0'), id FROM people_user""",
        [PROGRAMMES],
    )
