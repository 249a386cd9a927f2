"""The earliest term in which a study can be complete."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, TermKey, rule


class EarliestGraduationFacts(Facts):
    """What is missing, and from when more can be taken."""

    next_term: TermKey = Field(description="First semester in which further subjects can be taken")
    held_credits: int = Field(default=0, ge=0, description="Credits registered in that semester already")
    last_registered: TermKey | None = Field(default=None, description="Last term with a registered subject")
    credits_missing: int = Field(ge=0, description="Credits neither passed nor registered")
    chain: int = Field(default=0, ge=0, description="Semesters that the longest row of pre-requisites among them takes")
    on_probation: bool = Field(default=False, description="Whether the student is on academic probation")
    deferred: int = Field(default=0, ge=0, description="Semesters in which nothing is taken before going on")


@rule(
    name="award.earliest_graduation",
    title=Bilingual("Earliest graduation", "最早畢業學期"),
    clauses={
        "load": ("polyu-2024-25:5A-03", "polyu-2018-19:3P-01"),
        "probation": ("polyu-2024-25:6C-03", "polyu-2018-19:3P-02"),
    },
    parameters=("registration.max_credits", "registration.probation_max_credits"),
    binds_by="term",
    kind="date",
    answer="earliest_term",
)
def earliest_graduation(facts: EarliestGraduationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Count the semesters that the missing credits take at the highest load, and the row of pre-requisites needs.

    Result: `semesters` still to be taken, `earliest_term` (the term at whose end everything can be met, without Summer
    Terms), `ceiling`. The load of semesters to come is that of the term asked about: later editions aren't known.
    """
    ceiling: int = parameters["registration.max_credits"]
    first: int = parameters["registration.probation_max_credits"] if facts.on_probation else ceiling
    following = Term.parse(facts.next_term)
    begin = (following.next() if following.is_summer else following).plus_semesters(facts.deferred)
    room = first if facts.deferred else max(0, first - facts.held_credits)
    semesters, last = _semesters(facts, room, ceiling), facts.last_registered and Term.parse(facts.last_registered)
    reached = begin.plus_semesters(semesters - 1) if semesters else last
    earliest = max(reached, last) if reached and last else reached
    result = {"semesters": semesters, "earliest_term": earliest and str(earliest), "ceiling": ceiling}
    if earliest is None:
        message = Message("award.earliest.nothing_left")
        return Decision.of([Finding(parameters.cite("load"), True, message)], result)
    args = {"credits": facts.credits_missing, "ceiling": ceiling, "semesters": semesters, "term": earliest}
    message = Message("award.earliest.by_load" if semesters else "award.earliest.registered", args)
    findings = [Finding(parameters.cite("load"), True, message, reading="award.earliest.reading")]
    if facts.on_probation and semesters:
        message = Message("award.earliest.on_probation", {"ceiling": first})
        findings.append(Finding(parameters.cite("probation"), True, message))
    if facts.chain and facts.chain >= semesters:
        message = Message("award.earliest.by_chain", {"chain": facts.chain})
        findings.append(Finding(parameters.cite("load"), True, message))
    return Decision.of(findings, result)


def _semesters(facts: EarliestGraduationFacts, room: int, ceiling: int) -> int:
    if not facts.credits_missing:
        return 0
    rest = max(0, facts.credits_missing - room)
    return max(1 + -(-rest // ceiling), facts.chain)
