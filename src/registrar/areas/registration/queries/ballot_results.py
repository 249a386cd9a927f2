"""The result of a ballot as a file that anybody can check: tickets only."""

import csv
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from typing import NamedTuple

from registrar.areas.platform.reading import read

COLUMNS = ("ticket", "class", "turn", "sequence", "subject", "group", "outcome")
_SQL = """
    SELECT e.ticket, w.drawn_class, w.turn, w.sequence, o.subject_id, g.code, w.outcome
    FROM registration_ballotwish w
    JOIN registration_ballotentry e ON e.id = w.entry_id
    JOIN registration_subjectgroup g ON g.id = w.group_id
    JOIN registration_offering o ON o.id = g.offering_id
    WHERE e.ballot_id = %s ORDER BY w.sequence
"""


class ResultLine(NamedTuple):
    """One wish as it stands in the result file."""

    ticket: str
    need_class: int
    turn: int
    sequence: int
    subject: str
    group: str
    outcome: str


def result_lines(ballot_id: int) -> Iterator[ResultLine]:
    """Return the wishes of a drawn round in the order in which they came up; one query."""
    return (ResultLine(str(row[0]), *row[1:]) for row in read(_SQL, [ballot_id]))


def result_file(ballot_id: int) -> str:
    """Return the result of a drawn round as CSV, the same letter for letter each time."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(result_lines(ballot_id))
    return text.getvalue()


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text: of the result file, and of the seed."""
    return sha256(text.encode()).hexdigest()
