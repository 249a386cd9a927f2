"""Rows into the facts of the degree audit."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings

from registrar.areas.advising.changes import NO_CHANGE, Change
from registrar.areas.advising.queries.audit_data import AuditData, StudyRecord
from registrar.areas.catalogue.queries.curricula import CurriculumRow
from registrar.areas.studies.option_titles import document_kind
from registrar.areas.studies.queries.audited_studies import AuditedStudy
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import RequirementDocument, load_requirements
from registrar.rules.award._audit_facts import (
    AuditException,
    AuditOption,
    AuditSubject,
    CurriculumPlace,
    DegreeAuditFacts,
)

STATES = {"taken": "passed", "transferred": "transferred", "exempted": "exempted"}


def audit_facts(
    data: AuditData,
    record: StudyRecord,
    term: str,
    planned: Iterable[tuple[str, str]] = (),
    change: Change = NO_CHANGE,
) -> DegreeAuditFacts:
    """Build the facts of `award.degree_audit` for one study; `planned` are (subject, term) beside what is on record.

    A subject stands once: passed before registered before planned. `change` is what is asked about for once.
    """
    study = changed(record.study, change)
    documents = documents_of(study)
    rows = data.curricula.get(study.programme, ())
    return DegreeAuditFacts(
        term=term,
        cohort=study.cohort,
        programme=study.programme,
        level=study.level,
        credits_required=study.credits_required,
        stream=study.stream,
        admission=study.admission,
        subjects=_subjects(data, record, study, {row.subject: row.category for row in rows}, planned, change.without),
        curriculum=_curriculum(rows),
        options=_options(study, change),
        elements=tuple(record.elements),
        exceptions=tuple(_exception(row, documents) for row in record.exceptions if counts(row, study, documents)),
    )


def document_of(study: AuditedStudy) -> RequirementDocument | None:
    """Return the requirement document of a study's programme and year of admission, where there is one."""
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    return documents.find("programme", study.programme, study.cohort, study.level)


def documents_of(study: AuditedStudy) -> list[RequirementDocument]:
    """Return the documents of a study, as far as there are any: its programme's first, then those of its options."""
    known = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    options = [known.find(document_kind(one.kind), one.code, study.cohort) for one in study.options]
    return [one for one in (document_of(study), *options) if one is not None]


def counts(row: Any, study: AuditedStudy, documents: Sequence[RequirementDocument]) -> bool:
    """Tell whether an exception outlived the changes of programme, option and document since it was recorded."""
    binding = {one.id for one in documents}
    if _of_option(row.document):
        return row.document in binding
    if row.programme_id != study.programme:
        return bool(row.survives == "programme")
    return row.document in binding or bool(row.survives) or not any(one.kind == "programme" for one in documents)


def _of_option(document: str) -> bool:
    """Whether a document is one of a Minor or a further Major."""
    known = load_requirements(load_rulebook().university(settings.UNIVERSITY).path).by_id.get(document)
    return known is not None and known.kind != "programme"


def changed(study: AuditedStudy, change: Change) -> AuditedStudy:
    """Return the study as it would be on another programme; the year of admission stays."""
    other = change.programme
    if other is None:
        return study
    return study._replace(
        programme=other.code,
        level=other.level,
        department=other.department,
        credits_required=other.credits_required,
        stream="",
    )


def _options(study: AuditedStudy, change: Change) -> tuple[AuditOption, ...]:
    gone = {change.given_up, change.option[0] if change.option else ""}
    asked = [(document_kind(one.kind), one.code) for one in study.options if document_kind(one.kind) not in gone]
    if change.option:
        asked.append(change.option)
    return tuple(AuditOption.model_validate({"kind": kind, "code": code}) for kind, code in asked)


def _subjects(
    data: AuditData,
    record: StudyRecord,
    study: AuditedStudy,
    places: dict[str, str],
    planned: Iterable[tuple[str, str]],
    without: Collection[str],
) -> tuple[AuditSubject, ...]:
    found: dict[str, AuditSubject] = {}

    def put(code: str, state: str, term: str, credits: int | None = None, **more: Any) -> None:
        particulars = data.subjects.get(code)
        if code in found or code in without or particulars is None:
            return
        found[code] = AuditSubject(
            subject=code,
            credits=particulars.credits if credits is None else credits,
            state=state,
            term=term,
            department=particulars.department,
            own=particulars.department == study.department,
            level=particulars.level,
            kind=particulars.kind,
            place=places.get(code, ""),
            **more,
        )

    for row in record.results:
        credits = 0 if row.origin == "exempted" else row.credits
        put(row.subject, STATES[row.origin], row.term, credits, grade=row.grade, points=row.points)
    for running in record.running:
        put(running.subject, "in_progress", running.term, running.credits)
    for code, term in planned:
        put(code, "planned", term)
    return tuple(found.values())


@lru_cache(maxsize=512)
def _curriculum(rows: Sequence[CurriculumRow]) -> tuple[CurriculumPlace, ...]:
    return tuple(CurriculumPlace(subject=row.subject, category=row.category, credits=row.credits) for row in rows)


def _exception(row: Any, documents: Sequence[RequirementDocument]) -> AuditException:
    options = {one.id for one in documents if one.kind != "programme"}
    return AuditException(
        requirement=f"{row.document}:{row.requirement}" if row.document in options else row.requirement,
        kind=row.kind,
        subject=row.subject_id or "",
        by=row.instead_id or "",
        credits=row.credits,
        clause=row.clause,
        authority=row.authority,
        ends_on=row.ends_on,
    )
