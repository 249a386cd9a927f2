"""Everything for one student's plan: the record, the requirements, and what plans are checked against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.advising.facts import audit_facts
from registrar.areas.advising.laying_out import MOST_SEMESTERS
from registrar.areas.advising.queries.audit_data import AuditData, StudyRecord, audit_data
from registrar.areas.advising.queries.audits import RULE, NoSuchStudy
from registrar.areas.advising.queries.degree import Outlook
from registrar.areas.advising.queries.planning import Ground, check_plan, ground
from registrar.areas.advising.suggesting import Suggestion
from registrar.kernel import Term
from registrar.rulebook import decide, load_rulebook
from registrar.rulebook.requirements import Requirement, load_requirements
from registrar.rules.award._audit_facts import DegreeAuditFacts


@dataclass(frozen=True)
class PlanGround:
    """One study's record with the ground of its plans."""

    data: AuditData
    record: StudyRecord
    facts: DegreeAuditFacts
    there: Ground
    as_of: date

    def rows(self, chosen: Sequence[str]) -> list[dict[str, Any]]:
        """Return the requirements of the audit with these subjects planned; no query."""
        planned = [(code, self.there.when.next_term) for code in chosen]
        facts = audit_facts(self.data, self.record, self.there.when.term, planned)
        result = decide(RULE, facts, as_of=self.as_of, university=settings.UNIVERSITY).result
        return list(result.get("requirements", ()))

    def suggested(self, by: str | None = None, *, fastest: bool = False) -> list[tuple[str, str]]:
        """Return a plan of what is missing that is done by a term, if it can be, or at the usual load; no query.

        Semesters are filled up to the usual load, and above it as far as that takes, within the ceiling. The `fastest`
        plan fills every semester up to the ceiling.
        """
        told = check_plan((), self.facts, self.there, self.as_of).result
        usual, ceiling = int(told["usual_load"]), int(told["ceiling"])
        rows = self.data.curricula.get(self.record.study.programme, ())
        places = {row.subject: (row.stage, row.semester) for row in rows}
        suggestion = Suggestion(self.facts, self.there, places, usual)
        suggestion.choose(self.rows, self._requirements())
        if fastest:
            suggestion.usual_load = ceiling
        far = Term.parse(self.there.when.next_term).plus_semesters(MOST_SEMESTERS - 1)
        return suggestion.lay_out(Term.parse(by) if by else far, ceiling)

    def _requirements(self) -> dict[str, Requirement]:
        documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path).by_id
        ids = {row["id"].partition(":")[0] for row in self.rows(())}
        return {str(one.citation): one for key in ids for one in documents[key].walk()}


def plan_ground(study_id: int, when: Outlook, as_of: date) -> PlanGround:
    """Return it; nine queries. Raises NoSuchStudy."""
    data = audit_data([study_id], as_of)
    if not data.records:
        raise NoSuchStudy(study_id)
    record = data.records[0]
    there = ground(when, data.subjects, data.curricula[record.study.programme])
    return PlanGround(data, record, audit_facts(data, record, when.term), there, as_of)
