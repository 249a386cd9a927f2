"""One study's way to the award: its audit, what is behind it, and when it can be complete."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.advising.chains import longest_chain
from registrar.areas.advising.changes import NO_CHANGE, Change
from registrar.areas.advising.facts import audit_facts, changed, document_of
from registrar.areas.advising.queries.audit_data import AuditData, StudyRecord, audit_data
from registrar.areas.advising.queries.audits import RULE, NoSuchStudy
from registrar.areas.catalogue.queries.requisites import requisites
from registrar.areas.catalogue.queries.term import all_terms, current_term
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.queries.offered_in import offered_in
from registrar.areas.studies.queries.probation import on_probation
from registrar.kernel import Decision, Term
from registrar.rulebook import decide, load_rulebook
from registrar.rulebook.requirements import RequirementDocument, load_requirements
from registrar.rules.award._audit_facts import DONE, DegreeAuditFacts

SEMESTERS = ("S1", "S2")


@dataclass(frozen=True)
class Degree:
    """An audit with its facts, the document it is by, and the earliest end."""

    data: AuditData
    record: StudyRecord
    facts: DegreeAuditFacts
    decision: Decision
    document: RequirementDocument | None
    earliest: Decision


@dataclass(frozen=True)
class Outlook:
    """Where the calendar stands: the term that rules are asked for, and the first in which more can be taken.

    `published` are the terms whose timetable is out, so that what is not offered in them is known.
    """

    term: str
    next_term: str
    published: frozenset[str] = frozenset()


def outlook(today: date) -> Outlook | None:
    """Return the running term and the first semester in which subjects can still be added; two queries."""
    running = current_term(today)
    if running is None:
        return None
    term = Term.parse(running.pk)
    open_still = not term.is_summer and today <= running.add_drop_to.astimezone(HONG_KONG).date()
    following = term if open_still else term.next()
    published = frozenset(one.pk for one in all_terms() if one.timetable_on <= today)
    return Outlook(running.pk, str(following.next() if following.is_summer else following), published)


def degree_of(
    study_id: int,
    *,
    when: Outlook,
    as_of: date,
    planned: Iterable[tuple[str, str]] = (),
    change: Change = NO_CHANGE,
) -> Degree:
    """Return a study's audit on a day and its earliest end; eleven queries. Raises NoSuchStudy."""
    other = [change.programme.code] if change.programme else []
    data = audit_data([study_id], as_of, programmes=other)
    if not data.records:
        raise NoSuchStudy(study_id)
    return degree_from(data, data.records[0], when=when, as_of=as_of, planned=planned, change=change)


def degree_from(
    data: AuditData,
    record: StudyRecord,
    *,
    when: Outlook,
    as_of: date,
    planned: Iterable[tuple[str, str]] = (),
    change: Change = NO_CHANGE,
) -> Degree:
    """Return the same from data that is read already; four queries."""
    facts = audit_facts(data, record, when.term, planned, change)
    decision = decide(RULE, facts, as_of=as_of, university=settings.UNIVERSITY)
    earliest = _earliest(data, record, facts, decision, when, as_of, change)
    return Degree(data, record, facts, decision, document_of(changed(record.study, change)), earliest)


def missing_subjects(decision: Decision) -> list[str]:
    """Return the subjects that are asked for by name and neither passed, registered nor planned."""
    rows: Any = decision.result.get("requirements", ())
    return [codes[0] for row in rows if row["wanted"] for codes in row.get("missing", ())]


def _whole_lists(decision: Decision, facts: DegreeAuditFacts) -> list[str]:
    """Return the subjects of lists of which everything that is left has to be taken."""
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path).by_id
    known = {one.key: one for name in decision.result["documents"] for one in documents[name].walk()}
    there = {one.subject: one.credits for one in facts.subjects}
    found: list[str] = []
    for row in decision.result["requirements"]:
        take = known[row["id"]].take if row["id"] in known else None
        if not row["wanted"] or not row.get("lacks") or take is None or take.source is None:
            continue
        left = [code for code in take.source.subjects if code not in there]
        lacking = row["need"] - row["passed"] - row["in_progress"]
        if left and take.count is not None and lacking >= len(left):
            found += left
    return found


def credits_missing(decision: Decision) -> int:
    """Return the credits neither passed nor registered, planned ones among them.

    What the requirements lack, or what the award lacks in all, whichever is more.
    """
    result = decision.result
    rows = [row for row in result.get("requirements", ()) if not row["parent"]]
    planned = int(result.get("credits_planned", 0))
    lacks = sum(row["lacks"] for row in rows) + planned
    whole = result["credits_needed"] - result["credits_passed"] - result["credits_in_progress"]
    return max(lacks, int(whole), 0)


def _earliest(
    data: AuditData,
    record: StudyRecord,
    facts: DegreeAuditFacts,
    decision: Decision,
    when: Outlook,
    as_of: date,
    change: Change,
) -> Decision:
    if "requirements" not in decision.result:
        return decision
    names = [*missing_subjects(decision), *_whole_lists(decision, facts)]
    held = {one.subject for one in facts.subjects if one.state in DONE or one.state == "in_progress"}
    running = [one for one in record.running if one.subject not in change.without]
    begun = [one.subject for one in running if one.term == when.next_term and not change.deferred]
    told = {
        "term": when.term,
        "next_term": when.next_term,
        "held_credits": sum(one.credits for one in running if one.term == when.next_term),
        "last_registered": max(
            [*(one.term for one in running), *_effective(record, when)], key=Term.parse, default=None
        ),
        "credits_missing": credits_missing(decision),
        "chain": longest_chain(
            names, requisites(names) if names else {}, held, begun, _offered(data, record, change, when)
        ),
        "on_probation": on_probation(record.study.key, as_of),
        "deferred": change.deferred,
    }
    return decide("award.earliest_graduation", told, as_of=as_of, university=settings.UNIVERSITY)


def _effective(record: StudyRecord, when: Outlook) -> list[str]:
    """The terms to come at whose end transferred credits let a study graduate (polyu-2024-25:5B-15); no query."""
    now = Term.parse(when.term)
    return [row.term for row in record.results if row.origin == "transferred" and Term.parse(row.term) >= now]


def _offered(data: AuditData, record: StudyRecord, change: Change, when: Outlook) -> Callable[[str, int], bool]:
    """Return whether a subject can be taken in the so-manieth semester from now: as offered, else as usual."""
    rows = data.curricula.get(changed(record.study, change).programme, ())
    usual = {row.subject: row.semester for row in rows if row.semester in SEMESTERS}
    offers = offered_in()
    begin = Term.parse(when.next_term).plus_semesters(change.deferred)

    def offered(code: str, number: int) -> bool:
        term = str(begin.plus_semesters(number - 1))
        known = offers.known(code, term, published=term in when.published)
        parts = (usual[code],) if code in usual else offers.parts.get(code, ())
        return known if known is not None else term[-2:] in parts or not set(SEMESTERS) & set(parts)

    return offered
