"""Degree audits of studies as they stood on a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.conf import settings

from registrar.areas.advising.facts import audit_facts
from registrar.areas.advising.queries.audit_data import CHUNK, audit_data
from registrar.areas.catalogue.queries.subject_particulars import subject_particulars
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "award.degree_audit"


class NoSuchStudy(LookupError):
    """There is no study with this key."""


def audit_of(study_id: int, *, term: str, as_of: date, planned: Iterable[tuple[str, str]] = ()) -> Decision:
    """Return the degree audit of one study at the end of a day; seven queries.

    `term` picks the edition of the handbook; `planned` are (subject, term) beside what is on record. Asked for a past
    day it answers from what was on record then. Raises NoSuchStudy.
    """
    data = audit_data([study_id], as_of)
    if not data.records:
        raise NoSuchStudy(study_id)
    facts = audit_facts(data, data.records[0], term, planned)
    return decide(RULE, facts, as_of=as_of, university=settings.UNIVERSITY)


def audits_of(
    study_keys: Sequence[int], *, term: str, as_of: date, unreleased_until: int | None = None
) -> Iterator[tuple[int, Decision]]:
    """Yield (study, its degree audit) by key; six queries for two thousand studies, none a study.

    With `unreleased_until` (the ordinal of a term) results up to that term count before they are released: boards
    decide on them.
    """
    keys, subjects = sorted(study_keys), subject_particulars()
    for start in range(0, len(keys), CHUNK):
        data = audit_data(keys[start : start + CHUNK], as_of, unreleased_until=unreleased_until, subjects=subjects)
        for record in data.records:
            facts = audit_facts(data, record, term)
            yield record.study.key, decide(RULE, facts, as_of=as_of, university=settings.UNIVERSITY)
