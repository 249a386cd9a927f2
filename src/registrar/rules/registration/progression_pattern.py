"""Keeping to the programme's order of subjects."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule


class ProgressionPatternFacts(Facts):
    """Where the subject stands in the pattern, and whether the student is bound to it."""

    subject: str = Field(description="Subject code")
    has_pattern: bool = Field(description="Whether the programme has a specified progression pattern")
    self_paced: bool = Field(description="Whether the student is self-paced")
    subject_stage: int | None = Field(default=None, description="Year of study of the subject; empty: in no pattern")
    subject_semester: str = Field(default="", description="S1, S2 or ST in the pattern; empty: any")
    stage: int = Field(description="The student's year of study")


@rule(
    name="registration.progression_pattern",
    title=Bilingual("Keeping to the specified progression pattern", "依循指定修讀次序"),
    clauses={"pattern": ("polyu-2024-25:5A-02", "polyu-2018-19:3P-10")},
    parameters=("registration.self_paced_form",),
    binds_by="term",
)
def progression_pattern(facts: ProgressionPatternFacts, parameters: Parameters, as_of: date) -> Decision:
    """Warn of a subject taken ahead of its place; never block. Self-paced students and programmes without one are free.

    A subject of an earlier stage taken late is no deviation worth a warning: it is how fails are made good.
    """
    if facts.self_paced or not facts.has_pattern or facts.subject_stage is None:
        return Decision.not_applicable()
    clause = parameters.cite("pattern")
    term = facts.term
    part = Term.parse(term).part if term else ""
    # S1 < S2 < ST also as text, and a semester left empty is never ahead of any.
    ahead = (facts.subject_stage, facts.subject_semester) > (facts.stage, part)
    form: str = parameters["registration.self_paced_form"]
    args = {"subject": facts.subject, "stage": facts.subject_stage, "form": form}
    if not ahead:
        return Decision.of([Finding(clause, True, Message("registration.pattern.kept", args))], {"listed": False})
    cure = Cure(Message("registration.cure.self_paced", args), form=form, authority="programme_department")
    finding = Finding(clause, False, Message("registration.pattern.ahead", args), cure, advice=True)
    return Decision.of([finding], {"listed": True})
