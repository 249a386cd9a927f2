"""All wishes of a round, as the ballot goes through them."""

from collections import defaultdict

from registrar.areas.platform.reading import read
from registrar.areas.registration.facts.ballot_turns import Claim

_SQL = """
    SELECT w.id, e.ticket, e.study_id, w.group_id, o.subject_id, w.rank, w.need_class
    FROM registration_ballotwish w
    JOIN registration_ballotentry e ON e.id = w.entry_id
    JOIN registration_subjectgroup g ON g.id = w.group_id
    JOIN registration_offering o ON o.id = g.offering_id
    WHERE e.ballot_id = %s ORDER BY e.ticket, w.rank
"""
_FIGURES_SQL = """
    SELECT (SELECT md5(string_agg(concat_ws(' ', g.id, g.quota, g.seats_taken, g.held, g.waiting, o.state), ','
                                  ORDER BY g.id))
            FROM registration_subjectgroup g JOIN registration_offering o ON o.id = g.offering_id
            WHERE o.term_id = %s),
           count(*), max(r.id), sum(r.id)
    FROM registration_registration r JOIN registration_offering o ON o.id = r.offering_id
    WHERE o.term_id = %s AND r.state = 'registered'
"""
_GROUPS_SQL = """
    SELECT g.id FROM registration_subjectgroup g JOIN registration_offering o ON o.id = g.offering_id
    WHERE o.term_id = %s
"""


def ballot_claims(ballot_id: int) -> dict[str, list[Claim]]:
    """Return ticket -> the wishes by rank; one query. The class in which each comes up is set to its need class."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for wish, ticket, study, group, subject, rank, need in read(_SQL, [ballot_id]):
        found[str(ticket)].append(Claim(wish, str(ticket), study, group, subject, rank, need, need))
    return found


def figures_of_term(term: str) -> tuple[object, ...]:
    """Return a mark that changes with every place taken, given up, opened or kept in the term; one query."""
    return read(_FIGURES_SQL, [term, term])[0]


def groups_of_term(term: str) -> list[int]:
    """Return every group of a term; one query."""
    return [key for (key,) in read(_GROUPS_SQL, [term])]
