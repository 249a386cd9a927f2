"""What a ballot's wishes and results come to: numbers only."""

from typing import Any

from registrar.areas.platform.reading import read
from registrar.areas.registration.models import Ballot

_WANTED = """
    SELECT o.subject_id, s.title_en, s.title_zh, count(DISTINCT e.id), count(DISTINCT e.id) FILTER (WHERE w.rank = 1),
           (SELECT sum(g2.quota - g2.seats_taken) FROM registration_subjectgroup g2 WHERE g2.offering_id = o.id)
    FROM registration_ballotwish w
    JOIN registration_ballotentry e ON e.id = w.entry_id
    JOIN registration_subjectgroup g ON g.id = w.group_id
    JOIN registration_offering o ON o.id = g.offering_id
    JOIN catalogue_subject s ON s.code = o.subject_id
    WHERE e.ballot_id = %s GROUP BY o.id, o.subject_id, s.title_en, s.title_zh
    ORDER BY count(DISTINCT e.id) DESC, o.subject_id LIMIT %s
"""
_CLASSES = """
    SELECT w.need_class, count(*), count(*) FILTER (WHERE w.outcome = 'granted'),
           count(*) FILTER (WHERE w.rank = 1), count(*) FILTER (WHERE w.rank = 1 AND w.outcome = 'granted')
    FROM registration_ballotwish w JOIN registration_ballotentry e ON e.id = w.entry_id
    WHERE e.ballot_id = %s GROUP BY w.need_class ORDER BY w.need_class
"""
_PROGRAMMES = """
    SELECT programme, count(*), count(*) FILTER (WHERE first), sum(given), count(*) FILTER (WHERE given = 0)
    FROM (
        SELECT s.programme_id AS programme, e.id, count(*) FILTER (WHERE w.outcome = 'granted') AS given,
               bool_or(w.rank = 1 AND w.outcome = 'granted') AS first
        FROM registration_ballotentry e
        JOIN studies_study s ON s.id = e.study_id
        JOIN registration_ballotwish w ON w.entry_id = e.id
        WHERE e.ballot_id = %s GROUP BY s.programme_id, e.id
    ) lists GROUP BY programme ORDER BY programme
"""


def most_wanted(ballot: Ballot, most: int) -> list[dict[str, Any]]:
    """Return the subjects that most lists hold: lists, first wishes and the places that are free; one query."""
    names = ("subject", "title_en", "title_zh", "lists", "first", "places")
    return [dict(zip(names, row, strict=True)) for row in read(_WANTED, [ballot.pk, most])]


def figures_by_class(ballot: Ballot) -> list[dict[str, int]]:
    """Return for each class of need: wishes and those given, first wishes and those given; one query."""
    names = ("need_class", "wishes", "given", "first", "first_given")
    return [dict(zip(names, row, strict=True)) for row in read(_CLASSES, [ballot.pk])]


def figures_by_programme(ballot: Ballot) -> list[dict[str, Any]]:
    """Return for each programme: lists, lists with the first wish given, places given, lists with none; one query."""
    names = ("programme", "lists", "first_given", "given", "none")
    return [dict(zip(names, row, strict=True)) for row in read(_PROGRAMMES, [ballot.pk])]
