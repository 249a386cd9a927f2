"""The degree audit: what of a programme's requirements is met, by which subject, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message
from registrar.rulebook import Parameters, rule
from registrar.rulebook.missing import CannotTell
from registrar.rulebook.requirements import RequirementDocument
from registrar.rules.award._audit_facts import DONE, DegreeAuditFacts
from registrar.rules.award._audit_fill import filled
from registrar.rules.award._audit_report import Report
from registrar.rules.award._audit_slots import task_of


@rule(
    name="award.degree_audit",
    title=Bilingual("Degree audit", "畢業要求審核"),
    clauses={
        "document": ("polyu-2024-25:6A-01",),
        "curriculum": ("polyu-2024-25:GAP-10", "polyu-2018-19:3U-02"),
        "option": ("polyu-2024-25:4M-05", "polyu-2018-19:3O-06"),
    },
    binds_by="term",
)
def degree_audit(facts: DegreeAuditFacts, parameters: Parameters, as_of: date) -> Decision:
    """Check a study against the requirement document of its programme and year of admission.

    Each subject counts where the least is missing in the end, once unless the document lets it be shared. ALLOWED when
    every requirement is met by what is passed. Result: `requirements` (a row for each, with what fills it and what it
    lacks), `complete`, `complete_if_passed` (with what is registered), `complete_as_planned`, the credits counted, and
    `unused`. UNDETERMINED where no document covers the programme and year.
    """
    documents = _documents(facts, parameters)
    task = task_of(facts, documents, as_of)
    report = Report(facts, documents, task, filled(task, documents))
    findings = [_finding(row) for row in report.rows if row["wanted"] and row["kind"] not in ("all", "choose")]
    needed = documents[0].credits or facts.need("credits_required")
    counted = {
        "passed": report.credits(DONE),
        "in_progress": report.credits(DONE | {"in_progress"}),
        "planned": report.credits(DONE | {"in_progress", "planned"}),
    }
    role = "document" if parameters.has_clause("document") else "curriculum"
    findings.append(_credits(parameters.cite(role), counted, needed))
    tops = [row["state"] for row in report.rows if not row["parent"]]
    used = report.used()
    result = {
        "document": documents[0].title,
        "documents": [document.id for document in documents],
        "complete": _done(tops, ("met", "waived")) and counted["passed"] >= needed,
        "complete_if_passed": _done(tops, ("met", "waived", "in_progress")) and counted["in_progress"] >= needed,
        "complete_as_planned": "missing" not in tops and counted["planned"] >= needed,
        "credits_needed": needed,
        "least_gpa": documents[0].gpa,
        "credits_passed": counted["passed"],
        "credits_in_progress": counted["in_progress"] - counted["passed"],
        "credits_planned": counted["planned"] - counted["in_progress"],
        "requirements": report.rows,
        "unused": [item.subject for number, item in enumerate(facts.subjects) if number not in used],
    }
    return Decision.of(findings, result)


def _documents(facts: DegreeAuditFacts, parameters: Parameters) -> list[RequirementDocument]:
    """Return the programme's document and those of its options. Raises CannotTell where one is missing."""
    cohort, known = facts.need("cohort"), parameters.requirements
    wanted = [("programme", facts.programme), *((option.kind, option.code) for option in facts.options)]
    found = []
    for kind, code in wanted:
        document = known.find(kind, code, cohort, facts.level if kind == "programme" else "")
        if document is None:
            message = Message("award.audit.no_document", {"code": code, "cohort": cohort})
            raise CannotTell(message, f"no requirement document for {code}, admitted {cohort}")
        found.append(document)
    return found


def _done(states: Sequence[str], good: Sequence[str]) -> bool:
    return all(state in good for state in states)


def _finding(row: dict[str, Any]) -> Finding:
    """One requirement: met, on its way, or what it lacks and what would meet it."""
    clause, title, state = Citation.parse(row["id"]), row["title"], row["state"]
    if state == "waived":
        return Finding(clause, True, Message("award.audit.waived", {"title": title, "authority": row["authority"]}))
    if state == "met":
        return Finding(clause, True, Message("award.audit.met", {"title": title}))
    if row["kind"] == "element":
        cure = Cure(Message("award.audit.cure_element", {"title": title}), authority="department")
        return Finding(clause, False, Message("award.audit.element_missing", {"title": title}), cure)
    if row["kind"] == "average":
        args = {"title": title, "line": row["line"], "credits": row["credits"]}
        cure = Cure(Message("award.audit.cure_average", args))
        return Finding(clause, False, Message("award.audit.average_low", args), cure)
    if state in ("in_progress", "planned"):
        on_way = tuple(use["subject"] for use in row["subjects"] if use["state"] == state)
        message = Message(f"award.audit.{state}", {"title": title, "subjects": on_way})
        return Finding(clause, False, message, Cure(Message("award.audit.cure_pass", {"subjects": on_way})))
    if row["missing"]:
        subjects = tuple(codes[0] for codes in row["missing"])
        message = Message("award.audit.subjects_missing", {"title": title, "subjects": subjects})
        return Finding(clause, False, message, Cure(Message("award.audit.cure_pass", {"subjects": subjects})))
    message = Message("award.audit.credits_missing", {"title": title, "credits": row["lacks"]})
    return Finding(
        clause, False, message, Cure(Message("award.audit.cure_take", {"credits": row["lacks"], "title": title}))
    )


def _credits(clause: Citation, counted: dict[str, int], needed: int) -> Finding:
    args = {"passed": counted["passed"], "needed": needed, "lacks": max(0, needed - counted["passed"])}
    if counted["passed"] >= needed:
        return Finding(clause, True, Message("award.audit.credits_met", args))
    cure = Cure(Message("award.audit.cure_credits", {"lacks": args["lacks"]}))
    return Finding(clause, False, Message("award.audit.credits_short", args), cure)
